/// How many columns a text takes on a terminal or in a fixed-width font, where a Chinese character takes two.
///
/// Source: Unicode Standard Annex #11, East Asian Width (classes W and F take 2 columns, everything else 1), and the
/// customs of terminals: combining marks and format characters take none, an emoji takes 2.
public enum DisplayWidth {
    public static func of(_ text: String) -> Int {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
        var width = 0
        for scalar in text.unicodeScalars {
            // Most often there are only letters of ASCII, the lines of a tree and Chinese characters, none of which joins another.
            switch scalar.value {
            case 0x20..<0x7F, 0x2500...0x257F: width += 1
            case 0x4E00...0x9FFF: width += 2
            default: return text.reduce(0) { $0 + of($1) }
            }
        }
        return width
    }

    /// A cluster (a base with its marks, a flag, a joined emoji) is as wide as its widest scalar.
    public static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        let width = scalars.reduce(0) { max($0, of($1)) }
        // U+FE0F asks for the emoji form of a character that is narrow by itself.
        return width == 1 && scalars.contains("\u{FE0F}") ? 2 : width
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? 0 : 1 }
        if isWide(scalar.value) || scalar.properties.isEmojiPresentation { return 2 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator: return 0
        // The vowels and finals of Hangul stand inside the square that their initial opens.
        default: return (0x1160...0x11FF).contains(scalar.value) ? 0 : 1
        }
    }

    private static func isWide(_ scalar: UInt32) -> Bool {
        wideRanges.contains { $0.contains(scalar) }
    }

    /// Classes W and F of Unicode 17 (EastAsianWidth.txt) without the emoji, which have a property of their own;
    /// unassigned code points between two ranges of one block are counted in.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x4DC0...0xA4CF, 0x3250...0x4DBF, 0x3041...0x3247, 0x2E80...0x303E, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0x1100...0x115F, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F,
        0xA960...0xA97F, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0x16FE0...0x18DF2, 0x1AFF0...0x1B2FB, 0x1D300...0x1D376,
        0x1F200...0x1F265, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
    ]
}
