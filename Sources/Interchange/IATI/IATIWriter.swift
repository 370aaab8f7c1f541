/// An IATI activity file, written activity by activity: only one of them is in memory at a time.
///
/// The same activities make the same bytes: attributes stand in the order of their names.
public struct IATIWriter: Sendable {
    /// The version of the standard that is written.
    public static let version = "2.03"
    /// The namespace of what the standard has no element for: where in the log an event stands, and the hash of its leaf.
    public static let namespace = "urn:pairledger:iati:1"

    private let generatedAt: String

    /// - Parameter generatedAt: an instant of the ledger, never the clock's, so that the same ledger gives the same file.
    public init(generatedAt: String) { self.generatedAt = generatedAt }

    public var head: String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <iati-activities generated-datetime="\(IATIWriter.escape(generatedAt))" version="\(IATIWriter.version)" xmlns:pl="\(IATIWriter.namespace)">

        """
    }

    public let foot = "</iati-activities>\n"

    public func text(_ element: IATIElement) -> String {
        var text = ""
        IATIWriter.write(element, indent: 1, to: &text)
        return text
    }

    private static func write(_ element: IATIElement, indent: Int, to text: inout String) {
        let space = String(repeating: "  ", count: indent)
        text += "\(space)<\(element.name)"
        for (name, value) in element.attributes.sorted(by: { $0.key < $1.key }) {
            text += " \(name)=\"\(escape(value))\""
        }
        if !element.children.isEmpty {
            text += ">\n"
            for child in element.children { write(child, indent: indent + 1, to: &text) }
            text += "\(space)</\(element.name)>\n"
        } else if !element.text.isEmpty {
            text += ">\(escape(element.text))</\(element.name)>\n"
        } else {
            text += "/>\n"
        }
    }

    private static func escape(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { isSpecial($0) }) else { return text }
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            // Tabs and line ends would be read as spaces within an attribute; XML 1.0 has no other control characters.
            case "\t", "\n", "\r": escaped += "&#\(scalar.value);"
            case _ where scalar.value < 0x20 || scalar.value & 0xFFFE == 0xFFFE: escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "&", "<", ">", "\"": true
        default: scalar.value < 0x20 || scalar.value & 0xFFFE == 0xFFFE
        }
    }
}
