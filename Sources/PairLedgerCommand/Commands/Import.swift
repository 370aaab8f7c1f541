import Accountability
public import ArgumentParser
import Assistance
public import Interchange
import Journal

struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Record what files hold.",
        subcommands: [
            CSV.self,
            Camt053.self,
            IATI.self,
            OCDS.self,
            NDJSON.self,
        ])

    struct CSV: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "csv",
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
            try actor.map { try Parse.mustBeText($0, "--actor") }
        }

        func run() async throws {
            if columns {
                try output.write(CSVTemplate.columnReport)
                return
            }
            let shown = output.format != nil || output.output != nil ? try output.openForReport() : nil
            let recorder = try await Recorder.open(ledger, actor: actor)
            // Files that are only checked build on each other, though nothing of the earlier ones is on record.
            let rounds = check ? [files] : files.map { [$0] }
            var rows: [Report.Row] = []
            for round in rounds {
                let imported = try round.map { try CSV.read($0, template) }
                let outcomes = try await CSV.record(imported, with: recorder, dryRun: check)
                for (file, outcomes) in zip(imported, outcomes) { rows.append(summarise(file, outcomes)) }
            }
            try shown?.write(CSV.report(rows))
            try shown?.finish()
        }

        private func summarise(_ file: CSVImport, _ outcomes: ArraySlice<Recorder.Outcome>) -> Report.Row {
            let quiet = ledger.database.quiet
            let replayed = outcomes.count { if case .replayed = $0 { true } else { false } }
            for rounded in file.rounded { Terminal.note("note: \(rounded)", quiet: quiet) }
            Terminal.note(
                "\(file.file): \(outcomes.count) \(file.template == .statements ? "statement" : "row")\(outcomes.count == 1 ? "" : "s"), \(outcomes.count - replayed) \(check ? "sound" : "recorded")"
                    + (replayed > 0 ? ", \(replayed) on record already" : ""), quiet: quiet)
            return Report.Row([
                .text(file.file), .text(file.template.rawValue), .count(Int64(outcomes.count)),
                .count(check ? 0 : Int64(outcomes.count - replayed)), .count(Int64(replayed)),
                .count(Int64(file.rounded.count)),
            ])
        }

        private static func read(_ file: String, _ template: CSVTemplate?) throws -> CSVImport {
            do {
                return try CSVImport(contentsOf: file, as: template)
            } catch {
                throw CommandFailure(.usage, verbatim: error.description)
            }
        }

        /// Decides all sound rows of the files, even when others are not, so that everything that is wrong comes out at once; and
        /// records them, unless anything is.
        ///
        /// - Returns: the outcomes of each file.
        private static func record(
            _ files: [CSVImport], with recorder: Recorder, dryRun: Bool
        ) async throws -> [ArraySlice<Recorder.Outcome>] {
            // What follows a file that cannot be read whole would only be refused for what is missing in it.
            let readable = files.firstIndex { !$0.problems.isEmpty }.map { files[...$0] } ?? files[...]
            let rows = readable.flatMap(\.rows)
            var problems = files.flatMap(\.problems)
            do {
                var outcomes = try await recorder.record(
                    rows.map { .init(request: $0.request, key: $0.identity) }, dryRun: dryRun || !problems.isEmpty)[...]
                guard problems.isEmpty else { throw failure(problems, of: files.map(\.file)) }
                return files.map { file in
                    defer { outcomes = outcomes.dropFirst(file.rows.count) }
                    return outcomes.prefix(file.rows.count)
                }
            } catch let refused as Recorder.Refusals {
                problems += refused.refusals.map { CSVImport.problem($0.refusal, in: rows[$0.index].record) }
                throw failure(problems, of: files.map(\.file))
            }
        }

        /// No file has so many problems that a person reads more of them.
        private static let problemsShown = 100

        private static func failure(_ problems: [InputProblem], of files: [String]) -> CommandFailure {
            let order = Dictionary(files.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
            let sorted = problems.sorted {
                (order[$0.file] ?? 0, $0.line, $0.column) < (order[$1.file] ?? 0, $1.line, $1.column)
            }
            let more = problems.count - problemsShown
            let faulty = Set(problems.map(\.file))
            let errors = "\(problems.count) error\(problems.count == 1 ? "" : "s")"
            let summary =
                faulty.count == 1
                ? "\(faulty.first ?? "") has \(errors); nothing of it was recorded"
                : "\(faulty.count) files have \(errors); nothing was recorded"
            return CommandFailure(
                .refused,
                verbatim: sorted.prefix(problemsShown).map(\.description).joined(separator: "\n")
                    + (more > 0 ? "\n(and \(more) more)" : "")
                    + "\npairledger: error: \(summary)")
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
