import CanonicalJSON
import Journal
import PairLedgerTesting
import Postgres
import Testing
import TransparencyLog

@Suite("Entries of every awkward kind", .serialized) struct AwkwardEntryTests {
    private static let largest: Int64 = 9_007_199_254_740_991

    private static let objects: [[String: JSONValue]] = [
        [:], ["_": ""], ["a": [:]], ["a": []], ["a": [[], [:], "", nil, false, 0]],
        ["all_controls": .string(String(String.UnicodeScalarView((1...0x1F).map(UnicodeScalar.init(_:)))) + "\u{7F}")],
        ["separators": "\u{2028}\u{2029}\u{85}\u{A0}\u{200B}\u{FEFF}"],
        ["chinese": "克孜勒苏柯尔克孜自治州阿图什市，《对口支援》〇㐀𠮷𪚥", "emoji": "👩🏽‍🚀🏳️‍🌈🇨🇳👨‍👩‍👧‍👦", "tibetan": "མགོ་ལོག་"],
        ["marks": .string("e" + String(repeating: "\u{301}", count: 40)), "hangul": "\u{1112}\u{1161}\u{11AB}"],
        ["right_to_left": "\u{202E}قىزىلسۇ\u{202C}", "edges": "\u{D7FF}\u{E000}\u{FFFF}\u{10FFFF}"],
        ["escapes": #"\ \\ \" \u0000 \ud800 \n / </script> ' $1 %s {} []"#],
        ["largest": .integer(largest), "smallest": .integer(-largest), "zero": 0],
        ["A": 1, "Z": 2, "_": 3, "a": 4, "a0": 5, "aA": 6, "a_": 7, "aa": 8],
        Dictionary(uniqueKeysWithValues: (0..<2000).map { ("k\($0)", .integer(Int64($0))) }),
        ["long_key_\(String(repeating: "x", count: 9000))": 1],
    ]

    /// Records the event and reads it back by itself: as it was meant, in the bytes of the canonical writer, under its leaf.
    private func isKept(_ event: NewEvent, in bench: Bench, _ comment: Comment) async throws {
        let receipt = try await bench.recorder.append([event])[0]
        let recorded = try #require(
            try await bench.inspector.read(LogSelection(from: receipt.position, limit: 1)).first, comment)
        let meant = try JSONValue.object(event.data).canonicalBytes()
        #expect(try recorded.data.canonicalBytes() == meant, comment)
        #expect(recorded.entry.firstRange(of: Array("\"data\":".utf8) + meant) != nil, comment)
        #expect(recorded.postings == event.postings, comment)
        #expect(Array(recorded.actor.utf8) == Array(event.actor.normalizedFormC.utf8), comment)
        let (name, position) = (bench.ledger.name.description, receipt.position)
        let (entry, leaf) = try await bench.inspector.connection.run { session in
            let row = try session.query(
                "SELECT entry, leaf FROM pairledger.event WHERE ledger = $1 AND position = $2",
                [.text(name), .int8(position)]
            ).only()
            return (try row.bytes(0), try row.bytes(1))
        }
        #expect(entry == recorded.entry, comment)
        #expect(leaf == Digest(of: [0] + entry).bytes, comment)
        // The same again is the same event, however it is spelled.
        #expect(try await bench.recorder.append([event])[0] == Receipt(again: receipt), comment)
    }

    @Test("whatever the data are, they come back equal and byte for byte, under the leaf of their entry")
    func kinds() async throws {
        var bench = try await Bench(seed: 160)
        for (number, data) in Self.objects.enumerated() {
            var event = bench.maker.event(data: data)
            if let text = data.values.compactMap(\.stringValue).first { event.actor = text }
            try await isKept(event, in: bench, "object \(number)")
        }
        #expect(try await bench.inspector.nextPosition() == Int64(Self.objects.count))
    }

    @Test("arrays and objects may be nested to the reader's limit, and one more is refused")
    func depth() async throws {
        var bench = try await Bench(seed: 161)
        func nested(_ depth: Int) -> [String: JSONValue] {
            [
                "a": (1..<depth).reduce(JSONValue.string("深")) { inner, level in
                    level.isMultiple(of: 2) ? [inner, nil] : ["b": inner]
                }
            ]
        }
        // The entry itself is the outermost.
        let deepest = CanonicalReader.Limits.entry.maximumDepth - 1
        try await isKept(bench.maker.event(data: nested(deepest)), in: bench, "\(deepest) deep")
        let error = try await refusal {
            try await bench.recorder.append([bench.maker.event(data: nested(deepest + 1))])
        }
        guard case .malformed = error else { throw error }
        #expect(try await bench.inspector.nextPosition() == 1)
    }

    @Test(
        "65,535 bytes of any characters are kept, and one byte more is refused with nothing changed",
        arguments: ["上", "😀", "é", "\u{1}", "\\", "x"])
    func size(filling: String) async throws {
        var bench = try await Bench(seed: 162)
        func event(_ count: Int, _ padding: Int) -> NewEvent {
            var event = bench.maker.move(7, from: "donor:1", to: "holding:1")
            event.stream = "note/size"
            event.actor = "a"
            event.data = [
                "padding": .string(String(repeating: "p", count: padding)),
                "text": .string(String(repeating: filling, count: count)),
            ]
            return event
        }
        // The first entry shows how many bytes are left, and what one character takes.
        try await isKept(event(0, 0), in: bench, "empty")
        try await isKept(event(1, 0), in: bench, "one")
        let sizes = try await bench.log().map(\.entry.count)
        let (room, width) = (65_535 - sizes[0], sizes[1] - sizes[0])
        try await isKept(event(room / width, room % width), in: bench, "full")
        #expect(try await bench.log()[2].entry.count == 65_535)
        let (log, balances) = (try await bench.log().map(\.entry), try await bench.balances())
        let error = try await refusal { try await bench.recorder.append([event(room / width, room % width + 1)]) }
        guard case .entryTooLarge(bytes: 65_536, limit: 65_535) = error else { throw error }
        #expect(try await bench.log().map(\.entry) == log)
        #expect(try await bench.balances() == balances)
        #expect(try await bench.inspector.nextPosition() == 3)
    }

    @Test("amounts of ±(2⁵³−1) are kept, and 2⁵³ is refused with nothing changed, be it money or data")
    func integers() async throws {
        var bench = try await Bench(seed: 163)
        try await isKept(bench.maker.move(Self.largest, from: "donor:1", to: "holding:1"), in: bench, "largest")
        try await isKept(bench.maker.move(Self.largest, from: "holding:1", to: "donor:1"), in: bench, "back")
        for amount in [Self.largest + 1, -Self.largest - 1, .max, .min + 1] {
            let event = bench.maker.move(amount, from: "donor:1", to: "spent:1")
            let error = try await refusal { try await bench.recorder.append([event]) }
            guard case .malformed = error else { throw error }
            let data = bench.maker.event(data: ["n": [.integer(amount)]])
            let refused = try await refusal { try await bench.recorder.append([data]) }
            guard case .malformed = refused else { throw refused }
        }
        #expect(try await bench.inspector.nextPosition() == 2)
        #expect(try await bench.balances().values.allSatisfy { $0 == 0 })
    }
}

extension Receipt {
    /// The answer to the same event sent again.
    fileprivate init(again first: Receipt) {
        self.init(position: first.position, version: first.version, recordedAt: first.recordedAt, replayed: true)
    }
}
