import Accountability
import ArgumentParser
import Assistance
import CanonicalJSON
import Interchange
import Journal
import Postgres
import Projection

extension ReportCommand {
    struct Balance: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "balance",
            abstract: "The trial balance: what lies in every account, and that it sums to zero.",
            discussion: """
                At the head of the log the balances are those of read model "funds" or, where that does not have the whole log, those \
                that the ledger itself keeps. For an earlier day or position the log is added up once; so is a file, without any database: one entry a line, from the first, as log show writes them. An account in \
                which nothing lies is left out. With --from there are the opening balance, what came and went, and the closing \
                balance. A filter shows the part of each account's money that it lets through; the sum of all accounts is \
                that of the whole ledger nevertheless.

                Examples:
                  pairledger report balance --unit wan
                  pairledger report balance --account holding: --as-of 2014-12-31
                  pairledger report balance --from 2014-01-01 --to 2014-12-31 --depth 1
                  pairledger report balance --pairing JS-KZ --tree
                  pairledger log show --limit 0 --format ndjson | pairledger report balance --file -
                """)

        @Option(help: ArgumentHelp("Only accounts whose names begin with this.", valueName: "prefix")) var account = ""
        @Option(
            help: ArgumentHelp("Add up the entries of this file; - for standard input.", valueName: "file"),
            completion: .file())
        var file: String?
        @OptionGroup var options: ReportOptions

        func validate() throws {
            if options.division.isTree != true, let depth = options.division.depth, depth > 2 {
                throw ValidationError(
                    "--depth is 1 for the kinds of accounts or 2 for the accounts; with --tree it may be more")
            }
            if options.division.flat, options.division.depth != nil {
                throw ValidationError("--depth is of no use with --flat, which shows accounts alone")
            }
            try options.refuse(
                .by, because: "a balance is of one moment; report register --by has the balances of many")
            guard file != nil else { return }
            try options.refuse(
                .from, .region, .programme, .pairing, .instrument, .purpose, .tier,
                because: "a file is added up by its postings alone")
            guard !options.sealing.seal else {
                throw ValidationError("a report of a file has no checkpoint; leave --seal out")
            }
            guard options.explain == nil else {
                throw ValidationError("the events of a file are not looked up; leave --explain out")
            }
            guard options.ledger.ledger == nil && options.ledger.database.databaseUrl == nil else {
                throw ValidationError("a file says itself which ledger it is of; leave --ledger and --database-url out")
            }
        }

        func run() async throws {
            try await ReportDrawing(options: options, models: [Funds.self]).draw { request in
                var request = request
                let found = try await find(request)
                request.ledger = found.ledger
                return BalanceReport.make(
                    found.balances, request, prefix: account, recorded: found.recorded, notes: found.notes)
            }
        }

        private struct Found: Sendable {
            let balances: AccountBalances
            let ledger: String
            let recorded: Int64
            var notes: [String] = []
        }

        private func find(_ request: ReportRequest) async throws -> Found {
            if let file {
                let fold = try BalanceFold(file, horizon: request.horizon)
                return Found(balances: fold.balances, ledger: fold.ledger ?? "", recorded: fold.nextPosition)
            }
            if request.period.from != nil || !request.filter.isEmpty { return try await findParts(request) }
            if let stored = try await findStored(request) { return stored }
            let database = try await Database.open(options.ledger.database)
            let quiet = options.ledger.database.quiet
            let journal = Journal(
                try options.ledger.name(), on: try await database.connectCurrent(.inspect, quiet: quiet))
            if request.horizon.isUnlimited {
                let found = try await journal.accounts()
                return Found(
                    balances: try AccountBalances(found.balances), ledger: journal.ledger.description,
                    recorded: found.recorded)
            }
            let recorded = try await journal.nextPosition()
            let wanted = request.horizon.end(recorded: recorded)
            let progress = Progress(goal: wanted, quiet: quiet)
            let fold = try await BalanceFold(journal, first: wanted, horizon: request.horizon, progress)
            progress.end()
            return Found(balances: fold.balances, ledger: journal.ledger.description, recorded: recorded)
        }

        /// Of read model "funds", which has all accounts of a kind added up; nil where that does not have the whole log.
        private func findStored(_ request: ReportRequest) async throws -> Found? {
            // A prefix, and a tree of regions, can be told of all accounts only.
            let areKindsEnough = account.isEmpty && request.isTree != true
            let most = request.isTree == nil && request.depth == 1 ? 0 : request.limit
            let source = ReadModelSource(options.ledger, horizon: request.horizon, isStale: options.stale)
            let stored = try await source.read([Funds.self]) { snapshot -> Found? in
                guard snapshot.knownTo == snapshot.recorded, snapshot.notes.isEmpty else { return nil }
                let found = try snapshot.balances(most: areKindsEnough ? most : nil)
                return Found(
                    balances: try AccountBalances(found.accounts, found.totals), ledger: request.ledger,
                    recorded: snapshot.recorded)
            }
            return stored ?? nil
        }

        /// What only read model "funds" can tell: whose money it is, and what moved when.
        private func findParts(_ request: ReportRequest) async throws -> Found {
            let source = ReadModelSource(options.ledger, horizon: request.horizon, isStale: options.stale)
            if request.period.from == nil {
                let stored = try await source.read([Funds.self]) { snapshot in
                    let input = ReportInput(
                        rows: snapshot, knownTo: snapshot.knownTo, recorded: snapshot.recorded, notes: snapshot.notes)
                    return Found(
                        balances: AccountBalances(
                            try snapshot.accountsInUse(Set(Account.Kind.allCases)), try snapshot.rows(PairingRow.self),
                            request.filter),
                        ledger: request.ledger, recorded: snapshot.knownTo, notes: input.notes(request))
                }
                if let stored { return stored }
            }
            let counter = BalanceCounter(request)
            let folded = FoldedModels([Funds.self], observers: [counter])
            let extent = try await source.fold { try await $0.fold(folded, horizon: $1, progress: $2) }
            return Found(
                balances: AccountBalances(counter), ledger: request.ledger, recorded: extent.recorded,
                notes: extent.notes)
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
