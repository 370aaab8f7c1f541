/// Text as a page has it: whatever stands in a ledger is shown, and none of it acts.
enum HTMLText {
    /// For text, and for attributes in quotation marks. Line ends become spaces, and other control characters, which no page may
    /// have, the pictures of themselves.
    static func escaped(_ text: String) -> String {
        marked(String(String.UnicodeScalarView(text.unicodeScalars.map(shown))))
    }

    /// Text that runs its own way: what it says about its direction ends with it.
    static func isolated(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return escaped(text) }
        return "<bdi\(isChinese(text) ? " lang=\"zh-Hans\"" : "")>\(escaped(text))</bdi>"
    }

    /// For pictures, where nothing isolates a text from its neighbours: without what changes its direction.
    static func drawn(_ text: String) -> String {
        escaped(String(String.UnicodeScalarView(text.unicodeScalars.map { isBidiControl($0) ? "\u{FFFD}" : $0 })))
    }

    /// Only what would be taken for markup; `unmarked` gives the text back.
    static func marked(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if let entity = entities.first(where: { $0.scalar == scalar }) {
                result += entity.name
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The text that `marked` was given.
    static func unmarked(_ text: String) -> String {
        // The sign that all entities begin with comes last, so that none is made of two.
        entities.reversed().reduce(text) { $0.replacing($1.name, with: String($1.scalar)) }
    }

    private static let entities: [(scalar: Unicode.Scalar, name: String)] = [
        ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;"),
    ]

    private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: " "
        case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
        case 0x7F: "\u{2421}"
        case 0x80..<0xA0: "\u{FFFD}"
        default: scalar
        }
    }

    private static func isBidiControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Chinese alone: a voice that reads it must not be an English one.
    private static func isChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.isIdeographic }
            && !text.unicodeScalars.contains { $0.isASCII && $0.properties.isAlphabetic }
    }
}
