/// How the text of a file is written in bytes.
public enum TextEncoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    /// GB 18030-2022, which contains GBK and GB 2312: what spreadsheets in Chinese write when nobody says otherwise.
    case gb18030

    /// As people call it.
    public var name: String {
        switch self {
        case .utf8: "UTF-8"
        case .gb18030: "GB 18030"
        }
    }

    /// What bytes look like whose encoding nobody said.
    ///
    /// Hardly any text in GB 18030 is UTF-8 as well; but a text in UTF-8 may be damaged in a few places, and then is not to be taken for
    /// another one. In UTF-8 every Chinese character is a sequence of three bytes or four, which in GB 18030 only rare characters come
    /// to look like: the text is UTF-8 if there are more of those than bytes that cannot be UTF-8.
    ///
    /// - Parameter bytes: the beginning of the text that is not ASCII alone; its last character may be cut off.
    static func guess(_ bytes: [UInt8]) -> TextEncoding {
        var (long, wrong) = (0, 0)
        var index = 0
        while index < bytes.count {
            let length = lengthOfCharacter(in: bytes, at: index)
            guard let length else {
                // Cut off rather than wrong.
                if bytes.count - index < 4, bytes[index] >= 0xC2 { break }
                wrong += 1
                index += 1
                continue
            }
            if length > 2 { long += 1 }
            index += length
        }
        return wrong > long ? .gb18030 : .utf8
    }

    /// In bytes; nil where no character of UTF-8 stands (RFC 3629).
    private static func lengthOfCharacter(in bytes: [UInt8], at index: Int) -> Int? {
        let length: Int
        switch bytes[index] {
        case ..<0x80: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return nil
        }
        guard index + length <= bytes.count else { return nil }
        return bytes[index + 1..<index + length].allSatisfy { $0 & 0xC0 == 0x80 } ? length : nil
    }
}
