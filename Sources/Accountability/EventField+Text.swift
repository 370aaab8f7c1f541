import Assistance
import CanonicalJSON

extension EventField {
    /// Its name for people: `starts_on` is `Starts on`, `name_zh` is `Name (Chinese)`.
    var label: String {
        let isChinese = name.hasSuffix("_zh")
        let words = (isChinese ? name.dropLast(3) : name[...]).replacing("_", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst() + (isChinese ? " (Chinese)" : "")
    }

    var money: Money? { if case .money(let money) = meaning { money } else { nil } }

    /// What it says as it is recorded; nil for an amount of money.
    var value: String? {
        switch meaning {
        case .text(let text): text
        case .integer(let integer): String(integer)
        case .boolean(let boolean): boolean ? "yes" : "no"
        case .money: nil
        case .date(let date): date.description
        case .region(let region): region.description
        case .identifier(let identifier): identifier.description
        case .choice(let choice, _, _): choice
        }
    }

    /// The names of what a code or word in it stands for.
    func names(on date: CalendarDate) -> String? {
        switch meaning {
        case .region(let region): return region.name(on: date)
        case .choice(_, let english, let chinese):
            let names = [chinese, english].compactMap { $0 }
            return names.isEmpty ? nil : names.joined(separator: " ")
        default: return nil
        }
    }

    /// All of it in a few words: `amount 600 万元`, `to 653001 阿图什市`.
    func phrase(on date: CalendarDate, amount: (Money) -> String) -> String {
        let words = name.replacing("_", with: " ")
        switch meaning {
        case .money(let money): return "\(words) \(amount(money))"
        case .region(let region): return [words, value, region.name(on: date)].compactMap { $0 }.joined(separator: " ")
        default: return "\(words) \(value ?? "")"
        }
    }
}
