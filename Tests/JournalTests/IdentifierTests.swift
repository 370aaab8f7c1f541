import CanonicalJSON
import FoundationEssentials
import Journal
import Testing

@Suite("Identifiers of events and names of ledgers") struct IdentifierTests {
    @Test("identifiers of version 7 begin with the time, and stand in its order")
    func version7() throws {
        let start = try #require(Instant("2026-01-05T08:30:00.123456Z"))
        let ids = try (0..<1000).map { UUID.version7(at: try #require(start.adding(microseconds: 1000 * $0))) }
        let texts = ids.map(\.canonicalText)
        #expect(texts == texts.sorted())
        #expect(Set(texts).count == 1000)
        // 1,767,601,800,123 milliseconds.
        #expect(texts[0].hasPrefix("019b8d47-03bb-7"))
        for id in ids {
            #expect(id.uuid.6 >> 4 == 7)
            #expect(id.uuid.8 >> 6 == 0b10)
        }
        // The bits that are not fixed are random: of 1,000 identifiers, each bit is set in some and not in others.
        let random = ids.map { (UInt16($0.uuid.6) << 8 | UInt16($0.uuid.7)) & 0x0FFF }
        #expect(random.reduce(0, |) == 0x0FFF && random.reduce(0x0FFF, &) == 0)
    }

    @Test("an identifier of version 7 made now has the time of now")
    func now() {
        let before = Instant.now().microsecondsSince1970 / 1000
        let u = UUID.version7().uuid
        let milliseconds = [u.0, u.1, u.2, u.3, u.4, u.5].reduce(Int64(0)) { $0 << 8 | Int64($1) }
        #expect((before...Instant.now().microsecondsSince1970 / 1000).contains(milliseconds))
    }

    @Test(
        "a derived identifier is the beginning of the SHA-256 of its parts' canonical JSON",
        arguments: [
            (["a", "b"], "0473ef2d-c0d3-84ab-a59d-3580c1134e9d"), (["ab"], "f9ca6d37-8ada-8ba7-87de-88d13d0e9126"),
            ([], "4f53cda1-8c2b-8a0c-8354-bb5f9a3ecbe5"), (["上海", 7, nil], "bcfce5cb-7a22-8f57-9b42-109f9dee5c20"),
        ] as [([JSONValue], String)])
    func derived(parts: [JSONValue], id: String) throws {
        #expect(try UUID.derived(from: parts).canonicalText == id)
    }

    @Test("no two lists of parts run into each other, and a part without a canonical form is refused")
    func derivedApart() throws {
        let lists: [[JSONValue]] = [
            ["a", "b"], ["ab"], ["a", "b", ""], ["", "ab"], [["a", "b"]], ["a,b"], ["a\",\"b"], [1], ["1"], [nil],
            ["null"],
            [true], [], [[]], [""], ["b", "a"],
        ]
        #expect(Set(try lists.map { try UUID.derived(from: $0) }).count == lists.count)
        #expect(try UUID.derived(from: ["e\u{301}"]) == UUID.derived(from: ["\u{E9}"]))
        #expect(throws: CanonicalJSONError.self) { try UUID.derived(from: [9_007_199_254_740_992]) }
        #expect(throws: CanonicalJSONError.self) { try UUID.derived(from: ["\0"]) }
    }

    @Test("a ledger's name is small letters, digits and hyphens after a small letter, at most 63 characters")
    func ledgerNames() {
        for name in ["a", "main", "east-west", "a1", "a-", "z9-9-9", String(repeating: "a", count: 63)] {
            #expect(LedgerName(name)?.description == name)
        }
        let bad = [
            "", "A", "1a", "-a", "a b", "a_b", "a.b", "aB", "é", "上海", "a\n", "a\"", "a\0", "a\u{301}", " a",
            String(repeating: "a", count: 64),
        ]
        for name in bad { #expect(LedgerName(name) == nil, "\(name.debugDescription)") }
        #expect(LedgerName.main == LedgerName("main"))
    }
}
