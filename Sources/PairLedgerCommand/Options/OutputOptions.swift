import Accountability
import ArgumentParser
import Assistance
import Glibc

enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case table, csv, json, ndjson

    /// The formats of reports; ndjson is for events.
    static let ofReports: [OutputFormat] = [.table, .csv, .json]
}

/// How a result is shown, and where it goes.
struct OutputOptions: ParsableArguments {
    @Option(help: "table, csv or json; ndjson for events (default: by the ending of --output, else table).")
    var format: OutputFormat?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"), completion: .file())
    var output: String?

    @Option(
        help: "yuan, wan (万元) or yi (亿元), for tables and CSV; JSON always has minor units (分).")
    var unit: AmountUnit = .yuan

    @Flag(help: "No colours and no bold (as with $NO_COLOR).")
    var noColor = false

    var effectiveFormat: OutputFormat {
        if let format { return format }
        guard let ending = output?.split(separator: ".").last else { return .table }
        return OutputFormat(rawValue: ending.lowercased()) ?? .table
    }

    /// Shows a report the way that was asked for.
    func write(_ report: Report) throws {
        switch effectiveFormat {
        case .table:
            let color = output == nil && !noColor && Environment["NO_COLOR"] == nil && isatty(STDOUT_FILENO) == 1
            try write(TableRenderer(unit: unit, color: color).render(report))
        case .csv: try write(CSVRenderer(unit: unit).render(report))
        case .json: try write(JSONRenderer().render(report))
        case .ndjson:
            throw CommandFailure(.usage, "a report has no NDJSON form", remedy: "use --format json, csv or table")
        }
    }

    /// Writes text as it is. A file is put in place as a whole or not at all.
    func write(_ text: String) throws {
        guard let output else {
            try Terminal.out(text)
            return
        }
        // A device or a pipe is written to; a file in its place would break whoever uses it next.
        var status = stat()
        let isSpecial = stat(output, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
        let path = isSpecial ? output : "\(output).\(getpid()).tmp"
        guard let file = fopen(path, "w") else { throw OutputOptions.failure(output) }
        var bytes = Array(text.utf8)
        let written = fwrite(&bytes, 1, bytes.count, file)
        guard fclose(file) == 0, written == bytes.count, isSpecial || rename(path, output) == 0 else {
            let failure = OutputOptions.failure(output)
            if !isSpecial { unlink(path) }
            throw failure
        }
    }

    private static func failure(_ path: String) -> CommandFailure {
        CommandFailure(
            .usage, "\(path) cannot be written: \(String(cString: strerror(errno)))",
            remedy: "name another file with --output")
    }
}
