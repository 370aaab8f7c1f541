import Journal
import PairLedgerTesting
import Postgres
import Testing

@Suite("Following the log", .serialized, .timeLimit(.minutes(2))) struct TailTests {
    /// A tail at work in a task of its own, whose pages are told as they come.
    private struct Follower {
        let positions: AsyncStream<Int64>
        let work: Task<Void, any Error>

        init(_ journal: Journal, _ selection: LogSelection = LogSelection()) {
            let (positions, found) = AsyncStream.makeStream(of: Int64.self)
            self.positions = positions
            work = Task {
                defer { found.finish() }
                for try await page in journal.tail(selection) { page.forEach { found.yield($0.position) } }
            }
        }
    }

    @Test("ends without an error when its task is cancelled while it waits")
    func cancelled() async throws {
        var bench = try await Bench(seed: 130)
        _ = try await bench.recorder.append([bench.maker.event()])
        let follower = Follower(bench.inspector)
        for await position in follower.positions {
            #expect(position == 0)
            follower.work.cancel()
        }
        try await follower.work.value
        #expect(try await bench.inspector.read(LogSelection()).count == 1)
    }

    @Test("has no pages in a task that is cancelled already, although there are events")
    func cancelledBefore() async throws {
        var bench = try await Bench(seed: 131)
        _ = try await bench.recorder.append([bench.maker.event()])
        let journal = bench.inspector
        let work = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await journal.tail(LogSelection()).reduce(0) { $0 + $1.count }
        }
        #expect(try await work.value == 0)
        let reading = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await journal.pages(LogSelection()).reduce(0) { $0 + $1.count }
        }
        // Pages have an end of their own, which must not be mistaken.
        let error = try await refusal { try await reading.value }
        guard case .database(let cause) = error, cause.code == .cancelled else { throw error }
    }

    @Test("throws the loss of its connection")
    func lostConnection() async throws {
        var bench = try await Bench(seed: 132)
        _ = try await bench.recorder.append([bench.maker.event()])
        let follower = Follower(bench.inspector)
        let pid = bench.inspector.connection.backendProcessID
        for await _ in follower.positions {
            let admin = try await bench.ledger.connect()
            _ = try await admin.run { try $0.query("SELECT pg_terminate_backend(\(pid))") }
        }
        let error = try await refusal { try await follower.work.value }
        guard case .database = error else { throw error }
    }

    @Test("of one type gives what is recorded later too, whatever else comes between")
    func filtered() async throws {
        var bench = try await Bench(seed: 133)
        _ = try await bench.recorder.append([bench.maker.event("SomethingRare"), bench.maker.event()])
        let follower = Follower(bench.inspector, LogSelection(limit: 4, types: ["SomethingRare"]))
        var seen: [Int64] = []
        for await position in follower.positions {
            seen.append(position)
            for _ in 0..<3 { _ = try await bench.recorder.append([bench.maker.event()]) }
            _ = try await bench.recorder.append([bench.maker.event("SomethingRare")])
        }
        try await follower.work.value
        #expect(seen == [0, 5, 9, 13])
    }

    @Test("waits for a position that nobody has reached yet")
    func beyondTheHead() async throws {
        var bench = try await Bench(seed: 134)
        _ = try await bench.recorder.append([bench.maker.event()])
        let follower = Follower(bench.inspector, LogSelection(from: 3, limit: 2))
        for _ in 0..<5 { _ = try await bench.recorder.append([bench.maker.event()]) }
        var seen: [Int64] = []
        for await position in follower.positions { seen.append(position) }
        try await follower.work.value
        #expect(seen == [3, 4])
    }

    @Test("of a ledger that does not exist is refused")
    func unknownLedger() async throws {
        let bench = try await Bench(seed: 135)
        let nowhere = Journal(try #require(LedgerName("nowhere")), on: bench.inspector.connection)
        let error = try await refusal { for try await _ in nowhere.tail(LogSelection()) {} }
        guard case .unknownLedger("nowhere") = error else { throw error }
    }
}
