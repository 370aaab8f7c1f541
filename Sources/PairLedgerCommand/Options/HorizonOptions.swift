import Accountability
import ArgumentParser
import CanonicalJSON
import Projection

/// How far back in time to look.
struct HorizonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Only what happened up to this day.", valueName: "date"), transform: Parse.date)
    var asOf: CalendarDate?

    @Option(
        help: ArgumentHelp(
            "Only what the ledger knew at this position of the log, or at this instant, such as 2026-01-05T08:30:00Z.",
            valueName: "position|instant"),
        transform: Parse.knownAt)
    var knownAt: Horizon.KnownAt?

    var horizon: Horizon { Horizon(asOf: asOf, knownAt: knownAt) }
}
