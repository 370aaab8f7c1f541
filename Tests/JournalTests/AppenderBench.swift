import Journal
import PairLedgerTesting
import Postgres
import Testing

/// A ledger whose head somebody holds, so that the first call of an appender stands still and others come in behind it.
struct AppenderBench {
    let bench: Bench
    var maker: EventMaker
    let connection: Connection
    let appender: Appender
    private let holder: Connection
    private let holding: Task<Void, Never>

    /// - Parameters:
    ///   - connection: the appender's, if not the recorder's of `bench`.
    ///   - isHeld: whether the head is held from the beginning.
    init(_ bench: Bench, on connection: Connection? = nil, capacity: Int = 10_000, isHeld: Bool = true) async throws {
        let holder = try await bench.ledger.connect()
        self.bench = bench
        self.holder = holder
        maker = bench.maker
        self.connection = connection ?? bench.recorder.connection
        appender = Appender(bench.ledger.name, on: self.connection, capacity: capacity)
        let name = bench.ledger.name.description
        let (held, holds) = AsyncStream<Void>.makeStream()
        holding = Task {
            defer { holds.finish() }
            guard isHeld else { return }
            _ = try? await holder.transaction { session in
                try session.query("SELECT FROM pairledger.ledger WHERE ledger = $1 FOR UPDATE", [.text(name)])
                holds.yield()
                try session.query("SELECT pg_sleep(600)")
            }
        }
        let isHolding = await held.first { true } != nil
        guard isHolding == isHeld else { throw NoError() }
    }

    /// Gives events to the appender, behind those that were given to it before.
    func send(_ events: [NewEvent]) -> Task<Result<[Receipt], JournalError>, Never> {
        let appender = appender
        return Task.immediate { await appender.outcome(of: events) }
    }

    /// Returns when a call of the appender waits for the head.
    func untilBlocked() async throws {
        let pid = connection.backendProcessID
        let admin = try await bench.ledger.connect()
        try await admin.wait(until: "SELECT wait_event_type = 'Lock' FROM pg_stat_activity WHERE pid = \(pid)")
        await admin.close()
    }

    /// Lets go of the head.
    func release() async throws {
        holder.cancel()
        await holding.value
    }

    func log() async throws -> [RecordedEvent] { try await bench.log() }
}

extension Appender {
    func outcome(of events: [NewEvent]) async -> Result<[Receipt], JournalError> {
        do throws(JournalError) {
            return .success(try await append(events))
        } catch {
            return .failure(error)
        }
    }
}
