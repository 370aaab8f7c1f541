import FoundationEssentials
import Journal
import Postgres

/// Somebody who makes one request after another, each when the one before is acknowledged.
struct Caller: Sendable {
    let ledger: LedgerName
    let requests: [[NewEvent]]
    let append: @Sendable ([NewEvent]) async throws -> [Receipt]

    /// Answers where the events stand.
    func run() async throws -> [UUID: Int64] {
        var acknowledged: [UUID: Int64] = [:]
        for request in requests {
            for (event, receipt) in zip(request, try await append(request)) {
                acknowledged[event.id] = receipt.position
            }
        }
        return acknowledged
    }
}

extension Bench {
    /// Events a second that the callers record all at once, while a reader follows their ledgers.
    ///
    /// - Throws: ``Contradiction`` unless what the reader saw, what the callers were told and what the accounts hold agree.
    func rate(
        of callers: [Caller], in opened: [OpenLedger], readBy reader: Connection
    ) async throws -> Double {
        var acknowledged = Dictionary(uniqueKeysWithValues: opened.map { ($0.name, $0.opening) })
        let opening = acknowledged.mapValues(\.count)
        let goals = callers.reduce(into: opening) {
            $0[$1.ledger, default: 0] += $1.requests.reduce(0) { $0 + $1.count }
        }
        async let witnesses = Witness.follow(goals, on: reader)
        var told: [(LedgerName, [UUID: Int64])] = []
        let seconds = try await seconds {
            told = try await withThrowingTaskGroup { group in
                for caller in callers { group.addTask { (caller.ledger, try await caller.run()) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
        }
        try await Witness.checkHeads(goals, on: reader)
        for (ledger, events) in told { acknowledged[ledger, default: [:]].merge(events) { $1 } }
        for witness in try await witnesses {
            try await witness.check(acknowledged[witness.ledger, default: [:]], on: reader)
        }
        let events = goals.values.reduce(0, +) - opening.values.reduce(0, +)
        return Double(events) / seconds
    }

    /// Rows a second that so many connections insert and commit one by one, in a table without constraints or indexes: the same
    /// bytes, a prepared statement, one round trip a row.
    func insertRate(connections: Int, rowsEach: Int) async throws -> Double {
        try await clients.admin.run { _ = try $0.execute("TRUNCATE benchmark.line") }
        let entries = sample.suffix(rowsEach).map(\.entry)
        let callers = clients.callers.prefix(connections)
        let seconds = try await seconds {
            try await withThrowingTaskGroup { group in
                for caller in callers {
                    group.addTask {
                        for entry in entries {
                            try await caller.run { _ = try $0.queryPrepared("insert", [.bytes(entry)]) }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        let stored = try await clients.admin.run { try $0.query("SELECT count(*) FROM benchmark.line").only().int(0) }
        guard stored == connections * entries.count else { throw Contradiction("\(stored) lines were stored") }
        return Double(stored) / seconds
    }
}
