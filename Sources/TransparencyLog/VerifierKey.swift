import Crypto

/// The public half of a key that signs notes (C2SP `signed-note`): `name+hash+key`, the hash in hexadecimal, the key in base64.
public struct VerifierKey: Sendable, CustomStringConvertible {
    /// What a key signs.
    public enum Kind: UInt8, Sendable {
        /// Notes, by Ed25519: the key of a log.
        case note = 0x01
        /// Checkpoints of others with the time at which they were seen, by Ed25519: the key of a witness (C2SP `tlog-cosignature`).
        case cosignature = 0x04
    }

    public let name: KeyName
    public let kind: Kind
    let key: Curve25519.Signing.PublicKey

    init(name: KeyName, kind: Kind, key: Curve25519.Signing.PublicKey) {
        self.name = name
        self.kind = kind
        self.key = key
    }

    /// - Throws: `NoteError` for a text that does not stand for a key, or not in this one form.
    public init(_ text: String) throws(NoteError) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let name = KeyName(parts[0]), let bytes = Base64.decode(parts[2]),
            let kind = bytes.first.flatMap(Kind.init),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes.dropFirst())
        else {
            throw NoteError("\"\(text)\" is not a verifier key: one reads name+hash+base64, with an Ed25519 key")
        }
        self.init(name: name, kind: kind, key: key)
        guard description == text else {
            throw NoteError("the hash of the verifier key \"\(text)\" is not that of its name and key: \(description)")
        }
    }

    /// The first four bytes of a hash over name, kind and key, by which a signature names its key.
    public var id: [UInt8] {
        Array(Digest(of: Array("\(name)\n".utf8) + [kind.rawValue] + key.rawRepresentation).bytes.prefix(4))
    }

    /// The id in hexadecimal.
    var hash: String { id.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

    public var description: String { "\(name)+\(hash)+\(Base64.encode([kind.rawValue] + key.rawRepresentation))" }
}
