import Accountability
import ArgumentParser
import Assistance
import Interchange
import Journal
import Projection

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the ledger for other programs.",
        subcommands: [JournalFile.self, IATI.self])

    struct JournalFile: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "journal", abstract: "Write all movements of money as a journal for hledger and ledger.",
            discussion: """
                Each event that moves money is a transaction on the day on which it happened, with its position and identifier as \
                tags. What those programs then say of any account is what the ledger says.

                Examples:
                  pairledger export journal --output ledger.journal
                  pairledger export journal --as-of 2014-12-31 | hledger -f - balance
                """)

        @Option(
            name: .shortAndLong,
            help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"), completion: .file())
        var output: String?
        @OptionGroup var horizon: HorizonOptions
        @OptionGroup var ledger: LedgerOptions

        func run() async throws {
            let written = try TextOutput(output)
            let quiet = ledger.database.quiet
            let database = try await Database.open(ledger.database)
            let journal = Journal(try ledger.name(), on: try await database.connectCurrent(.inspect, quiet: quiet))
            let recorded = try await journal.nextPosition()
            let progress = Progress(goal: recorded, quiet: quiet || output == nil)
            try written.write("; Ledger \(journal.ledger) of pairledger\n\n")
            for try await page in journal.pages(LogSelection(limit: Int(recorded))) {
                let moving = page.filter { !$0.postings.isEmpty && horizon.horizon.reaches($0) }
                try written.write(try moving.map { try $0.journalText() }.joined())
                if let last = page.last { progress.show(last.position + 1) }
            }
            progress.end()
            try written.finish()
        }
    }
}

extension RecordedEvent {
    fileprivate func journalText() throws -> String {
        JournalText.transaction(
            on: effectiveOn, "\(type) \(stream)", tags: [("position", "\(position)"), ("id", id.canonicalText)],
            postings: try movedPostings())
    }
}
