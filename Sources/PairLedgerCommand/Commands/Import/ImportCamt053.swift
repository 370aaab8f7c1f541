import Accountability
import ArgumentParser
import Assistance
import CanonicalJSON
import Interchange
import Journal

extension ImportCommand {
    struct Camt053: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "camt053", abstract: "Record the statements that a bank wrote (ISO 20022 camt.053).",
            discussion: """
                Read are camt.053.001.02 and camt.053.001.08. --account says for which account of the ledger the bank account \
                stands. What is booked is taken; what the bank only announced is counted and passed over. Of the bank account's \
                number only the end is recorded.

                Before anything is recorded each opening balance and its movements must make the closing balance. If anything is \
                wrong, all of it is reported and nothing of the file is recorded. A statement that was imported before records \
                nothing new; one with the same identifier and other content is refused.

                Examples:
                  pairledger import camt053 2021-06.xml --account holding:653001
                  pairledger import camt053 --check 2021-06.xml --account donor:440000
                """)

        @Argument(help: "The file.", completion: .file(extensions: ["xml"])) var file: String
        @Option(
            help: ArgumentHelp("The account of the ledger that the bank account stands for.", valueName: "account"),
            transform: Parse.account)
        var account: Account
        @Flag(help: "Only check: record nothing.") var check = false
        @OptionGroup var by: ActorOption
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let shown = try output.openForReport()
            let statements: BankStatementFile
            do {
                statements = try BankStatementFile(camt053: file, account: account)
            } catch {
                throw CommandFailure(error.problems, of: file)
            }
            let recorder = try await Recorder.open(ledger, actor: by.actor)
            do {
                let outcomes = try await recorder.record(
                    statements.items.map { .init(request: $0.request, key: $0.request.identity) }, dryRun: check)
                try shown.write(StatementImportReport.make(statements, outcomes))
            } catch let refused as Recorder.Refusals {
                let problems = refused.refusals.map { index, refusal in
                    InputProblem(
                        file: file, line: statements.items[index].line, message: refusal.description,
                        remedy: refusal.remedy)
                }
                throw CommandFailure(problems, of: file)
            }
            try shown.finish()
        }
    }
}

/// What became of the statements of a file.
enum StatementImportReport {
    static func make(_ file: BankStatementFile, _ outcomes: [Recorder.Outcome]) -> Report {
        var notes: [String] = []
        let pending = file.items.reduce(0) { $0 + $1.pendingCount }
        if pending > 0 {
            notes.append("\(pending) booking\(pending == 1 ? " was" : "s were") only announced, and passed over")
        }
        return Report(
            name: "import", title: "Imported statements",
            sections: [
                .init(
                    key: "statements", title: "Statements",
                    columns: [
                        .init(key: "statement", label: "Statement", kind: .text),
                        .init(key: "outcome", label: "Outcome", kind: .text),
                        .init(key: "account", label: "Account", kind: .text),
                        .init(key: "bank_account", label: "Bank account", kind: .text),
                        .init(key: "starts_on", label: "From", kind: .date),
                        .init(key: "ends_on", label: "To", kind: .date),
                        .init(key: "opening", label: "Opening", kind: .amount),
                        .init(key: "credits", label: "In", kind: .amount),
                        .init(key: "debits", label: "Out", kind: .amount),
                        .init(key: "closing", label: "Closing", kind: .amount),
                        .init(key: "lines", label: "Lines", kind: .count),
                    ], rows: zip(file.items, outcomes).map { row($0.request, $1) })
            ], notes: notes)
    }

    private static func row(_ request: RecordBankStatement, _ outcome: Recorder.Outcome) -> Report.Row {
        let statement = request.statement
        let credits = statement.lines.reduce(0) { $0 + max(0, $1.amount.minorUnits) }
        let debits = statement.lines.reduce(0) { $0 - min(0, $1.amount.minorUnits) }
        let word =
            switch outcome {
            case .recorded: "recorded"
            case .replayed: "on record already"
            case .decided: "sound"
            }
        return .init([
            .text(request.identifier.description), .text(word), .text(statement.account.description),
            .text(statement.bankAccount.description), .date(statement.startsOn.description),
            .date(statement.endsOn.description), .amount(statement.opening.minorUnits), .amount(credits),
            .amount(debits), .amount(statement.closing.minorUnits), .count(Int64(statement.lines.count)),
        ])
    }
}
