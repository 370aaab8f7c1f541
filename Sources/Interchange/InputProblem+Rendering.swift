extension InputProblem: CustomStringConvertible {
    /// As ``rendered()``, without the last line feed.
    public var description: String { lines.joined(separator: "\n") }

    /// The problem for people, each line ended by a line feed:
    ///
    /// ```
    /// payments.csv:7:7: error: amount "12.345" has 3 decimals, but CNY has 2
    ///   7 | P-001,12.345,2014-05-01
    ///     |       ^
    ///   write it as 12.34 or 12.35
    /// ```
    public func rendered() -> String { lines.reduce(into: "") { $0 += $1 + "\n" } }

    private var lines: [String] {
        let place = line == 0 ? file : column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
        var lines = ["\(place): error: \(message)"]
        if let excerpt, line > 0 {
            let number = String(line)
            let gutter = String(repeating: " ", count: number.count)
            let (text, caret) = Self.window(excerpt, around: column)
            lines.append("  \(number) | \(text)")
            if let caret { lines.append("  \(gutter) | \(String(repeating: " ", count: caret))^") }
        }
        if let remedy { lines.append("  \(remedy)") }
        return lines
    }

    /// Columns of a terminal that an excerpt may take.
    private static let windowWidth = 120

    /// The part of a line around `column`, no wider than a terminal, and how many columns lie before the caret.
    private static func window(_ line: String, around column: Int) -> (text: String, caret: Int?) {
        let characters = line.map(printable)
        let target = min(column - 1, characters.count)
        let widths = characters.map(DisplayWidth.of)
        var start = 0
        if column > 0 {
            // Two thirds of the window before the caret show where the field stands.
            var before = widths[..<target].reduce(0, +)
            while before > windowWidth * 2 / 3 {
                before -= widths[start]
                start += 1
            }
        }
        var end = start
        var width = 0
        while end < characters.count, width + widths[end] <= windowWidth {
            width += widths[end]
            end += 1
        }
        let head = start > 0 ? "…" : ""
        let text = head + String(characters[start..<end]) + (end < characters.count ? "…" : "")
        return (text, column > 0 ? head.count + widths[start..<max(start, target)].reduce(0, +) : nil)
    }

    /// A tab or another control character would move the caret, so a space stands for it.
    private static func printable(_ character: Character) -> Character {
        DisplayWidth.of(character) == 0
            || character.unicodeScalars.contains { $0.properties.generalCategory == .control }
            ? " " : character
    }
}
