/// What a log says that it holds (C2SP `tlog-checkpoint`): its name, how many leaves its tree has, and the root.
public struct Checkpoint: Hashable, Sendable, CustomStringConvertible {
    public let origin: KeyName
    public let size: Int64
    public let root: Digest

    public init(origin: KeyName, size: Int64, root: Digest) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// - Throws: `NoteError` for a text that is not a checkpoint's, or not in this one form. Lines behind the third, which the standard
    ///   allows and advises against, are refused.
    public init(_ text: String) throws(NoteError) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 4, let origin = KeyName(lines[0]), let size = Int64(lines[1]), size >= 0,
            let root = Digest(base64: lines[2])
        else { throw NoteError("this is not a checkpoint: one has three lines, its origin, size and root in base64") }
        self.init(origin: origin, size: size, root: root)
        guard description.utf8.elementsEqual(text.utf8) else {
            throw NoteError("a checkpoint in another form than its own")
        }
    }

    /// The text that is signed.
    public var description: String { "\(origin)\n\(size)\n\(root.base64)\n" }
}

/// A checkpoint with the signature of its log, and perhaps of witnesses.
public struct SignedCheckpoint: Hashable, Sendable, CustomStringConvertible {
    public let checkpoint: Checkpoint
    public private(set) var note: SignedNote

    public init(_ checkpoint: Checkpoint, signedWith key: SigningKey) {
        self.checkpoint = checkpoint
        note = SignedNote(signing: checkpoint.description, with: key)
    }

    /// - Throws: `NoteError` for a text that is not a signed checkpoint; nothing is verified.
    public init(_ text: String) throws(NoteError) {
        note = try SignedNote(text)
        checkpoint = try Checkpoint(note.text)
    }

    public var description: String { note.description }

    /// Without the signatures of witnesses, of which more may come.
    public var withLogSignatureOnly: SignedCheckpoint {
        var copy = self
        copy.note.keepSignatures(of: checkpoint.origin)
        return copy
    }

    /// Adds the cosignature of a witness.
    public mutating func cosign(with key: SigningKey, at seconds: UInt64) { note.cosign(with: key, at: seconds) }

    /// Adds the signatures of witnesses that another copy of the same checkpoint has.
    ///
    /// - Throws: `NoteError` when the other is of another checkpoint; when it has a signature in the name of the log that this one has
    ///   not, as nobody but the log makes those; and when they become more than a note may have.
    public mutating func merge(_ other: SignedCheckpoint) throws(NoteError) {
        guard other.checkpoint == checkpoint else { throw NoteError("signatures of another checkpoint") }
        var merged = note
        for signature in other.note.signatures where !merged.signatures.contains(signature) {
            guard signature.name != checkpoint.origin else {
                throw NoteError("a signature in the name of \(checkpoint.origin) that is not the one of the log")
            }
            merged.add(signature)
        }
        note = try SignedNote(merged.description)
    }

    /// What was found about its signatures.
    public struct Trust: Sendable {
        public let log: VerifierKey
        /// The witnesses among the keys that have signed, and when.
        public let witnesses: [SignedNote.Verified]
    }

    /// Holds the signatures against the keys that the caller trusts.
    ///
    /// - Throws: `NoteError` when none of them is of the log that the checkpoint names, or a signature is wrong.
    public func verify(with keys: [VerifierKey]) throws(NoteError) -> Trust {
        let verified = try note.verified(by: keys)
        guard let log = verified.first(where: { $0.key.kind == .note && $0.key.name == checkpoint.origin }) else {
            let names = keys.map { "\($0.name)" }.joined(separator: ", ")
            throw NoteError(
                "the checkpoint of \(checkpoint.origin) has no signature by a key that is trusted"
                    + (names.isEmpty ? "" : " (\(names))"))
        }
        return Trust(log: log.key, witnesses: verified.filter { $0.key.kind == .cosignature })
    }
}
