import FoundationEssentials
import Journal
import PairLedgerTesting
import Postgres

/// Connections to one database with the schema.
struct Clients: Sendable {
    let admin: Connection
    let reader: Connection
    /// All may record.
    let callers: [Connection]

    init(_ cluster: TestCluster, database: String, callers count: Int) async throws {
        admin = try await Connection.open(cluster.options(database: database))
        _ = try await Migrator().migrate(on: admin)
        reader = try await Connection.open(cluster.options(user: TestRole.inspector.rawValue, database: database))
        var callers: [Connection] = []
        for _ in 0..<count {
            callers.append(
                try await Connection.open(cluster.options(user: TestRole.recorder.rawValue, database: database)))
        }
        self.callers = callers
    }

    /// Has every caller record some events, so that what a session does once is done before anything is timed.
    func warmUp() async throws {
        var opened = try await openLedger("warm-up", seed: 0)
        for caller in callers {
            for event in opened.payments.next(8) { _ = try await Journal(opened.name, on: caller).append([event]) }
        }
    }

    /// A ledger that nobody else uses, in whose projects there is money to be paid out.
    func openLedger(_ text: String, seed: Int) async throws -> OpenLedger {
        guard let name = LedgerName(text) else { preconditionFailure("\(text) is not a ledger's name") }
        _ = try await admin.createLedger(name)
        var payments = Payments(seed: UInt64(seed))
        let allocations = payments.allocations()
        let receipts = try await Journal(name, on: callers[0]).append(allocations)
        return OpenLedger(
            name: name, payments: payments,
            opening: Dictionary(uniqueKeysWithValues: zip(allocations.map(\.id), receipts.map(\.position))))
    }

    func close() async {
        for connection in callers + [reader, admin] { await connection.close() }
    }
}

struct OpenLedger: Sendable {
    let name: LedgerName
    var payments: Payments
    /// Where the events stand that gave the projects their money.
    let opening: [UUID: Int64]
}
