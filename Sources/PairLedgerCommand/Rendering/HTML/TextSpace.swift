import Interchange

/// How much room a text may take in a picture. Nobody knows the reader's fonts, so that this is what the widest of the usual ones
/// take (DejaVu Sans, Verdana).
enum TextSpace {
    /// In points.
    static func width(of text: String, size: Double) -> Double {
        text.reduce(0) { $0 + ems($1) } * size
    }

    /// The text, or its beginning with an ellipsis where it is wider than `room`.
    static func shortened(_ text: String, to room: Double, size: Double) -> String {
        guard width(of: text, size: size) > room else { return text }
        var left = room - size * ems("…")
        let kept = text.prefix { character in
            left -= ems(character) * size
            return left >= 0
        }
        return String(kept.reversed().drop { $0 == " " }.reversed()) + "…"
    }

    /// The text in one line, or in two that are no wider than `room`, of which the second may be shortened.
    static func wrapped(_ text: String, to room: Double, size: Double) -> [String] {
        guard width(of: text, size: size) > room else { return [text] }
        let characters = Array(text)
        var left = room
        let fitting = characters.prefix { character in
            left -= ems(character) * size
            return left >= 0
        }.count
        // A line ends before a space, or beside a Chinese character if it would be less than half full.
        let ends = (1...max(1, fitting)).filter { $0 < characters.count }
        let space = ends.last { $0 > fitting / 2 && characters[$0] == " " }
        let end =
            space
            ?? ends.last { index in
                characters[index] == " " || DisplayWidth.of(characters[index]) == 2
                    || DisplayWidth.of(characters[index - 1]) == 2
            }
        guard let end else { return [shortened(text, to: room, size: size)] }
        let rest = String(characters[end...].drop { $0 == " " })
        return [String(characters[..<end]), shortened(rest, to: room, size: size)]
    }

    private static func ems(_ character: Character) -> Double {
        guard let scalar = character.unicodeScalars.first, scalar.isASCII else {
            switch DisplayWidth.of(character) {
            case 0: return 0
            case 1: return character == "…" ? 1 : 0.8
            default: return 1.02
            }
        }
        switch scalar {
        case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!", " ": return 0.42
        case "f", "r", "t", "(", ")", "[", "]", "/", "-", "\"": return 0.5
        case "m", "M", "W", "@", "%": return 1.05
        case "w", "A"..."Z", "+", "=", "<", ">", "&", "#", "~", "^": return 0.87
        default: return 0.68
        }
    }
}
