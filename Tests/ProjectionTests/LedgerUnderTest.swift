import Assistance
import CanonicalJSON
import Journal
import PairLedgerTesting
import Postgres
import Testing

@testable import Projection

/// A ledger of a test's own, written to by one login and projected by another.
struct LedgerUnderTest {
    let ledger: TestLedger
    let writer: Journal
    let projector: Journal
    let reader: Journal

    init() async throws {
        ledger = try await TestDatabase.sharedLedger()
        writer = try await ledger.journal(as: .recorder)
        projector = try await ledger.journal(as: .projector)
        reader = try await ledger.journal(as: .projector)
    }

    /// Records events under the identifiers that come of their places, beginning with `first`.
    func record(_ events: some Collection<DecidedEvent>, first: Int = 0) async throws {
        let new = try events.enumerated().map { try $0.element.newEvent(first + $0.offset) }
        _ = try await writer.append(new)
    }

    /// Records an event that no decision made.
    func appendAlone(_ stream: String, type: String, data: [String: JSONValue] = [:]) async throws {
        _ = try await writer.append([
            NewEvent(
                id: .version7(), stream: stream, expectedVersion: .any, type: type, v: 1,
                effectiveOn: date("2014-06-30"), actor: "tests", data: data, postings: [])
        ])
    }

    /// Brings the tables up to the head, and answers how many events that took.
    func catchUp(_ models: [any ReadModel.Type] = [Funds.self], batchSize: Int = 1000) async throws -> Int {
        try await ProjectionWorker(models, of: projector, reader: reader, batchSize: batchSize).catchUp().events
    }

    /// What the tables hold.
    func tables() async throws -> FundsRows {
        try await projector.connection.transaction(isolation: .repeatableRead, readOnly: true) {
            [name = ledger.name] session in
            guard let generation = try Generation.current(of: name, on: session)[Funds.name] else { return FundsRows() }
            return try FundsRows(GenerationTables(generation: generation.number, session: session))
        }
    }

    /// What the log comes to, folded in memory, up to but without `end`.
    func fold(to end: Int64? = nil) async throws -> FundsRows {
        var funds = Funds()
        let head = try await projector.nextPosition()
        try await fold(from: 0, to: end ?? head, into: &funds)
        return FundsRows(funds)
    }

    /// Folds the log from `start` to before `end`.
    func fold(from start: Int64, to end: Int64, into funds: inout Funds) async throws {
        for try await page in projector.pages(LogSelection(from: start, limit: Int(end - start))) {
            for record in page { try funds.apply(ProjectedEvent(record)) }
        }
    }

    /// The generation that reports read; nil when there are no rows yet.
    func generation(of model: any ReadModel.Type = Funds.self) async throws -> Generation? {
        try await projector.connection.run { [name = ledger.name] session in
            try Generation.current(of: name, on: session)[model.name]
        }
    }

    func status(of model: any ReadModel.Type = Funds.self) async throws -> ProjectionStatus {
        try await projector.connection.run { [name = ledger.name] session in
            try #require(try ProjectionStatus.read([model], of: name, on: session).first)
        }
    }

    /// The tables must be what the log comes to, and the checkpoint must say so.
    func checkCaughtUp(_ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let (tables, folded) = (try await tables(), try await fold())
        #expect(tables == folded, comment, sourceLocation: sourceLocation)
        #expect(tables.sum == 0, comment, sourceLocation: sourceLocation)
        let head = try await projector.nextPosition()
        #expect(try await generation()?.nextPosition == head, comment, sourceLocation: sourceLocation)
    }

    /// Runs a statement as the database's administrator; `$1` is the ledger.
    ///
    /// - Parameter isAddition: whether the statement has no place for the ledger.
    func change(_ sql: String, isAddition: Bool = false) async throws {
        let admin = try await ledger.connect(as: .admin)
        let changed = try await admin.run { [name = ledger.name] session in
            try session.execute(sql, isAddition ? [] : [.text(name.description)])
        }
        #expect(changed > 0, "\(sql)")
        await admin.close()
    }
}

/// All rows of the read model "funds", for comparing.
struct FundsRows: Equatable {
    var accounts: [AccountRow.Key: AccountRow] = [:]
    var accountTotals: [AccountTotalRow.Key: AccountTotalRow] = [:]
    var movements: [MovementRow] = []
    var positions: [PositionRow.Key: PositionRow] = [:]
    var positionSums: [PositionSumRow.Key: PositionSumRow] = [:]
    var pairings: [PairingRow.Key: PairingRow] = [:]
    var agreements: [AgreementRow.Key: AgreementRow] = [:]
    var transfers: [TransferRow.Key: TransferRow] = [:]
    var projectPlaces: [ProjectPlaceRow.Key: ProjectPlaceRow] = [:]

    init() {}

    init(_ funds: Funds) {
        accounts = funds.accounts.rows
        accountTotals = funds.accountTotals.rows
        movements = funds.movements.pending
        positions = funds.positions.rows
        positionSums = funds.positionSums.rows
        pairings = funds.pairings.rows
        agreements = funds.agreements.rows
        transfers = funds.transfers.rows
        projectPlaces = funds.projectPlaces.rows
    }

    init(_ tables: GenerationTables) throws {
        func all<Row: TableRow>(_: Row.Type) throws -> [Row.Key: Row] {
            var rows: [Row.Key: Row] = [:]
            try tables.forEach(of: Row.self) { row in
                #expect(rows.updateValue(row, forKey: row.key) == nil, "\(row.key) is there twice")
            }
            return rows
        }
        accounts = try all(AccountRow.self)
        accountTotals = try all(AccountTotalRow.self)
        try tables.forEach(of: MovementRow.self, isOrdered: true) { movements.append($0) }
        positions = try all(PositionRow.self)
        positionSums = try all(PositionSumRow.self)
        pairings = try all(PairingRow.self)
        agreements = try all(AgreementRow.self)
        transfers = try all(TransferRow.self)
        projectPlaces = try all(ProjectPlaceRow.self)
    }

    var isEmpty: Bool { self == FundsRows() }

    /// Of the accounts themselves: by kind and currency, in how many something lies, and how much in all.
    var totalsOfAccounts: [[String]: [Int64]] {
        accounts.values.reduce(into: [:]) { totals, row in
            let total = totals[[row.kind.rawValue, row.key.currency], default: [0, 0]]
            totals[[row.kind.rawValue, row.key.currency]] = [
                total[0] + (row.balance == 0 ? 0 : 1), total[1] + row.balance,
            ]
        }
    }

    var keptTotals: [[String]: [Int64]] {
        Dictionary(
            uniqueKeysWithValues: accountTotals.values.map {
                ([$0.key.kind.rawValue, $0.key.currency], [$0.accounts, $0.balance])
            })
    }

    /// Of the positions themselves: by grouping and what it tells apart, all figures that are kept added up.
    var sumsOfPositions: [[String]: [Int64]] {
        var sums: [[String]: [Int64]] = [:]
        for row in positions.values {
            let key = row.key
            for parts in [
                ["pairing-year", key.pairing, "", "\(key.fiscalYear)"],
                ["place", key.pairing, key.place], ["purpose", key.pairing, key.place, key.purpose],
                ["year", key.pairing, key.place, "\(key.fiscalYear)"],
            ] {
                let sum = sums[parts + [key.currency], default: Array(repeating: 0, count: 7)]
                sums[parts + [key.currency]] = zip(sum, row.stages.all).map(+)
            }
        }
        return sums.filter { $0.value.contains { $0 != 0 } }
    }

    var keptSums: [[String]: [Int64]] {
        var sums: [[String]: [Int64]] = [:]
        for row in positionSums.values {
            let key = row.key.position
            let last =
                switch row.key.grouping {
                case .place: [String]()
                case .purpose: [key.purpose]
                case .pairingYear, .year: ["\(key.fiscalYear)"]
                }
            sums[[row.key.grouping.rawValue, key.pairing, key.place] + last + [key.currency]] = row.stages.all
        }
        return sums
    }

    /// The sum of all lots.
    var sum: Int64 { accounts.values.reduce(0) { $1.lots.reduce($0) { $0 + $1.amount } } }

    func lots(_ account: String) -> [Lot] { accounts[.init(account, "CNY")]?.lots ?? [] }
}

extension Lot {
    /// Whose it is and how much, without its way.
    var origin: Lot { Lot(pairing: pairing, agreement: agreement, amount: amount) }
}

extension Stages {
    fileprivate var all: [Int64] { [given, committed, inTransit, held, allocated, spent, uncommitted] }
}
