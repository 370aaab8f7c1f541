import CanonicalJSON
import FoundationEssentials
import Journal
import Testing

@Suite("Reading an entry") struct RecordedEventTests {
    private static let members = [
        #""actor":"wang.li@sh.finance""#, #""causation":null"#,
        #""correlation":"0473ef2d-c0d3-84ab-a59d-3580c1134e9d""#, #""data":{"a":[1,null],"b":"上海"}"#,
        #""effective_on":"2021-06-30""#, #""id":"f9ca6d37-8ada-8ba7-87de-88d13d0e9126""#, #""ledger":"east-west""#,
        #""position":4711"#,
        #""postings":[{"account":"committed:SH-YN-2021","amount":-500000000,"currency":"CNY"},"#
            + #"{"account":"transit:SH-YN-2021-003","amount":500000000,"currency":"CNY"}]"#,
        #""recorded_at":"2026-01-05T08:30:00.123456Z""#, #""recorder":"pairledger_recorder""#,
        #""stream":"transfer/SH-YN-2021-003""#, #""type":"FundsTransferred""#, #""v":1"#, #""version":1"#,
    ]

    private static func entry(_ members: [String]) -> [UInt8] { Array("{\(members.joined(separator: ","))}".utf8) }

    /// The entry with one text in place of another.
    private static func entry(_ old: String, _ new: String) throws -> [UInt8] {
        let text = String(decoding: entry(members), as: UTF8.self)
        try #require(text.contains(old))
        return Array(text.replacing(old, with: new).utf8)
    }

    @Test("every member is read, and the bytes are kept")
    func sound() throws {
        let bytes = Self.entry(Self.members)
        let event = try RecordedEvent(entry: bytes)
        #expect(event.entry == bytes)
        #expect(event.actor == "wang.li@sh.finance" && event.recorder == "pairledger_recorder")
        #expect(event.causation == nil)
        #expect(event.correlation == UUID(uuidString: "0473EF2D-C0D3-84AB-A59D-3580C1134E9D"))
        #expect(event.data == ["a": [1, nil], "b": "上海"])
        #expect(event.effectiveOn == CalendarDate(year: 2021, month: 6, day: 30))
        #expect(event.id.canonicalText == "f9ca6d37-8ada-8ba7-87de-88d13d0e9126")
        #expect(event.ledger == "east-west" && event.position == 4711 && event.v == 1 && event.version == 1)
        #expect(
            event.postings == [
                EntryPosting(account: "committed:SH-YN-2021", amount: -500_000_000, currency: "CNY"),
                EntryPosting(account: "transit:SH-YN-2021-003", amount: 500_000_000, currency: "CNY"),
            ])
        #expect(event.recordedAt == Instant("2026-01-05T08:30:00.123456Z"))
        #expect(event.stream == "transfer/SH-YN-2021-003" && event.type == "FundsTransferred")
        #expect(try RecordedEvent(entry: Self.entry(#"{"a":[1,null],"b":"上海"}"#, "{}")).data == [:])
    }

    @Test("no member may be missing, stand twice, or stand elsewhere", arguments: members.indices)
    func order(index: Int) {
        var missing = Self.members
        missing.remove(at: index)
        var twice = Self.members
        twice.insert(twice[index], at: index)
        var elsewhere = Self.members
        elsewhere.swapAt(index, (index + 1) % elsewhere.count)
        for entry in [missing, twice, elsewhere] {
            #expect(throws: CanonicalJSONError.self) { try RecordedEvent(entry: Self.entry(entry)) }
        }
    }

    @Test("no member may be there that an entry does not have", arguments: ["a", "b", "leaf", "w", "versions", "zz"])
    func extra(name: String) {
        let entry = Self.entry((Self.members + ["\"\(name)\":1"]).sorted())
        #expect(throws: CanonicalJSONError.self) { try RecordedEvent(entry: entry) }
    }

    @Test(
        "a value that is not what it must be is refused",
        arguments: [
            ("f9ca6d37-8ada", "F9CA6D37-8ADA"), ("f9ca6d37-8ada", "f9ca6d378ada"), ("0473ef2d", "0473eF2d"),
            ("f9ca6d37-8ada", "f9ca6d3-78ada"), ("f9ca6d37-8ada", "f9ca6d37-8adag"), ("f9ca6d37-8ada", "f9ca6d37-8adg"),
            (#""causation":null"#, #""causation":"null""#),
            (#""id":"f9ca6d37-8ada-8ba7-87de-88d13d0e9126""#, #""id":null"#),
            ("2021-06-30", "2021-06-31"), ("2021-06-30", "2021-6-30"), ("2021-06-30", "20210630"),
            ("2021-06-30", "0000-01-01"),
            ("08:30:00.123456Z", "08:30:00.123Z"), ("08:30:00.123456Z", "08:30:00.123456+00:00"),
            ("08:30:00.123456Z", "24:30:00.123456Z"), ("T08", " 08"), ("4711", "4711.0"), ("4711", "04711"),
            ("4711", "\"4711\""),
            ("4711", "9007199254740992"), ("-500000000", "-0"), (#""amount":-500000000"#, #""amount":null"#),
            (#","currency":"CNY"}]"#, "}]"), (#""currency":"CNY"}]"#, #""currency":"CNY","x":1}]"#),
            (#""v":1,"#, #""v":1 ,"#),
            ("上海", "e\u{301}"), ("上海", "\\u4e0a"), ("上海", "\u{1}"), ("[1,null]", "[1,]"), ("\"b\":", "\"a\":"),
            ("wang.li", "wang\\/li"),
        ])
    func values(old: String, new: String) throws {
        let entry = try Self.entry(old, new)
        #expect(throws: CanonicalJSONError.self) { try RecordedEvent(entry: entry) }
    }

    @Test("what is cut off, what follows, and what is no text is refused")
    func ends() {
        let whole = Self.entry(Self.members)
        for count in 0..<whole.count {
            #expect(throws: CanonicalJSONError.self) { try RecordedEvent(entry: Array(whole.prefix(count))) }
        }
        for end in [[0x20], [0x0A], [0x7D], [0x00], whole] as [[UInt8]] {
            #expect(throws: CanonicalJSONError.self) { try RecordedEvent(entry: whole + end) }
        }
        var broken = whole
        broken[12] = 0xFF
        #expect(throws: CanonicalJSONError.self) { try RecordedEvent(entry: broken) }
    }

    @Test("an entry of 65,536 bytes is refused, and one of 65,535 is read")
    func size() throws {
        let room = 65_535 - Self.entry(Self.members).count
        let name = "wang.li" + String(repeating: "x", count: room)
        #expect(try RecordedEvent(entry: Self.entry("wang.li", name)).entry.count == 65_535)
        #expect(throws: CanonicalJSONError.self) { try RecordedEvent(entry: Self.entry("wang.li", name + "x")) }
    }
}
