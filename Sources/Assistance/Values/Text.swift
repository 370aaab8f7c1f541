extension StringProtocol {
    /// Whether there is a line break or another character in it that moves rather than shows.
    public var hasControlCharacters: Bool {
        unicodeScalars.contains { $0.properties.generalCategory == .control }
    }

    /// Whether it says something, in characters that can be shown.
    public var isPresentable: Bool { !hasControlCharacters && contains { !$0.isWhitespace } }
}

extension StringProtocol where SubSequence == Substring {
    /// Without the white space at both ends.
    public var trimmed: Substring {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else {
            return self[endIndex..<endIndex]
        }
        return self[first...last]
    }
}

extension String {
    /// Whether both are the name of one body, written with other white space around it or other capitals.
    public func namesSameBody(as other: String) -> Bool { trimmed.lowercased() == other.trimmed.lowercased() }
}
