import Assistance
import CanonicalJSON
import Postgres

/// A value in a read model's table that cannot be what the projection wrote there.
struct DamagedRowError: Error, CustomStringConvertible {
    let text: String
    let expected: String

    var description: String {
        "a read model's table has \"\(text)\" where \(expected) belongs: somebody changed it by hand"
    }
}

extension Row {
    func identifier(_ column: Int) throws -> Identifier {
        let text = try text(column)
        guard let identifier = Identifier(text) else { throw DamagedRowError(text: text, expected: "an identifier") }
        return identifier
    }

    func identifierOrNil(_ column: Int) throws -> Identifier? { try isNull(column) ? nil : identifier(column) }

    func region(_ column: Int) throws -> RegionCode {
        let text = try text(column)
        guard let region = RegionCode(text) else { throw DamagedRowError(text: text, expected: "a region's code") }
        return region
    }

    func choice<Choice: RawRepresentable<String>>(_ column: Int) throws -> Choice {
        let text = try text(column)
        guard let choice = Choice(rawValue: text) else { throw DamagedRowError(text: text, expected: "a known value") }
        return choice
    }

    func calendarDate(_ column: Int) throws -> CalendarDate {
        let days = try date(column)
        guard let date = CalendarDate(daysSince1970: days) else {
            throw DamagedRowError(text: "\(days)", expected: "a date")
        }
        return date
    }
}
