import ArgumentParser
import Journal

struct LogShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show events of the log.",
        discussion: """
            A position shows that one event with its data. With --format ndjson the entries come out byte for byte as they are \
            recorded, one a line.

            Examples:
              pairledger log show
              pairledger log show 17
              pairledger log show --from 100 --limit 20
              pairledger log show --reverse --type FundsReceived
              pairledger log show --stream transfer/SH-YN-2021-003
              pairledger log show --limit 0 --format ndjson > ledger.ndjson
            """)

    @Argument(help: "Show this event alone.") var position: Int64?
    @Option(
        help: ArgumentHelp(
            "The first position to show (default: 0, or the last with --reverse).", valueName: "position"))
    var from: Int64?
    @Option(help: ArgumentHelp("The most events to show; 0 for all.", valueName: "n")) var limit = 50
    @Flag(help: "Begin at the end of the log, and go back.") var reverse = false
    @OptionGroup var filter: LogFilter
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard from ?? 0 >= 0, limit >= 0, position ?? 0 >= 0 else {
            throw ValidationError("positions and limits are counted from 0")
        }
        guard position == nil || from == nil && !reverse && filter.isEmpty else {
            throw ValidationError(
                "a position shows that event alone; leave --from, --reverse, --stream and --type out with it")
        }
    }

    func run() async throws {
        let database = try await Database.open(ledger.database)
        let connection = try await database.connectCurrent(.inspect, quiet: ledger.database.quiet)
        let shown = EventOutput(output, of: Journal(try ledger.name(), on: connection))
        if let position {
            try await shown.writeEvent(at: position)
            return
        }
        let selection = filter.selection(
            from: from, direction: reverse ? .backward : .forward, limit: limit == 0 ? nil : limit)
        if try await shown.write(selection) == 0 { filter.noteNothingFound(quiet: ledger.database.quiet) }
    }
}
