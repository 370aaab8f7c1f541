import Accountability
public import ArgumentParser
import Assistance
public import Interchange
import Journal

struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Record what files hold.", subcommands: [CSV.self])

    struct CSV: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record what CSV files hold.",
            discussion: """
                What a file holds is told by its name (04-transfers.csv) or by --template. Files are taken in the order given, \
                each as one atom: if anything is wrong with a file, all of it is reported and nothing of the file is \
                recorded, nor any later file. A file that was imported before records nothing new.

                Amounts stand in a column named amount (元), amount_wan (万元) or amount_yi (亿元); dates as 2014-06-30; \
                lines that begin with # are skipped. The columns of each template: pairledger import csv --columns.

                Examples:
                  pairledger import csv samples/kizilsu-2014/*.csv
                  pairledger import csv --check --template payments may.csv
                """)

        @Argument(
            help: "The files, in the order in which they build on each other.", completion: .file(extensions: ["csv"]))
        var files: [String] = []

        @Option(help: "What the files hold, where their names do not say it.")
        var template: CSVTemplate?

        @Flag(help: "Only check: record nothing.") var check = false

        @Flag(help: "Print the columns of every template, and end.") var columns = false

        @Option(help: ArgumentHelp("Who says so (default: $PAIRLEDGER_ACTOR, else user@host).", valueName: "name"))
        var actor: String?

        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard columns || !files.isEmpty else { throw ValidationError("name at least one file") }
        }

        func run() async throws {
            if columns {
                try output.write(CSVTemplate.columnReport)
                return
            }
            let recorder = try await Recorder.open(ledger, actor: actor)
            var rows: [Report.Row] = []
            for file in files {
                let imported = try CSV.read(file, template)
                for rounded in imported.rounded {
                    Terminal.note("note: \(rounded)", quiet: ledger.database.quiet)
                }
                let outcomes = try await CSV.record(imported, with: recorder, dryRun: check)
                let replayed = outcomes.count { if case .replayed = $0 { true } else { false } }
                rows.append(
                    Report.Row([
                        .text(file), .text(imported.template.rawValue), .count(Int64(outcomes.count)),
                        .count(check ? 0 : Int64(outcomes.count - replayed)), .count(Int64(replayed)),
                        .count(Int64(imported.rounded.count)),
                    ]))
                Terminal.note(
                    "\(file): \(outcomes.count) rows, \(outcomes.count - replayed) \(check ? "sound" : "recorded")"
                        + (replayed > 0 ? ", \(replayed) on record already" : ""), quiet: ledger.database.quiet)
            }
            if output.format != nil || output.output != nil { try output.write(CSV.report(rows)) }
        }

        private static func read(_ file: String, _ template: CSVTemplate?) throws -> CSVImport {
            do {
                let imported = try CSVImport(contentsOf: file, as: template)
                guard imported.problems.isEmpty else { throw failure(imported.problems, file) }
                return imported
            } catch let problem as InputProblem {
                throw failure([problem], file)
            }
        }

        private static func record(
            _ file: CSVImport, with recorder: Recorder, dryRun: Bool
        ) async throws -> [Recorder.Outcome] {
            do {
                return try await recorder.record(
                    file.rows.map { .init(request: $0.request, key: $0.identity) }, dryRun: dryRun)
            } catch let refused as Recorder.Refusals {
                throw failure(
                    refused.refusals.map { CSVImport.problem($0.refusal, in: file.rows[$0.index].record) },
                    file.rows.first?.record.file ?? "")
            }
        }

        /// No file has so many problems that a person reads more of them.
        private static let problemsShown = 100

        private static func failure(_ problems: [InputProblem], _ file: String) -> CommandFailure {
            let shown = problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }.prefix(problemsShown)
            let more = problems.count - shown.count
            return CommandFailure(
                .refused,
                verbatim: shown.map(\.description).joined(separator: "\n")
                    + (more > 0 ? "\n(and \(more) more)" : "")
                    + "\npairledger: error: \(file) has \(problems.count) error\(problems.count == 1 ? "" : "s"); "
                    + "nothing of it was recorded")
        }

        private static func report(_ rows: [Report.Row]) -> Report {
            Report(
                name: "import", title: "Imported files",
                sections: [
                    .init(
                        key: "files", title: "Files",
                        columns: [
                            .init(key: "file", label: "File", kind: .text),
                            .init(key: "template", label: "Template", kind: .text),
                            .init(key: "rows", label: "Rows", kind: .count),
                            .init(key: "recorded", label: "Recorded", kind: .count),
                            .init(key: "already_recorded", label: "Already recorded", kind: .count),
                            .init(key: "rounded", label: "Rounded figures", kind: .count),
                        ], rows: rows)
                ])
        }
    }
}

extension CSVTemplate: ExpressibleByArgument {}

extension CSVTemplate {
    /// The columns of every template.
    fileprivate static var columnReport: Report {
        Report(
            name: "columns", title: "Columns of the CSV templates",
            sections: allCases.map { template in
                .init(
                    key: template.rawValue, title: template.rawValue,
                    columns: [
                        .init(key: "column", label: "Column", kind: .text),
                        .init(key: "required", label: "Required", kind: .text),
                        .init(key: "meaning", label: "Meaning", kind: .text),
                    ],
                    rows: template.columns.map { column in
                        .init([
                            .text(column.names.joined(separator: ", ")), .text(column.isRequired ? "yes" : "no"),
                            .text(column.meaning),
                        ])
                    })
            })
    }
}
