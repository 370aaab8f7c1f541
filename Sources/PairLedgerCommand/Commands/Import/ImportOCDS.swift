import Accountability
import ArgumentParser
import Assistance
import Interchange

extension ImportCommand {
    struct OCDS: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ocds",
            abstract: "Record the contracts of contracting releases (Open Contracting Data Standard 1.1).",
            discussion: """
                Read are a release package, an array of releases, and releases one a line. A contract is recorded with its award's \
                supplier, its tender's method and its buyer; milestones that were met and, as payments of the project, transactions of \
                the implementation. Only amounts in CNY are taken. What the ledger has no place for is counted by its path.

                The projects must be on record. Which one a process belongs to its releases say in planning.budget.projectID, or you \
                with --project. If anything is wrong with a file, all of it is reported and nothing recorded. A later edition of \
                it records only what is new; what it has changed of what is on record is listed and left as it is.

                Examples:
                  pairledger import ocds releases.json --project KZ14-001
                  pairledger import ocds --check releases.json
                  pairledger import ocds releases.ndjson --contracts-only --output summary.csv
                """)

        @Argument(help: "The file; - for standard input.", completion: .file(extensions: ["json", "ndjson"])) var file:
            String
        @Option(
            help: ArgumentHelp("The project that all of the file belongs to.", valueName: "id"),
            transform: Parse.identifier)
        var project: Identifier?
        @Flag(help: "Leave transactions out, such as those that vouchers have put on record.") var contractsOnly = false
        @Flag(help: "Only check: record nothing.") var check = false
        @OptionGroup var by: ActorOption
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let shown = try output.openForReport()
            let read: OCDSFile
            do {
                read = try OCDSFile(path: file, project: project, takesPayments: !contractsOnly)
            } catch {
                throw CommandFailure(error.problems, of: file, most: OCDS.problemsShown)
            }
            for rounded in read.rounded { Terminal.note("note: \(rounded)", quiet: ledger.database.quiet) }
            let recorder = try await Recorder.open(ledger, actor: by.actor)
            try shown.write(OCDS.report(read, try await record(read, with: recorder)))
            try shown.finish()
        }

        /// No file has so many problems that a person reads more of them.
        private static let problemsShown = 100

        /// What became of an item.
        private enum Outcome { case new, known, changed }

        /// Records what is new. What is on record with other content is left as it is: a ledger changes nothing that was recorded.
        private func record(_ read: OCDSFile, with recorder: Recorder) async throws -> [Outcome] {
            var outcomes = Array(repeating: Outcome.changed, count: read.items.count)
            var rest = Array(read.items.indices)
            while true {
                do {
                    let recorded = try await recorder.record(
                        rest.map { .init(request: read.items[$0].request, key: read.items[$0].key) }, dryRun: check)
                    for (index, outcome) in zip(rest, recorded) {
                        if case .replayed = outcome { outcomes[index] = .known } else { outcomes[index] = .new }
                    }
                    return outcomes
                } catch let refused as Recorder.Refusals {
                    let others = refused.refusals.filter { $0.refusal.code != .conflict }
                    guard others.isEmpty else {
                        throw CommandFailure(
                            others.map { OCDS.problem($0.refusal, of: read.items[rest[$0.index]], in: file) }, of: file,
                            most: OCDS.problemsShown)
                    }
                    let changed = Set(refused.refusals.map(\.index))
                    rest = rest.indices.filter { !changed.contains($0) }.map { rest[$0] }
                }
            }
        }

        private static func problem(_ refusal: Refusal, of item: OCDSFile.Item, in file: String) -> InputProblem {
            InputProblem(
                file: file, line: item.line,
                message: item.path.isEmpty ? refusal.description : "\(item.path): \(refusal)",
                remedy: refusal.remedy)
        }

        private static func report(_ read: OCDSFile, _ outcomes: [Outcome]) -> Report {
            let kinds = OCDSFile.Kind.allCases.map { kind in
                let own = zip(read.items, outcomes).filter { $0.0.kind == kind }.map(\.1)
                let left = read.notTaken.filter { $0.what == kind.rawValue && !$0.reason.isEmpty }.reduce(0) {
                    $0 + $1.count
                }
                func count(_ outcome: Outcome) -> Report.Cell { .count(Int64(own.count { $0 == outcome })) }
                return Report.Row([
                    .text(kind.rawValue), .count(Int64(own.count + left)), count(.new), count(.known), count(.changed),
                    .count(Int64(left)),
                ])
            }
            return Report(
                name: "import", title: "Imported releases",
                facts: [
                    .init(key: "releases", label: "Releases", value: .count(Int64(read.releaseCount))),
                    .init(key: "processes", label: "Contracting processes", value: .count(Int64(read.processCount))),
                ],
                sections: [
                    .init(
                        key: "taken", title: "What was taken over",
                        columns: [
                            .init(key: "kind", label: "Kind", kind: .text),
                            .init(key: "in_file", label: "In the file", kind: .count),
                            .init(key: "new", label: "New", kind: .count),
                            .init(key: "already_recorded", label: "Already recorded", kind: .count),
                            .init(key: "changed", label: "Recorded otherwise", kind: .count),
                            .init(key: "not_taken", label: "Not taken over", kind: .count),
                        ], rows: kinds),
                    .init(
                        key: "not_taken", title: "What was not taken over",
                        columns: [
                            .init(key: "what", label: "What", kind: .text),
                            .init(key: "count", label: "Count", kind: .count),
                            .init(key: "reason", label: "Why", kind: .text),
                        ],
                        rows: read.notTaken.map {
                            .init([
                                .text($0.what), .count(Int64($0.count)),
                                .text($0.reason.isEmpty ? "the ledger has no place for it" : $0.reason),
                            ])
                        }),
                ])
        }
    }
}
