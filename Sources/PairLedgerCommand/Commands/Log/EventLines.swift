import Accountability
import Assistance
import Glibc
import Journal

/// Events as text that can be shown before the next event is known.
struct EventLines {
    private let format: OutputFormat
    private let unit: AmountUnit
    private let color: Bool

    /// - Parameter options: not of format JSON or HTML, which has to be known to its end.
    init(_ options: OutputOptions) {
        precondition(![.json, .html].contains(options.effectiveFormat), "a JSON text and a page have an end")
        format = options.effectiveFormat
        unit = options.unit
        color = options.colors(STDOUT_FILENO)
    }

    /// What stands above the first event.
    var heading: String {
        switch format {
        case .table: table.heading
        case .csv: csv([])
        case .json, .html, .ndjson: ""
        }
    }

    /// What stands for these events, all lines ended.
    func text(_ events: [RecordedEvent]) -> String {
        switch format {
        case .table: Report.Section.events(events).rows.reduce(into: "") { $0 += table.line($1) }
        case .csv: String(csv(events).dropFirst(csv([]).count))
        case .json, .html, .ndjson: EventOutput.lines(events)
        }
    }

    private var table: TableLines {
        TableLines(
            Report.Section.events([]).columns, widths: [11, 12, 20, 24, 7, 17, 24, 27], unit: unit, color: color)
    }

    private func csv(_ events: [RecordedEvent]) -> String {
        CSVRenderer(unit: unit).render(Report(name: "log", title: "Log", sections: [.events(events)]))
    }
}
