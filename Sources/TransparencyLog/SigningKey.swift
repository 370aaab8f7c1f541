import Crypto

/// A key that signs notes, in the text form of Go's `sumdb/note`: `PRIVATE+KEY+name+hash+seed`, the seed in base64.
public struct SigningKey: Sendable {
    public let name: KeyName
    public let kind: VerifierKey.Kind
    private let key: Curve25519.Signing.PrivateKey

    /// A new key.
    public init(name: KeyName, kind: VerifierKey.Kind = .note) {
        self.name = name
        self.kind = kind
        key = Curve25519.Signing.PrivateKey()
    }

    /// - Throws: `NoteError`, which does not repeat the text.
    public init(_ text: String) throws(NoteError) {
        let parts = text.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY", let name = KeyName(parts[2]),
            let bytes = Base64.decode(parts[4]), let kind = bytes.first.flatMap(VerifierKey.Kind.init),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes.dropFirst())
        else { throw NoteError("this is not a signing key: one reads PRIVATE+KEY+name+hash+base64") }
        self.name = name
        self.kind = kind
        self.key = key
        guard parts[3] == verifier.hash else {
            throw NoteError("the hash of the signing key of \(name) is not that of its name and key")
        }
    }

    /// The whole key, which is a secret.
    public var secretText: String {
        "PRIVATE+KEY+\(name)+\(verifier.hash)+\(Base64.encode([kind.rawValue] + key.rawRepresentation))"
    }

    /// What others check its signatures with.
    public var verifier: VerifierKey { VerifierKey(name: name, kind: kind, key: key.publicKey) }

    func signature(of message: [UInt8]) -> [UInt8] {
        // Ed25519 in this library fails for no message.
        guard let signature = try? key.signature(for: message) else { preconditionFailure("Ed25519 did not sign") }
        return Array(signature)
    }
}
