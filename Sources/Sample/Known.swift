import Assistance
import CanonicalJSON

// The words of the plan are written here and nowhere else; one that has no meaning is a slip in the plan itself.

extension Identifier {
    static func known(_ text: String) -> Identifier {
        guard let identifier = Identifier(text) else { preconditionFailure("no identifier: \(text)") }
        return identifier
    }
}

extension CalendarDate {
    static func known(_ text: String) -> CalendarDate {
        guard let date = CalendarDate(text) else { preconditionFailure("no date: \(text)") }
        return date
    }

    static func known(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
        guard let date = CalendarDate(year: year, month: month, day: day) else {
            preconditionFailure("no date: \(year)-\(month)-\(day)")
        }
        return date
    }

    /// Days later; the plan stays far from the end of the calendar.
    func later(by days: Int) -> CalendarDate { adding(days: days) ?? self }
}

extension RegionCode {
    static func known(_ number: Int32) -> RegionCode {
        guard let code = RegionCode(number: number) else { preconditionFailure("no region: \(number)") }
        return code
    }
}

extension Money {
    /// An amount of the plan, which is far from the bounds.
    static func fen(_ minorUnits: Int64) -> Money {
        guard let money = Money(minorUnits: minorUnits) else { preconditionFailure("no amount: \(minorUnits)") }
        return money
    }
}
