import Accountability
import Journal

/// Shows events of a log that have been recorded, the way that was asked for.
struct EventOutput {
    private let options: OutputOptions
    private let journal: Journal

    init(_ options: OutputOptions, of journal: Journal) {
        self.options = options
        self.journal = journal
    }

    /// How many events are in memory at once, where they need not all be.
    static let pageSize = 500

    /// - Returns: how many events there were.
    func write(_ selection: LogSelection) async throws -> Int {
        let output = try Output(options)
        var count = 0
        if options.effectiveFormat == .ndjson {
            for try await page in journal.pages(selection, of: EventOutput.pageSize) {
                try output.write(EventOutput.lines(page))
                count += page.count
            }
        } else {
            // The widths of a table's columns and the end of a JSON text rest on all of the events.
            let recorded = try await journal.nextPosition()
            let events = try await journal.read(selection)
            try output.write(Report.log(events, recorded: recorded))
            count = events.count
        }
        try output.finish()
        return count
    }

    /// One event with its data.
    func writeEvent(at position: Int64) async throws {
        let recorded = try await journal.nextPosition()
        guard position < recorded, let event = try await journal.read(LogSelection(from: position, limit: 1)).first
        else {
            throw CommandFailure(
                .usage, "there is no event at position \(position): ledger \(journal.ledger) has \(recorded) events",
                remedy: "positions are counted from 0")
        }
        let output = try Output(options)
        if options.effectiveFormat == .ndjson {
            try output.write(EventOutput.lines([event]))
        } else {
            var report = Report.log([event], recorded: recorded)
            report.sections += try event.details()
            try output.write(report)
        }
        try output.finish()
    }

    /// The entries byte for byte, one a line.
    static func lines(_ events: [RecordedEvent]) -> String {
        events.reduce(into: "") { $0 += String(decoding: $1.entry, as: UTF8.self) + "\n" }
    }
}
