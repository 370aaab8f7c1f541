import ArgumentParser
import Glibc
import Journal
import TransparencyLog

/// Where the seals of ledgers are, and the keys: apart from the database.
struct SealOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder with the seals of ledgers, each in one of its own (default: $PAIRLEDGER_SEALS, else pairledger-seals beside the user's other data).",
            valueName: "folder"), completion: .directory)
    var seals: String?

    /// The folder of all seals.
    func base() throws -> String {
        if let seals { return seals }
        if let folder = Environment["PAIRLEDGER_SEALS"], !folder.isEmpty { return folder }
        if geteuid() == 0 { return "/var/lib/pairledger-seals" }
        if let data = Environment["XDG_DATA_HOME"], data.hasPrefix("/") { return "\(data)/pairledger-seals" }
        guard let home = Environment["HOME"], home.hasPrefix("/") else {
            throw CommandFailure(.usage, "no folder for the seals is known", remedy: "name one with --seals")
        }
        return "\(home)/.local/share/pairledger-seals"
    }

    func folder(of ledger: LedgerName) throws -> SealFolder { SealFolder("\(try base())/\(ledger)") }

    /// Where the key of a ledger is, unless somebody says otherwise.
    func keyFile(of ledger: LedgerName) throws -> String { "\(try base())/keys/\(ledger).key" }
}

/// The key that signs.
struct SigningOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The file with the signing key (default: $PAIRLEDGER_KEY, else keys/LEDGER.key among the seals).",
            valueName: "file"), completion: .file())
    var key: String?

    func path(_ seals: SealOptions, _ ledger: LedgerName) throws -> String {
        if let key { return key }
        if let path = Environment["PAIRLEDGER_KEY"], !path.isEmpty { return path }
        return try seals.keyFile(of: ledger)
    }

    func read(_ seals: SealOptions, _ ledger: LedgerName) throws -> SigningKey {
        try KeyFile.read(try path(seals, ledger))
    }

    /// - Throws: `CommandFailure` for the key of a witness, which does not seal.
    func readLogKey(_ seals: SealOptions, _ ledger: LedgerName) throws -> SigningKey {
        let key = try read(seals, ledger)
        guard key.kind == .note else {
            throw CommandFailure(.usage, "the key of \(key.name) is a witness's: it cosigns what others sign")
        }
        return key
    }
}

/// Whose signatures count.
struct TrustOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A verifier key, name+hash+base64, or a file with one a line; may be given again.", valueName: "key|file"),
        completion: .file())
    var trust: [String] = []

    func keys() throws -> [VerifierKey] {
        try trust.flatMap { text -> [VerifierKey] in
            if let key = try? VerifierKey(text) { return [key] }
            guard let bytes = try InputFile.read(text, limit: 1 << 20, mayLack: true) else {
                throw CommandFailure(
                    .usage, "\(text) is neither a verifier key nor a file with some",
                    remedy: "pairledger log key show prints the one of a ledger: name+hash+base64")
            }
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
            do {
                return try lines.map { try VerifierKey(String($0)) }
            } catch {
                throw CommandFailure(.usage, "\(text): \(error)")
            }
        }
    }

    /// - Throws: `CommandFailure` when nobody is trusted: then nothing can be verified.
    func someKeys() throws -> [VerifierKey] {
        let keys = try keys()
        guard !keys.isEmpty else {
            throw CommandFailure(
                .usage, "whose signature counts?",
                remedy:
                    "give the verifier key that you have from the ledger's keepers, not from what is verified: --trust KEY"
            )
        }
        return keys
    }
}
