import Accountability
public import ArgumentParser
import Assistance
public import Interchange

extension ImportCommand {
    struct CSV: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "csv",
            abstract: "Record what CSV files hold.",
            discussion: """
                What a file holds is told by its name (04-transfers.csv) or by --template. Files are taken in the order given, \
                each as one atom: if anything is wrong with a file, all of it is reported and nothing of the file is \
                recorded, nor any later file. With --keep-going sound rows are recorded all the same, and the exit status is 1 \
                when others were left out. A file that was imported before records nothing new.

                Columns are named in English or Chinese: pairledger import csv --columns. An amount's unit stands in its \
                column's name: amount (元), amount_wan (万元), amount_yi (亿元), 金额(元), 金额(万元), 金额(亿元); --amounts says \
                it where the name does not. Dates are 2014-06-30, 2014/6/30, 2014.6.30 or 2014年6月30日. Lines that begin with # \
                are skipped. Text is UTF-8 or GB 18030, whichever it is found to be.

                Without a file, --template prints an empty one to fill in, whose second line is an example.

                Examples:
                  pairledger import csv samples/kizilsu-2014/*.csv
                  pairledger import csv --check --template payments may.csv
                  pairledger import csv --template transfers --lang zh > 拨款-transfers.csv
                  pairledger import csv --amounts wan --encoding gb18030 transfers.csv
                """)

        @Argument(
            help: "The files, in the order in which they build on each other; - for standard input.",
            completion: .file(extensions: ["csv"]))
        var files: [String] = []

        @Option(help: "What the files hold, where their names do not say it.")
        var template: CSVTemplate?

        @Option(help: "yuan, wan (万元) or yi (亿元): the unit of amounts whose column does not say it.")
        var amounts: AmountUnit?

        @Option(help: "utf-8 or gb18030 (default: whichever the file is found to be in).")
        var encoding: TextEncoding?

        @Flag(help: "Only check: record nothing.") var check = false

        @Flag(help: "Record sound rows although others are not.") var keepGoing = false

        @Flag(help: "Print the columns of every template, and end.") var columns = false

        @Option(help: "The language of an empty file: en, or zh for Chinese.") var lang: Language = .english

        @OptionGroup var by: ActorOption

        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard columns || !files.isEmpty || template != nil && !check else {
                throw ValidationError("name at least one file")
            }
            guard !(check && keepGoing) else {
                throw ValidationError("--check records nothing, so there is nothing to keep going with")
            }
        }

        func run() async throws {
            if columns {
                try output.write(CSVTemplate.columnReport)
                return
            }
            if let template, files.isEmpty {
                let output = try TextOutput(output.output)
                try output.write(template.blank(chinese: lang == .chinese))
                try output.finish()
                return
            }
            let shown = output.format != nil || output.output != nil ? try output.openForReport() : nil
            let recorder = try await Recorder.open(ledger, actor: by.actor)
            let summaries = try await check ? checked(with: recorder) : recorded(with: recorder)
            try shown?.write(CSV.report(summaries, recorded: !check))
            try shown?.finish()
            if summaries.contains(where: { $0.problems > 0 }) { throw ExitCode(CommandFailure.Status.no.rawValue) }
        }

        private func imports() -> [FileImport] {
            files.map {
                FileImport(
                    path: $0, template: template, form: CSVForm(amounts: amounts, encoding: encoding),
                    keepsGoing: keepGoing, quiet: ledger.database.quiet)
            }
        }

        private func recorded(with recorder: Recorder) async throws -> [FileImport.Summary] {
            var summaries: [FileImport.Summary] = []
            for file in imports() {
                let summary = try await file.record(with: recorder)
                guard summary.problems == 0 || keepGoing else { throw CSV.failure([summary]) }
                note(summary)
                summaries.append(summary)
            }
            return summaries
        }

        /// Files that are only checked build on each other, though nothing of the earlier ones is on record.
        private func checked(with recorder: Recorder) async throws -> [FileImport.Summary] {
            let run = RecordingRun(recorder, records: false)
            var summaries: [FileImport.Summary] = []
            for file in imports() {
                // What follows a file that cannot be read whole would only be refused for what is missing in it.
                let isReadable = summaries.allSatisfy { $0.problems == 0 }
                summaries.append(try await file.check(with: isReadable ? run : nil))
            }
            guard summaries.allSatisfy({ $0.problems == 0 }) else { throw CSV.failure(summaries) }
            summaries.forEach { note($0) }
            return summaries
        }

        private func note(_ file: FileImport.Summary) {
            let thing = file.template == .statements ? "statement" : "row"
            var text = "\(file.file): \(file.rows) \(thing)\(file.rows == 1 ? "" : "s"), "
            text += "\(file.sound) \(check ? "sound" : "recorded")"
            if file.replayed > 0 { text += ", \(file.replayed) on record already" }
            if file.problems > 0 { text += "; \(CSV.errors(file.problems)), whose rows are left out" }
            if file.encoding == .gb18030 { text += " (\(TextEncoding.gb18030.name))" }
            Terminal.note(text, quiet: ledger.database.quiet && file.problems == 0)
        }

        private static func errors(_ count: Int64) -> String { "\(count) error\(count == 1 ? "" : "s")" }

        /// All that is wrong was told already.
        private static func failure(_ files: [FileImport.Summary]) -> CommandFailure {
            let faulty = files.filter { $0.problems > 0 }
            let count = errors(faulty.reduce(0) { $0 + $1.problems })
            return CommandFailure(
                .refused,
                faulty.count == 1
                    ? "\(faulty[0].file) has \(count); nothing of it was recorded"
                    : "\(faulty.count) files have \(count); nothing was recorded")
        }

        private static func report(_ files: [FileImport.Summary], recorded: Bool) -> Report {
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
                        ],
                        rows: files.map { file in
                            .init([
                                .text(file.file), .text(file.template.rawValue), .count(file.rows),
                                .count(recorded ? file.sound : 0), .count(file.replayed), .count(file.rounded),
                            ])
                        })
                ])
        }
    }
}

extension CSVTemplate: ExpressibleByArgument {}
extension TextEncoding: ExpressibleByArgument {}

extension CSVTemplate {
    /// The columns of every template, and what they are called in Chinese.
    fileprivate static var columnReport: Report {
        let terms = Report.Section(
            key: "chinese", title: "The same columns in Chinese",
            columns: [
                .init(key: "template", label: "Template", kind: .text),
                .init(key: "column", label: "Column", kind: .text),
                .init(key: "chinese", label: "Chinese", kind: .text),
            ],
            rows: allCases.flatMap { template in
                template.columns.map { column in
                    .init([
                        .text(template.rawValue), .text(column.names.joined(separator: ", ")),
                        .text(column.chineseNames.joined(separator: "、")),
                    ])
                }
            })
        return Report(
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
            } + [terms])
    }
}
