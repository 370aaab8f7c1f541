import Crypto

/// A text with signatures (C2SP `signed-note`): the text, an empty line, and a line for each signature.
public struct SignedNote: Hashable, Sendable, CustomStringConvertible {
    /// Ends with a line feed, which is signed too.
    public let text: String
    public private(set) var signatures: [Signature]

    /// A line `— name base64`.
    public struct Signature: Hashable, Sendable {
        public let name: KeyName
        /// The first four bytes name the key, the others are for it to understand.
        public let bytes: [UInt8]

        var keyID: [UInt8] { Array(bytes.prefix(4)) }
        var rest: [UInt8] { Array(bytes.dropFirst(4)) }
        fileprivate var line: String { "— \(name) \(Base64.encode(bytes))\n" }
    }

    private static let bytesMax = 1_000_000
    private static let signaturesMax = 100

    /// - Parameter text: of lines without control characters, the last of them ended too.
    init(text: String, signatures: [Signature] = []) {
        self.text = text
        self.signatures = signatures
    }

    /// - Throws: `NoteError` for anything that is not a note, or not in this one form.
    public init(_ note: String) throws(NoteError) {
        guard note.utf8.count <= SignedNote.bytesMax else { throw NoteError("a note of more than a million bytes") }
        guard !note.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" }) else {
            throw NoteError("a note with a control character")
        }
        // Behind the last empty line only signatures stand.
        let bytes = Array(note.utf8)
        guard let end = bytes.indices.dropFirst().last(where: { bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A }) else {
            throw NoteError("a note without an empty line before its signatures")
        }
        text = String(decoding: bytes[..<end], as: UTF8.self)
        let lines = String(decoding: bytes[(end + 1)...], as: UTF8.self)
        signatures = []
        for line in lines.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let parts = line.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0] == "—", let name = KeyName(parts[1]), let bytes = Base64.decode(parts[2]),
                bytes.count > 4
            else { throw NoteError("\"\(line)\" is not a signature: one reads — name base64") }
            signatures.append(Signature(name: name, bytes: bytes))
        }
        guard 1...SignedNote.signaturesMax ~= signatures.count else {
            throw NoteError("a note with \(signatures.count) signatures")
        }
        guard description.utf8.elementsEqual(bytes) else { throw NoteError("a note in another form than its own") }
    }

    public var description: String { text + "\n" + signatures.map(\.line).joined() }

    /// Adds a signature behind the others, unless the same stands there.
    public mutating func add(_ signature: Signature) {
        if !signatures.contains(signature) { signatures.append(signature) }
    }

    mutating func keepSignatures(of name: KeyName) { signatures.removeAll { $0.name != name } }

    // MARK: Signing

    /// Signs a text.
    ///
    /// - Parameter key: of kind `.note`.
    public init(signing text: String, with key: SigningKey) {
        self.init(text: text, signatures: [SignedNote.signature(of: text, by: key)])
    }

    static func signature(of text: String, by key: SigningKey) -> Signature {
        precondition(key.kind == .note, "a witness signs with the time")
        return Signature(name: key.name, bytes: key.verifier.id + key.signature(of: Array(text.utf8)))
    }

    /// Adds the statement of a witness that it has seen the checkpoint and found it consistent with all that it saw before.
    ///
    /// - Parameters:
    ///   - key: of kind `.cosignature`.
    ///   - seconds: when, since the beginning of 1970, UTC.
    public mutating func cosign(with key: SigningKey, at seconds: UInt64) {
        precondition(key.kind == .cosignature, "a log signs without the time")
        let time = (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (56 - 8 * $0)) }
        let message = SignedNote.cosigned(text, at: seconds)
        add(Signature(name: key.name, bytes: key.verifier.id + time + key.signature(of: message)))
    }

    private static func cosigned(_ text: String, at seconds: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(seconds)\n\(text)".utf8)
    }

    // MARK: Verifying

    /// A signature that was found to be right.
    public struct Verified: Sendable {
        public let key: VerifierKey
        /// When a witness signed, in seconds since the beginning of 1970, UTC; nil for the key of a log.
        public let seconds: UInt64?
    }

    /// Which of these keys have signed the text.
    ///
    /// - Throws: `NoteError` when a line names one of them and is not its signature: such a note is somebody's forgery or error. Lines
    ///   of other keys are passed over.
    public func verified(by keys: [VerifierKey]) throws(NoteError) -> [Verified] {
        var verified: [Verified] = []
        for signature in signatures {
            for key in keys where key.name == signature.name && key.id == signature.keyID {
                guard let one = check(signature, by: key) else {
                    throw NoteError("the signature of \(key.name) is not that of this text")
                }
                if !verified.contains(where: { $0.key.description == key.description }) { verified.append(one) }
            }
        }
        return verified
    }

    private func check(_ signature: Signature, by key: VerifierKey) -> Verified? {
        switch key.kind {
        case .note:
            return key.key.isValidSignature(signature.rest, for: Array(text.utf8))
                ? Verified(key: key, seconds: nil) : nil
        case .cosignature:
            guard signature.rest.count == 72 else { return nil }
            let seconds = signature.rest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let message = SignedNote.cosigned(text, at: seconds)
            return key.key.isValidSignature(signature.rest.dropFirst(8), for: message)
                ? Verified(key: key, seconds: seconds) : nil
        }
    }
}
