import Crypto

/// A SHA-256 digest: 32 bytes.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
    /// The bytes as they stand in memory, so that a digest needs none of its own.
    private let storage: SIMD4<UInt64>

    /// The digest of `message`.
    public init(of message: [UInt8]) { self.init(SHA256.hash(data: message)) }

    /// The digest that these bytes are; nil when they are not 32.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Digest.size else { return nil }
        storage = withUnsafeTemporaryAllocation(byteCount: Digest.size, alignment: 8) { buffer in
            buffer.copyBytes(from: bytes)
            return buffer.loadUnaligned(as: SIMD4<UInt64>.self)
        }
    }

    init(_ digest: SHA256.Digest) { storage = digest.withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) } }

    /// The 32 bytes, most significant first.
    public var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

    func withUnsafeBytes<Answer>(_ body: (UnsafeRawBufferPointer) -> Answer) -> Answer {
        Swift.withUnsafeBytes(of: storage, body)
    }

    /// How many bytes a digest has.
    public static var size: Int { 32 }

    /// Takes the digest of a message that comes in pieces.
    public struct Function: Sendable {
        private var function = SHA256()

        public init() {}

        /// The next piece of the message.
        public mutating func update(_ piece: UnsafeRawBufferPointer) { function.update(bufferPointer: piece) }

        /// The digest of all pieces so far.
        public func digest() -> Digest { Digest(function.finalize()) }
    }

    /// The digest that this is in lower-case hexadecimal; nil for any other text.
    public init?(hexadecimal text: some StringProtocol) {
        let digits = Array(text.utf8)
        guard digits.count == 2 * Digest.size else { return nil }
        let values = digits.compactMap { digit -> UInt8? in
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
            default: nil
            }
        }
        guard values.count == digits.count else { return nil }
        self.init(bytes: (0..<Digest.size).map { values[2 * $0] << 4 | values[2 * $0 + 1] })
    }

    /// Lower-case hexadecimal, 64 characters.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
