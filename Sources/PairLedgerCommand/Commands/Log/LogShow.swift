import Accountability
import ArgumentParser
import CanonicalJSON
import Journal

struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "The log: every event, in order, as it was recorded.", subcommands: [Show.self])

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show events of the log.",
            discussion: """
                A position shows that one event with its data. With --format ndjson the entries come out byte for byte as they \
                are recorded, one a line.

                Examples:
                  pairledger log show
                  pairledger log show 17
                  pairledger log show --from 100 --limit 20
                  pairledger log show --limit 0 --format ndjson > ledger.ndjson
                """)

        @Argument(help: "Show this event alone.") var position: Int64?
        @Option(help: ArgumentHelp("The first position to show.", valueName: "position")) var from: Int64 = 0
        @Option(help: ArgumentHelp("The most events to show; 0 for all.", valueName: "n")) var limit = 50
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard from >= 0, limit >= 0, position ?? 0 >= 0 else {
                throw ValidationError("positions and limits are counted from 0")
            }
        }

        /// How many events are in memory at once.
        private static let pageSize = 500

        func run() async throws {
            let name = try ledger.name()
            let database = try await Database.open(ledger.database)
            let journal = Journal(
                name, on: try await database.connectCurrent(.inspect, quiet: ledger.database.quiet))
            let recorded = try await journal.nextPosition()
            if let position {
                guard position < recorded, let event = try await journal.read(LogSelection(from: position, limit: 1)).first else {
                    throw CommandFailure(
                        .usage, "there is no event at position \(position): ledger \(name) has \(recorded) events",
                        remedy: "positions are counted from 0")
                }
                try show([event], recorded: recorded, withData: true)
                return
            }
            let start = min(from, recorded)
            let end = limit == 0 ? recorded : start + min(Int64(limit), recorded - start)
            guard output.effectiveFormat == .ndjson else {
                try show(try await journal.read(LogSelection(from: start, limit: Int(end - start))), recorded: recorded)
                return
            }
            let shown = try Output(output)
            var next = start
            while next < end {
                let page = try await journal.read(LogSelection(from: next, limit: min(Show.pageSize, Int(end - next))))
                try shown.write(page.map(Show.line).joined())
                next += Int64(page.count)
            }
            try shown.finish()
        }

        private static func line(_ event: RecordedEvent) -> String {
            String(decoding: event.entry, as: UTF8.self) + "\n"
        }

        private func show(_ events: [RecordedEvent], recorded: Int64, withData: Bool = false) throws {
            let shown = try Output(output)
            if output.effectiveFormat == .ndjson {
                try shown.write(events.map(Show.line).joined())
            } else {
                try shown.write(Show.report(events, recorded: recorded, withData: withData))
            }
            try shown.finish()
        }

        private static func report(_ events: [RecordedEvent], recorded: Int64, withData: Bool) throws -> Report {
            let eventSection = Report.Section(
                key: "events", title: "Events",
                columns: [
                    .init(key: "position", label: "Position", kind: .count),
                    .init(key: "effective_on", label: "Effective on", kind: .date),
                    .init(key: "type", label: "Type", kind: .text),
                    .init(key: "stream", label: "Stream", kind: .text),
                    .init(key: "version", label: "Version", kind: .count),
                    .init(key: "moved", label: "Moved", kind: .amount),
                    .init(key: "actor", label: "Actor", kind: .text),
                    .init(key: "recorded_at", label: "Recorded at", kind: .text),
                ],
                rows: events.map { event in
                    let moved = event.postings.reduce(0) { $0 + max(0, $1.amount) }
                    return .init([
                        .count(event.position), .date(event.effectiveOn.description), .text(event.type),
                        .text(event.stream), .count(event.version), event.postings.isEmpty ? .empty : .amount(moved),
                        .text(event.actor), .text(event.recordedAt.description),
                    ])
                })
            var sections = [eventSection]
            if withData, let event = events.first { sections += try details(of: event) }
            return Report(
                name: "log", title: "Log",
                facts: [.init(key: "recorded", label: "Events in the ledger", value: .count(recorded))],
                sections: sections)
        }

        private static func cell(_ value: JSONValue) throws -> Report.Cell {
            if value.isNull { return .empty }
            return .text(try value.stringValue ?? value.canonicalText())
        }

        private static func details(of event: RecordedEvent) throws -> [Report.Section] {
            let members = (event.data.objectValue ?? [:]).sorted { $0.key < $1.key }
            let data = Report.Section(
                key: "data", title: "Data, as recorded (amounts in 分)",
                columns: [
                    .init(key: "field", label: "Field", kind: .text), .init(key: "value", label: "Value", kind: .text),
                ],
                rows: try members.map {
                    .init([.text($0.key), try cell($0.value)])
                })
            let postings = Report.Section(
                key: "postings", title: "Postings",
                columns: [
                    .init(key: "account", label: "Account", kind: .text),
                    .init(key: "amount", label: "Amount", kind: .amount),
                ], rows: event.postings.map { .init([.text($0.account), .amount($0.amount)]) })
            let envelope = Report.Section(
                key: "envelope", title: "Envelope",
                columns: [
                    .init(key: "field", label: "Field", kind: .text), .init(key: "value", label: "Value", kind: .text),
                ],
                rows: [
                    .init([.text("id"), .text(event.id.canonicalText)]),
                    .init([.text("correlation"), event.correlation.map { .text($0.canonicalText) } ?? .empty]),
                    .init([.text("causation"), event.causation.map { .text($0.canonicalText) } ?? .empty]),
                    .init([.text("recorder"), .text(event.recorder)]),
                    .init([.text("v"), .count(Int64(event.v))]),
                ])
            return event.postings.isEmpty ? [data, envelope] : [data, postings, envelope]
        }
    }
}
