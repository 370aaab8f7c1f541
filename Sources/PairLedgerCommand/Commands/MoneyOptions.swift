import ArgumentParser
import Assistance
import CanonicalJSON
import Glibc

/// How much.
struct AmountOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "In yuan, such as 1234.50 or 1,234.50; with 万元, 亿元, wan or yi behind it in that unit.", valueName: "money"),
        transform: Parse.money)
    var amount: Money
}

/// When it happened.
struct DateOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("The day on which it happened (default: today).", valueName: "date"), transform: Parse.date)
    var on: CalendarDate?

    var date: CalendarDate { on ?? .today }
}

extension CalendarDate {
    /// The day it is where the program runs, which at night is not the day it is in Greenwich.
    static var today: CalendarDate {
        var now = time(nil)
        var local = tm()
        guard localtime_r(&now, &local) != nil else { return Instant.now().date }
        return CalendarDate(year: Int(local.tm_year) + 1900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday))
            ?? Instant.now().date
    }
}

/// Money outside its pairing.
struct OffPairOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Allows a day on which the pairing is not valid, or another region, and says why; inspectors will see it.",
            valueName: "reason"))
    var offPair: String?
}

/// Which kind of money.
struct InstrumentOption: ParsableArguments {
    @Option(help: "The kind of money.")
    var instrument: Instrument = .fiscal
}
