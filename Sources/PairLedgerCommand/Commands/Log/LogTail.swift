import ArgumentParser
import Journal

struct LogTail: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail", abstract: "Show the last events of the log, and those to come.",
        discussion: """
            With --follow it goes on until it is interrupted or its reader has gone, and shows every event once and in order. An \
            event may be shown a moment before it is safe on the disk.

            Examples:
              pairledger log tail
              pairledger log tail --follow
              pairledger log tail --follow --type FundsSpent
              pairledger log tail --from 0 --follow --format ndjson | jq .data
            """)

    @Option(help: ArgumentHelp("The first position to show.", valueName: "position")) var from: Int64?
    @Option(
        name: [.customShort("n"), .long],
        help: ArgumentHelp("How many events to begin with (default: 10).", valueName: "n"))
    var last: Int?
    @Flag(name: .shortAndLong, help: "Go on with what is recorded.") var follow = false
    @OptionGroup var filter: LogFilter
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard from ?? 0 >= 0, last ?? 0 >= 0 else {
            throw ValidationError("positions and numbers of events are counted from 0")
        }
        guard from == nil || last == nil else {
            throw ValidationError("--from and --last both say where to begin; give one of them")
        }
        guard follow else { return }
        guard output.output == nil else {
            throw ValidationError(
                "--follow has no end at which a file could be put in place; use > instead of --output")
        }
        guard output.effectiveFormat != .json else {
            throw ValidationError("a JSON text ends, which --follow does not; use --format ndjson")
        }
        guard output.effectiveFormat != .html else {
            throw ValidationError("a page ends, which --follow does not; use --format table, csv or ndjson")
        }
    }

    func run() async throws {
        let quiet = ledger.database.quiet
        let database = try await Database.open(ledger.database)
        let journal = Journal(try ledger.name(), on: try await database.connectCurrent(.inspect, quiet: quiet))
        let last = last ?? 10
        let start = if let from { from } else { try await journal.start(ofLast: last, filter) }
        guard follow else {
            let selection = filter.selection(from: start, limit: from == nil ? last : nil)
            let count = try await EventOutput(output, of: journal).write(selection)
            if count == 0, last > 0 { filter.noteNothingFound(quiet: quiet) }
            return
        }
        let selection = filter.selection(from: start)
        let work = Task { [output] in
            let lines = EventLines(output)
            try Terminal.out(lines.heading)
            for try await page in journal.tail(selection, of: EventOutput.pageSize) {
                try Terminal.out(lines.text(page))
            }
        }
        let signals = StopSignals { work.cancel() }
        defer { signals.ignore() }
        let watch = Task {
            await Terminal.readerHasGone()
            work.cancel()
        }
        defer { watch.cancel() }
        try await work.value
    }
}

extension Journal {
    /// The position from which there are so many events of a filter now, or 0 where there are fewer.
    fileprivate func start(ofLast count: Int, _ filter: LogFilter) async throws -> Int64 {
        guard count > 0 else { return try await nextPosition() }
        let previous = try await forEachEntry(filter.selection(direction: .backward, limit: count)) { _, _ in }
        return previous + 1
    }
}
