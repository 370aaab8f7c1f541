import ArgumentParser
import Assistance
import CanonicalJSON

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

    var date: CalendarDate { on ?? Instant.now().date }
}

/// Which kind of money.
struct InstrumentOption: ParsableArguments {
    @Option(help: "The kind of money.")
    var instrument: Instrument = .fiscal
}
