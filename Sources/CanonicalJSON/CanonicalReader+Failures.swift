extension CanonicalReader {
    static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    /// A refusal of the byte at `index` (or of the end, if that is there).
    func failure(
        _ code: CanonicalJSONError.Code, at index: Int? = nil, expected: String
    ) -> CanonicalJSONError {
        let index = index ?? offset
        guard index < end else {
            guard range.count <= limits.maximumBytes else {
                return CanonicalJSONError(
                    .tooLong, at: limits.maximumBytes,
                    "the text has \(range.count) bytes; at most \(limits.maximumBytes) are expected")
            }
            return CanonicalJSONError(.unexpectedEnd, at: range.upperBound, "the text ends; \(expected) is expected")
        }
        let isSpace = code == .unexpectedByte && Self.isWhiteSpace(bytes[index])
        return CanonicalJSONError(
            isSpace ? .whiteSpace : code, at: index, "\(describe(bytes[index])) is here; \(expected) is expected")
    }

    /// The next value begins another kind than `kind`, or none.
    func wrongKind(_ kind: Kind) -> CanonicalJSONError {
        let article = kind == .array || kind == .object || kind == .integer ? "an" : "a"
        let expected = kind == .null ? "null" : "\(article) \(kind.rawValue)"
        guard let found = try? peekKind() else { return failure(.unexpectedByte, expected: expected) }
        guard found != kind else { return failure(.unexpectedByte, expected: expected) }
        return failure(.wrongKind, expected: expected)
    }

    private func describe(_ byte: UInt8) -> String {
        switch byte {
        case 0x22: "a quote"
        case 0x20: "a space"
        case 0x21..<0x7F: "\"\(Unicode.Scalar(byte))\""
        default: "the byte 0x\(Self.hex(UInt32(byte), width: 2))"
        }
    }

    static func hex(_ number: UInt32, width: Int) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    static func codePoint(_ scalar: UInt32) -> String { "U+\(hex(scalar, width: 4))" }
}
