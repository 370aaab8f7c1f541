import Journal
import PairLedgerTesting
import Testing

@Suite("Streams and expected versions", .serialized) struct StreamTests {
    @Test("each expectation is met by one state of the stream and refused, with both versions, by every other")
    func expectations() async throws {
        var bench = try await Bench(seed: 30)
        func append(_ expected: ExpectedVersion) async throws -> Int64 {
            try await bench.recorder.append([bench.maker.event(stream: "note/1", expecting: expected)])[0].version
        }
        func refuses(_ expected: ExpectedVersion, _ number: Int64, at actual: Int64) async throws {
            let error = try await refusal { try await append(expected) }
            #expect(
                LedgerModel.Refusal(error)
                    == .wrongExpectedVersion(stream: "note/1", expected: number, actual: actual))
        }
        try await refuses(.exactly(1), 1, at: 0)
        try await refuses(.exactly(-1), -1, at: 0)
        #expect(try await append(.noStream) == 1)
        try await refuses(.noStream, 0, at: 1)
        try await refuses(.exactly(0), 0, at: 1)
        try await refuses(.exactly(2), 2, at: 1)
        #expect(try await append(.exactly(1)) == 2)
        #expect(try await append(.any) == 3)
        try await refuses(.exactly(2), 2, at: 3)
        #expect(try await bench.inspector.nextPosition() == 3)
    }

    @Test("several events of one stream in one call follow each other")
    func severalOfOneStream() async throws {
        var bench = try await Bench(seed: 31)
        let expected: [ExpectedVersion] = [.noStream, .exactly(1), .any, .exactly(3)]
        let call = expected.map { bench.maker.event(stream: "note/1", expecting: $0) }
        let receipts = try await bench.recorder.append(call)
        #expect(receipts.map(\.version) == [1, 2, 3, 4])
        let wrong = [.exactly(4), .exactly(4)].map { bench.maker.event(stream: "note/1", expecting: $0) }
        let error = try await refusal { try await bench.recorder.append(wrong) }
        #expect(
            LedgerModel.Refusal(error) == .wrongExpectedVersion(stream: "note/1", expected: 4, actual: 5))
        #expect(try await bench.inspector.nextPosition() == 4)
    }

    @Test("several streams in one call are one atom")
    func severalStreams() async throws {
        var bench = try await Bench(seed: 32)
        let call = ["note/1", "note/2", "note/1", "note/3"].map { bench.maker.event(stream: $0) }
        #expect(try await bench.recorder.append(call).map(\.version) == [1, 1, 2, 1])
        let next = [
            bench.maker.event(stream: "note/1", expecting: .exactly(2)),
            bench.maker.event(stream: "note/2", expecting: .exactly(2)),
        ]
        let error = try await refusal { try await bench.recorder.append(next) }
        #expect(
            LedgerModel.Refusal(error) == .wrongExpectedVersion(stream: "note/2", expected: 2, actual: 1))
        #expect(try await bench.inspector.read(LogSelection(streams: ["note/1"])).map(\.version) == [1, 2])
    }

    @Test("streams, identifiers and positions can be read alone, in the order of the log")
    func reading() async throws {
        var bench = try await Bench(seed: 33)
        let events = (0..<9).map { bench.maker.event(stream: "note/\($0 % 3)") }
        _ = try await bench.recorder.append(events)
        #expect(
            try await bench.inspector.read(LogSelection(streams: ["note/2", "note/0", "note/9"])).map(\.position) == [
                0, 2, 3, 5, 6, 8,
            ])
        #expect(
            try await bench.inspector.read(LogSelection(ids: [events[7].id, events[4].id, bench.maker.id()])).map(\.id)
                == [events[4].id, events[7].id])
        #expect(try await bench.inspector.read(LogSelection(from: 4, limit: 3)).map(\.id) == events[4..<7].map(\.id))
        #expect(try await bench.inspector.read(LogSelection(from: 9, limit: 3)).isEmpty)
    }

    @Test("a stream, a type and a currency without the form are refused as malformed")
    func forms() async throws {
        var bench = try await Bench(seed: 34)
        let long = String(repeating: "x", count: 91)
        let streams = ["", "note", "note/", "/1", "Note/1", "note/1/2", "note/ 1", "note/\"", "note/é", "note/1\n"]
        let types = ["", "noted", "No ted", "No\"ted", "N\n", "N" + long, "Ñ"]
        var events = (streams + ["note/\(long)x"]).map { bench.maker.event(stream: $0) }
        events += types.map { bench.maker.event($0) }
        for currency in ["", "cny", "CN", "CNYY", "C\"Y", "CNY\n"] {
            events.append(bench.maker.move(1, from: "donor:1", to: "spent:1", currency: currency))
        }
        for account in ["", "donor", "donor:", "bank:1", "donor:1\"", "donor:1/", "donor:1/A", "donor:é", "donor:1\n"] {
            events.append(bench.maker.move(1, from: "donor:1", to: account))
        }
        for event in events {
            let error = try await refusal { try await bench.recorder.append([event]) }
            guard case .malformed = error else {
                Issue.record("\(event.stream) \(event.type) \(event.postings): \(error)")
                continue
            }
        }
        #expect(try await bench.inspector.nextPosition() == 0)
        _ = try await bench.recorder.append([bench.maker.event(stream: "note/\(long)")])
    }
}
