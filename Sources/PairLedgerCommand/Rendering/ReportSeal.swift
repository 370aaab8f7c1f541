import FoundationEssentials
import TransparencyLog

/// What ties a report to the history that it was drawn from: which command, of which checkpoint, and the digest of the figures.
struct ReportSeal: Equatable {
    let ledger: String
    /// The words of the command behind `report`, without those that say where the result goes.
    let parameters: [String]
    /// Of the report as JSON, without the seal.
    let digest: Digest
    /// With the signature of the log alone, which stays the same.
    let checkpoint: SignedCheckpoint

    private static let heading = "# Sealed by pairledger: pairledger report reproduce FILE --trust KEY"

    /// As it stands below a table or a CSV, and at the foot of a page, each line ended.
    func lines(_ ending: String) -> String {
        let lines =
            [
                Self.heading, "# ledger \(ledger)", "# digest sha256:\(digest)",
            ] + parameters.map { "# word \($0)" }
            + "\(checkpoint)".split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { "# note \($0)" }
        return lines.reduce(into: "") { $0 += $1 + ending }
    }

    /// - Throws: `NoteError` for a text that has no seal, or a broken one.
    init(of text: String) throws(NoteError) {
        if text.utf8.first == UInt8(ascii: "{") {
            try self.init(json: text)
            return
        }
        // A carriage return with its line feed is one character.
        var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        guard let start = lines.lastIndex(of: Self.heading[...]) else { throw NoteError("the report has no seal") }
        lines.removeFirst(start)
        if text.hasPrefix(HTMLPage.beginning) { lines = lines.map { HTMLText.unmarked(String($0))[...] } }
        func values(_ name: String) -> [String] {
            lines.filter { $0.hasPrefix("# \(name) ") }.map { String($0.dropFirst(name.count + 3)) }
        }
        try self.init(
            ledger: values("ledger").first, digest: values("digest").first, parameters: values("word"),
            note: values("note").reduce(into: "") { $0 += $1 + "\n" })
    }

    init(ledger: String, parameters: [String], digest: Digest, checkpoint: SignedCheckpoint) {
        self.ledger = ledger
        self.parameters = parameters
        self.digest = digest
        self.checkpoint = checkpoint
    }

    private init(json text: String) throws(NoteError) {
        struct Sealed: Decodable {
            struct Seal: Decodable {
                let ledger: String
                let digest: String
                let parameters: [String]
                let checkpoint: String
            }
            let seal: Seal?
        }
        let sealed: Sealed
        do {
            sealed = try JSONDecoder().decode(Sealed.self, from: Data(text.utf8))
        } catch {
            throw NoteError("this is not a report")
        }
        guard let seal = sealed.seal else { throw NoteError("the report has no seal") }
        try self.init(
            ledger: seal.ledger, digest: seal.digest, parameters: seal.parameters, note: seal.checkpoint)
    }

    private init(ledger: String?, digest: String?, parameters: [String], note: String) throws(NoteError) {
        guard let ledger, let digest, digest.hasPrefix("sha256:"), let found = Digest(hexadecimal: digest.dropFirst(7))
        else { throw NoteError("the seal is not whole") }
        self.init(
            ledger: ledger, parameters: parameters, digest: found, checkpoint: try SignedCheckpoint(note))
    }
}
