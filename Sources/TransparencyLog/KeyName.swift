/// The name of a key, which for a log is its origin too: a URL without a scheme, such as `audit.example/east-west` (C2SP `signed-note`).
public struct KeyName: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// - Returns: nil for a text that is empty or of more than 255 bytes, or has a plus sign, white space or a control character.
    public init?(_ text: some StringProtocol) {
        let isPlain = text.unicodeScalars.allSatisfy {
            $0 != "+" && !$0.properties.isWhitespace && $0.properties.generalCategory != .control
        }
        guard !text.isEmpty, isPlain, text.utf8.count <= 255 else { return nil }
        description = String(text)
    }

    // Swift takes texts for the same that look the same, such as "K" and the sign for kelvin. To whoever signs they are two names.
    public static func == (one: KeyName, other: KeyName) -> Bool {
        one.description.utf8.elementsEqual(other.description.utf8)
    }

    public func hash(into hasher: inout Hasher) { for byte in description.utf8 { hasher.combine(byte) } }
}
