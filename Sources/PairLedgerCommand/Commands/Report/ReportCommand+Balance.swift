import Accountability
import ArgumentParser
import CanonicalJSON
import Interchange
import Journal
import Postgres
import Projection

extension ReportCommand {
    struct Balance: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The trial balance: what lies in every account, and that it sums to zero.",
            discussion: """
                At the head of the log the database's own balances are shown. For an earlier day or position the log is added up \
                once; so is a file, without any database: one entry a line, from the first, as log show writes them. An account in \
                which nothing lies is left out.

                Examples:
                  pairledger report balance --unit wan
                  pairledger report balance --account holding: --as-of 2014-12-31
                  pairledger log show --limit 0 --format ndjson | pairledger report balance --from -
                """)

        @Option(help: ArgumentHelp("Only accounts whose names begin with this.", valueName: "prefix")) var account = ""
        @Option(help: ArgumentHelp("1 for the kinds of accounts alone, 2 for the accounts too.", valueName: "n"))
        var depth = 2
        @Option(
            help: ArgumentHelp("Add up the entries of this file; - for standard input.", valueName: "file"),
            completion: .file())
        var from: String?
        @OptionGroup var horizon: HorizonOptions
        @OptionGroup var sealing: ReportSealOptions
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard 1...2 ~= depth else { throw ValidationError("--depth is 1 or 2") }
            guard from == nil || !sealing.seal else {
                throw ValidationError("a report of a file has no checkpoint; leave --seal out")
            }
            guard from == nil || ledger.ledger == nil && ledger.database.databaseUrl == nil else {
                throw ValidationError("a file says itself which ledger it is of; leave --ledger and --database-url out")
            }
        }

        func run() async throws {
            let (horizon, origin) = try sealing.origin(horizon.horizon, of: try ledger.name())
            let shown = try output.openForReport()
            let found = try await find(horizon)
            let report = BalanceReport.make(
                found.balances, ledger: found.ledger, prefix: account, hasAccounts: depth > 1, horizon: horizon,
                recorded: found.recorded)
            try shown.write(report, of: origin, ledger: try ledger.name())
            try shown.finish()
        }

        private typealias Found = (balances: AccountBalances, ledger: String, recorded: Int64)

        private func find(_ horizon: Horizon) async throws -> Found {
            if let from {
                let fold = try BalanceFold(from, horizon: horizon)
                return (fold.balances, fold.ledger ?? "", fold.nextPosition)
            }
            let database = try await Database.open(ledger.database)
            let quiet = ledger.database.quiet
            let journal = Journal(try ledger.name(), on: try await database.connectCurrent(.inspect, quiet: quiet))
            if horizon.isUnlimited {
                let (rows, recorded) = try await journal.accounts()
                return (try AccountBalances(rows), journal.ledger.description, recorded)
            }
            let recorded = try await journal.nextPosition()
            var wanted = recorded
            if case .position(let position) = horizon.knownAt, position < recorded { wanted = position + 1 }
            let progress = Progress(goal: wanted, quiet: quiet)
            let fold = try await BalanceFold(journal, first: wanted, horizon: horizon, progress)
            progress.end()
            return (fold.balances, journal.ledger.description, recorded)
        }
    }
}

extension BalanceFold {
    /// Of a file with an entry a line.
    fileprivate init(_ file: String, horizon: Horizon) throws {
        var fold = BalanceFold(horizon: horizon)
        do {
            try LineFile.forEachLine(of: file) { number, line in
                do {
                    try fold.take(line)
                } catch let defect as LogDefect {
                    throw InputProblem(
                        .value, file: file, line: number, column: defect.column(in: line),
                        excerpt: line.withUnsafeBytes { String(decoding: $0, as: UTF8.self) },
                        message: defect.description,
                        remedy: "each line is an entry, as pairledger log show --limit 0 --format ndjson writes them")
                }
            }
            if fold.ledger == nil { throw InputProblem(file: file, message: "there is no entry in it") }
        } catch let problem as InputProblem {
            throw CommandFailure(.usage, verbatim: problem.description)
        }
        self = fold
    }

    /// Of the first `count` entries of a log.
    fileprivate init(_ journal: Journal, first count: Int64, horizon: Horizon, _ progress: Progress) async throws {
        let ledger = journal.ledger
        self = try await journal.connection.run { session in
            var fold = BalanceFold(horizon: horizon)
            try Journal.forEachEntry(LogSelection(limit: Int(count)), of: ledger, on: session) { position, entry in
                do {
                    try fold.take(entry)
                } catch let defect as LogDefect {
                    throw JournalError.damagedEntry(position: position, reason: defect.description)
                }
                if position.isMultiple(of: 10_000) { progress.show(position) }
            }
            return fold
        }
    }
}

extension LogDefect {
    /// In characters of the line, from 1; 0 when it is about the line as a whole.
    fileprivate func column(in line: RawSpan) -> Int {
        guard let offset else { return 0 }
        let before = line.extracting(first: min(offset, line.byteCount))
        return before.withUnsafeBytes { String(decoding: $0, as: UTF8.self).count } + 1
    }
}
