import FoundationEssentials
import Journal
import PairLedgerTesting
import Postgres

/// What somebody saw of a ledger who read it while it was written.
struct Witness: Sendable {
    let ledger: LedgerName
    /// The events' identifiers by position.
    private var ids: [UUID] = []
    /// What their postings add up to.
    private var balances: [LedgerModel.Account: Int64] = [:]

    private init(_ ledger: LedgerName) { self.ledger = ledger }

    /// Follows each ledger until so many events were seen. Every position must come once and in order.
    static func follow(_ goals: [LedgerName: Int], on connection: Connection) async throws -> [Witness] {
        try await withThrowingTaskGroup { group in
            for (ledger, goal) in goals {
                group.addTask {
                    var witness = Witness(ledger)
                    for try await page in Journal(ledger, on: connection).tail(LogSelection(limit: goal)) {
                        for event in page { try witness.see(event) }
                        // Who asks for every single event takes from the writers the processors that are measured.
                        try await Task.sleep(for: .milliseconds(20 * goals.count))
                    }
                    return witness
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private mutating func see(_ event: RecordedEvent) throws {
        guard event.position == Int64(ids.count) else {
            throw Contradiction("\(ledger): position \(event.position) came where \(ids.count) was due")
        }
        ids.append(event.id)
        for posting in event.postings {
            balances[LedgerModel.Account(posting.account, posting.currency), default: 0] += posting.amount
        }
    }

    /// To be called when the writers are done, since who follows a ledger in which too little is waits without end.
    ///
    /// - Throws: ``Contradiction`` unless each ledger's head says that it has so many events.
    static func checkHeads(_ goals: [LedgerName: Int], on connection: Connection) async throws {
        for (ledger, goal) in goals {
            let recorded = try await Journal(ledger, on: connection).nextPosition()
            guard recorded == Int64(goal) else {
                throw Contradiction("\(ledger): the head says that there are \(recorded) events, \(goal) were sent")
            }
        }
    }

    /// Holds what was seen against what the writers were told, and against the accounts.
    ///
    /// - Throws: ``Contradiction`` unless the events seen are those acknowledged, each where its receipt says, and the accounts
    ///   hold what the events add up to.
    func check(_ acknowledged: [UUID: Int64], on connection: Connection) async throws {
        guard acknowledged.count == ids.count else {
            throw Contradiction("\(ledger): \(acknowledged.count) events were acknowledged, \(ids.count) are there")
        }
        for (position, id) in ids.enumerated() where acknowledged[id] != Int64(position) {
            let told = acknowledged[id].map(String.init) ?? "nowhere"
            throw Contradiction("\(ledger): \(id) stands at \(position), but was acknowledged at \(told)")
        }
        let accounts = try await connection.run { session in
            let sql = "SELECT account, currency, balance FROM pairledger.account WHERE ledger = $1"
            return try session.query(sql, [.text(ledger.description)]).map {
                (LedgerModel.Account(try $0.text(0), try $0.text(1)), try $0.int8(2))
            }
        }
        guard Dictionary(uniqueKeysWithValues: accounts) == balances else {
            throw Contradiction("\(ledger): the accounts are not what the events add up to")
        }
    }
}

/// The ledger did not do what it promises: no figure of this run counts.
struct Contradiction: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
