import Accountability
import ArgumentParser
import Assistance
import CanonicalJSON
import Interchange
import Journal
import Projection

extension ExportCommand {
    struct JournalFile: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "journal",
            abstract: "Write all movements of money as a journal for hledger and ledger, or for Beancount.",
            discussion: """
                Each event that moves money is a transaction on the day on which it happened, with its position and identifier as \
                tags. What those programs then say of any account is what the ledger says.

                For Beancount accounts have other names, as holding:653001 becomes Assets:Holding:653001, committed:A1 \
                Assets:Committed:A1, spent:K1 Expenses:Spent:K1 and donor:320000 Income:Donor:320000; the lines that open them, at the end \
                of the file, have the ledger's names.

                Examples:
                  pairledger export journal --output ledger.journal
                  pairledger export journal --as-of 2014-12-31 | hledger -f - balance
                  pairledger export journal --beancount --output ledger.beancount
                """)

        @Flag(help: "Write for Beancount.") var beancount = false
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
            let title = "Ledger \(journal.ledger) of pairledger"
            try written.write(beancount ? BeancountText.heading(title, currency: .cny) : "; \(title)\n\n")
            // Of each account, which alone memory grows with, the first day: known at the end, as events come in any order of days.
            var opened: [Opening: CalendarDate] = [:]
            for try await page in journal.pages(LogSelection(limit: Int(recorded))) {
                let moving = page.filter { !$0.postings.isEmpty && horizon.horizon.reaches($0) }
                try written.write(
                    try moving.map { beancount ? try $0.beancountText(opening: &opened) : try $0.journalText() }
                        .joined())
                if let last = page.last { progress.show(last.position + 1) }
            }
            let openings = opened.sorted { ($0.value, $0.key.name) < ($1.value, $1.key.name) }
            for (account, day) in openings {
                try written.write(BeancountText.opening(of: account.account, on: day, currency: account.currency))
            }
            progress.end()
            try written.finish()
        }
    }
}

/// An account that is used with a currency.
private struct Opening: Hashable {
    let account: Account
    let currency: Currency
    var name: String { BeancountText.name(of: account) }
}

extension RecordedEvent {
    fileprivate func journalText() throws -> String {
        JournalText.transaction(
            on: effectiveOn, "\(type) \(stream)", tags: [("position", "\(position)"), ("id", id.canonicalText)],
            postings: try movedPostings())
    }

    /// - Parameter days: gets the day for accounts that were not used on an earlier one.
    fileprivate func beancountText(opening days: inout [Opening: CalendarDate]) throws -> String {
        let postings = try movedPostings()
        for posting in postings {
            days[Opening(account: posting.account, currency: posting.amount.currency), default: effectiveOn] =
                min(
                    effectiveOn,
                    days[Opening(account: posting.account, currency: posting.amount.currency)] ?? effectiveOn)
        }
        return BeancountText.transaction(
            on: effectiveOn, type, stream, metadata: [("position", "\(position)"), ("id", "\"\(id.canonicalText)\"")],
            postings: postings)
    }
}
