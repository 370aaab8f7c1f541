import Accountability
import ArgumentParser
import Assistance
import Glibc

enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case table, csv, json, html, ndjson
}

/// How a result is shown, and where it goes.
struct OutputOptions: ParsableArguments {
    @Option(help: "table, csv, json or html; ndjson for events (default: by the ending of --output, else table).")
    var format: OutputFormat?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"), completion: .file())
    var output: String?

    @Option(
        help: "yuan, wan (万元) or yi (亿元), for tables, CSV and HTML; JSON always has minor units (分).")
    var unit: AmountUnit = .yuan

    @Flag(help: "No colours and no bold (as with $NO_COLOR).")
    var noColor = false

    var effectiveFormat: OutputFormat {
        if let format { return format }
        guard let ending = output?.split(separator: ".").last else { return .table }
        return OutputFormat(rawValue: ending.lowercased()) ?? .table
    }

    /// Whether headings are bold where a table goes: on terminals only, unless somebody does not want it.
    func colors(_ descriptor: Int32) -> Bool {
        !noColor && Environment["NO_COLOR"] == nil && isatty(descriptor) == 1
    }

    /// Opens what a report is written to.
    ///
    /// - Throws: `CommandFailure` when the file cannot be written, or the format is not one of reports.
    func openForReport() throws -> Output {
        guard effectiveFormat != .ndjson else {
            throw CommandFailure(.usage, "a report has no NDJSON form", remedy: "use --format table, csv, json or html")
        }
        return try Output(self)
    }

    /// Shows a report the way that was asked for.
    func write(_ report: Report) throws {
        let output = try openForReport()
        try output.write(report)
        try output.finish()
    }
}
