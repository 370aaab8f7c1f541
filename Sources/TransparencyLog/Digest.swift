import Crypto

/// A SHA-256 digest: 32 bytes.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
    /// The 32 bytes, most significant first.
    public let bytes: [UInt8]

    /// The digest of `message`.
    public init(of message: [UInt8]) {
        bytes = Array(SHA256.hash(data: message))
    }

    private init(_ function: consuming SHA256) { bytes = Array(function.finalize()) }

    /// Takes the digest of a message that comes in pieces.
    public struct Function: Sendable {
        private var function = SHA256()

        public init() {}

        /// The next piece of the message.
        public mutating func update(_ piece: UnsafeRawBufferPointer) { function.update(bufferPointer: piece) }

        /// The digest of all pieces so far.
        public func digest() -> Digest { Digest(function) }
    }

    /// Lower-case hexadecimal, 64 characters.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
