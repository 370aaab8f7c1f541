extension CanonicalReader {
    /// The next value as an integer within ±(2⁵³−1).
    public mutating func readInteger() throws(CanonicalJSONError) -> Int64 {
        let start = offset
        var index = offset
        guard index < end else { throw failure(.unexpectedEnd, expected: "an integer") }
        let isNegative = bytes[index] == 0x2D
        if isNegative { index += 1 }
        guard index < end, Self.isDigit(bytes[index]) else {
            if isNegative { throw failure(.unexpectedByte, at: index, expected: "a digit") }
            throw wrongKind(.integer)
        }
        var value: Int64 = 0
        if bytes[index] == 0x30 {
            if isNegative {
                throw failure(.nonCanonicalNumber, at: index, expected: "a digit from 1 to 9 after the minus")
            }
            index += 1
            if index < end, Self.isDigit(bytes[index]) {
                throw failure(.nonCanonicalNumber, at: index, expected: "the end of the number after its leading 0")
            }
        } else {
            while index < end, Self.isDigit(bytes[index]) {
                // 10 × (2⁵³−1) + 9 is far from overflowing 64 bits, so checking once a digit is enough.
                value = value &* 10 &+ Int64(bytes[index] &- 0x30)
                guard value <= CanonicalWriter.maximumInteger else {
                    throw CanonicalJSONError(
                        .integerOutOfRange, at: start,
                        "the integer is beyond ±\(CanonicalWriter.maximumInteger)")
                }
                index += 1
            }
        }
        if index < end, bytes[index] == 0x2E || bytes[index] | 0x20 == 0x65 {
            throw failure(.notAnInteger, at: index, expected: "an integer without fraction or exponent")
        }
        offset = index
        return isNegative ? -value : value
    }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
