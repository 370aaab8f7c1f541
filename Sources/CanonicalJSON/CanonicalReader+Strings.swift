extension CanonicalReader {
    /// The next value as a text: well-formed, in NFC, without U+0000.
    public mutating func readString() throws(CanonicalJSONError) -> String {
        let token = try scanString()
        return token.hasEscape ? unescaped(token.range) : text(token.range)
    }

    /// The next value as the bytes of a text without escapes, without making a `String` of it; `nil`, with nothing read,
    /// if it has escapes.
    public mutating func readPlainString() throws(CanonicalJSONError) -> Range<Int>? {
        let start = offset
        let token = try scanString()
        guard !token.hasEscape else {
            offset = start
            return nil
        }
        return token.range
    }

    /// Goes over the next value, a text, checking it as strictly as reading does, and tells which bytes stand between its quotes.
    public mutating func skipString() throws(CanonicalJSONError) -> Range<Int> { try scanString().range }

    struct StringToken {
        /// The bytes between the quotes.
        var range: Range<Int>
        var hasEscape: Bool
    }

    /// Reads a string literal, checking everything about it.
    mutating func scanString() throws(CanonicalJSONError) -> StringToken {
        guard offset < end, bytes[offset] == 0x22 else { throw wrongKind(.string) }
        let start = offset + 1
        var index = start
        var hasEscape = false
        var isInert = true
        scanning: while true {
            index = endOfPlainText(from: index)
            guard index < end else { throw failure(.unexpectedEnd, at: index, expected: "the rest of a string") }
            let byte = bytes[index]
            switch byte {
            case 0x22: break scanning
            case 0x5C:
                hasEscape = true
                index = try endOfEscape(at: index)
            case 0x00: throw failure(.nulCharacter, at: index, expected: "text without U+0000")
            case 0x01..<0x20: throw failure(.rawControlCharacter, at: index, expected: "its escape")
            default:
                repeat {
                    let (scalar, length) = try decodeScalar(at: index)
                    isInert = isInert && NormalizationFormC.isInert(scalar)
                    index += length
                } while index < end && bytes[index] >= 0x80
            }
        }
        let token = StringToken(range: start..<index, hasEscape: hasEscape)
        if !isInert { try checkNormalization(token) }
        offset = index + 1
        return token
    }

    /// The first byte from `index` on that is no printable ASCII other than `"` and `\`.
    @inline(__always)
    private func endOfPlainText(from index: Int) -> Int {
        bytes.withUnsafeBytes { bytes in
            var index = index
            // Eight bytes at a time; `special` has the high bit of at least the first byte that ends the plain text
            // (a borrow can mark bytes only after it). Source: A. Mycroft's test for a zero byte.
            while index + 8 <= end {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                let quote = word ^ (0x22 &* Self.everyByte)
                let backslash = word ^ (0x5C &* Self.everyByte)
                let special =
                    (word &- 0x20 &* Self.everyByte) | (quote &- Self.everyByte) | (backslash &- Self.everyByte) | word
                let marks = special & (0x80 &* Self.everyByte)
                if marks != 0 { return index + marks.trailingZeroBitCount / 8 }
                index += 8
            }
            while index < end {
                let byte = bytes[index]
                guard byte >= 0x20, byte < 0x80, byte != 0x22, byte != 0x5C else { break }
                index += 1
            }
            return index
        }
    }

    private static var everyByte: UInt64 { 0x0101_0101_0101_0101 }

    /// Checks the escape at `start` (its backslash) and tells where it ends.
    private func endOfEscape(at start: Int) throws(CanonicalJSONError) -> Int {
        guard start + 1 < end else { throw failure(.unexpectedEnd, at: start + 1, expected: "the rest of an escape") }
        switch bytes[start + 1] {
        case 0x22, 0x5C, 0x62, 0x66, 0x6E, 0x72, 0x74: return start + 2
        case 0x2F: throw failure(.nonCanonicalEscape, at: start, expected: "\"/\" without an escape")
        case 0x75: break
        default: throw failure(.invalidEscape, at: start + 1, expected: "one of b t n f r u \" \\ after the backslash")
        }
        var unit: UInt32 = 0
        var hasUpperCase = false
        for index in (start + 2)..<(start + 6) {
            guard index < end else { throw failure(.unexpectedEnd, at: index, expected: "four hexadecimal digits") }
            let byte = bytes[index]
            switch byte {
            case 0x30...0x39: unit = unit << 4 | UInt32(byte - 0x30)
            case 0x61...0x66: unit = unit << 4 | UInt32(byte - 0x57)
            case 0x41...0x46:
                unit = unit << 4 | UInt32(byte - 0x37)
                hasUpperCase = true
            default: throw failure(.invalidEscape, at: index, expected: "a hexadecimal digit")
            }
        }
        let name = Self.codePoint(unit)
        switch unit {
        case 0: throw CanonicalJSONError(.nulCharacter, at: start, "the string has a U+0000, which no entry can hold")
        case 0xD800...0xDBFF where hasLowSurrogate(at: start + 6):
            throw failure(.nonCanonicalEscape, at: start, expected: "the character itself as UTF-8")
        case 0xD800...0xDFFF:
            throw CanonicalJSONError(.loneSurrogate, at: start, "\(name) is half of a surrogate pair, no character")
        case 0x08, 0x09, 0x0A, 0x0C, 0x0D:
            throw failure(.nonCanonicalEscape, at: start, expected: "the two-character escape of \(name)")
        case 0x01...0x1F where hasUpperCase:
            throw failure(.nonCanonicalEscape, at: start, expected: "lower-case hexadecimal digits")
        case 0x01...0x1F: return start + 6
        default: throw failure(.nonCanonicalEscape, at: start, expected: "the character \(name) itself")
        }
    }

    private func hasLowSurrogate(at index: Int) -> Bool {
        guard index + 6 <= end, bytes[index] == 0x5C, bytes[index + 1] == 0x75 else { return false }
        let digits = String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self)
        guard let unit = UInt32(digits, radix: 16) else { return false }
        return (0xDC00...0xDFFF).contains(unit)
    }

    /// The scalar whose UTF-8 begins at `index`, by table 3-7 of the Unicode Standard.
    @inline(__always)
    private func decodeScalar(at index: Int) throws(CanonicalJSONError) -> (scalar: UInt32, length: Int) {
        let lead = UInt32(bytes[index])
        // A byte after the end counts as 0, which continues nothing.
        func continuation(_ distance: Int) -> UInt32 {
            index + distance < end ? UInt32(bytes[index + distance]) ^ 0x80 : 0x80
        }
        let second = continuation(1)
        if lead >= 0xE0, lead < 0xF0 {
            let third = continuation(2)
            let scalar = (lead & 0x0F) << 12 | second << 6 | third
            if second < 0x40, third < 0x40, scalar >= 0x800, scalar < 0xD800 || scalar > 0xDFFF { return (scalar, 3) }
        } else if lead >= 0xC2, lead < 0xE0 {
            if second < 0x40 { return ((lead & 0x1F) << 6 | second, 2) }
        } else if lead >= 0xF0, lead < 0xF5 {
            let (third, fourth) = (continuation(2), continuation(3))
            let scalar = (lead & 0x07) << 18 | second << 12 | third << 6 | fourth
            if second < 0x40, third < 0x40, fourth < 0x40, (0x10000...0x10FFFF).contains(scalar) { return (scalar, 4) }
        }
        throw CanonicalJSONError(
            .invalidUTF8, at: index,
            "the byte 0x\(Self.hex(UInt32(bytes[index]), width: 2)) begins no well-formed UTF-8")
    }

    /// Refuses a text that its NFC differs from.
    private func checkNormalization(_ token: StringToken) throws(CanonicalJSONError) {
        let decoded = token.hasEscape ? unescaped(token.range) : text(token.range)
        guard let difference = NormalizationFormC.firstDifference(in: decoded) else { return }
        throw CanonicalJSONError(
            .notNormalized, at: rawOffset(of: difference, in: token.range),
            "the text is not in Unicode Normalization Form C from here on")
    }

    /// Where the decoded byte number `count` of a string literal lies in the text.
    private func rawOffset(of count: Int, in range: Range<Int>) -> Int {
        var index = range.lowerBound
        for _ in 0..<count where index < range.upperBound { index = endOfUnit(at: index) }
        return index
    }

    /// The end of the byte or the (valid) escape at `index`.
    private func endOfUnit(at index: Int) -> Int {
        guard bytes[index] == 0x5C else { return index + 1 }
        return index + (bytes[index + 1] == 0x75 ? 6 : 2)
    }

    func text(_ range: Range<Int>) -> String {
        bytes.withUnsafeBufferPointer { String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self) }
    }

    /// The text of a checked literal with escapes.
    func unescaped(_ range: Range<Int>) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            decoded.append(decodedUnit(at: index))
            index = endOfUnit(at: index)
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private func decodedUnit(at index: Int) -> UInt8 {
        guard bytes[index] == 0x5C else { return bytes[index] }
        switch bytes[index + 1] {
        case 0x62: return 0x08
        case 0x74: return 0x09
        case 0x6E: return 0x0A
        case 0x66: return 0x0C
        case 0x72: return 0x0D
        case 0x75:
            let low = bytes[index + 5]
            return (bytes[index + 4] - 0x30) << 4 | (low < 0x3A ? low - 0x30 : low - 0x57)
        default: return bytes[index + 1]
        }
    }
}
