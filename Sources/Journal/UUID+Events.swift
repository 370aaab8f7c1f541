public import CanonicalJSON
public import FoundationEssentials
import TransparencyLog

extension UUID {
    /// A new identifier whose first 48 bits are the milliseconds of `now`, so that identifiers made one after another stand
    /// near each other in an index (RFC 9562, UUID version 7).
    public static func version7(at now: Instant = .now()) -> UUID {
        let milliseconds = UInt64(bitPattern: now.microsecondsSince1970 / 1000)
        var bytes = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> (40 - 8 * UInt64($0))) }
        var generator = SystemRandomNumberGenerator()
        // The system is asked as seldom as can be: every number that it gives is a system call.
        for _ in 0..<2 { withUnsafeBytes(of: generator.next()) { bytes += $0 } }
        return UUID(bytes, version: 7)
    }

    /// The identifier that always comes of the same parts (RFC 9562, UUID version 8): the beginning of the SHA-256 of their
    /// canonical JSON array, so that no two lists of parts run into each other.
    public static func derived(from parts: [JSONValue]) throws(CanonicalJSONError) -> UUID {
        UUID(Array(Digest(of: try JSONValue.array(parts).canonicalBytes()).bytes.prefix(16)), version: 8)
    }

    /// As it stands in an entry: small letters.
    public var canonicalText: String { uuidString.lowercased() }

    /// Reads what ``canonicalText`` writes and nothing else, in a fraction of the time that `init(uuidString:)` takes.
    init?(canonicalText bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == 36 else { return nil }
        var (high, low): (UInt64, UInt64) = (0, 0)
        for index in 0..<36 {
            let byte = bytes[index]
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == 0x2D else { return nil }
                continue
            }
            let (digit, letter) = (byte &- 0x30, byte &- 0x61)
            guard digit < 10 || letter < 6 else { return nil }
            high = high << 4 | low >> 60
            low = low << 4 | UInt64(digit < 10 ? digit : letter + 10)
        }
        self.init(uuid: withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { $0.loadUnaligned(as: uuid_t.self) })
    }

    private init(_ bytes: [UInt8], version: UInt8) {
        var b = bytes
        b[6] = (b[6] & 0x0F) | (version << 4)
        b[8] = (b[8] & 0x3F) | 0x80
        self.init(
            uuid: (b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15])
        )
    }
}
