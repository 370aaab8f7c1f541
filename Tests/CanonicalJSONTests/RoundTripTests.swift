import CanonicalJSON
import PairLedgerTesting
import Testing

@Suite("Written, read and written again")
struct RoundTripTests {
    @Test("20,000 random values come back as the same bytes")
    func values() throws {
        let seed: UInt64 = 20_260_105
        var random = SplitMix64(seed: seed)
        for round in 0..<20_000 {
            let value = RandomJSON.value(using: &random)
            let bytes = try value.canonicalBytes()
            let read = try JSONValue(canonical: bytes)
            let again = try read.canonicalBytes()
            try #require(again == bytes, "seed \(seed), round \(round)")
            try #require(read == value, "seed \(seed), round \(round)")
            var skipping = CanonicalReader(bytes, limits: .document)
            try #require(try skipping.skipValue() == 0..<bytes.count, "seed \(seed), round \(round)")
        }
    }

    @Test("20,000 mutated texts are refused or are written again as they are")
    func mutations() throws {
        let seed: UInt64 = 20_210_630
        var random = SplitMix64(seed: seed)
        var accepted = 0
        var refused = 0
        for round in 0..<20_000 {
            var bytes = try RandomJSON.value(using: &random).canonicalBytes()
            for _ in 0..<Int.random(in: 1...2, using: &random) { Self.mutate(&bytes, using: &random) }
            var skipping = CanonicalReader(bytes, limits: .document)
            let isSkipped = (try? skipping.skipValue()) != nil && (try? skipping.expectEnd()) != nil
            guard let value = try? JSONValue(canonical: bytes) else {
                refused += 1
                try #require(!isSkipped, "seed \(seed), round \(round): \(bytes)")
                continue
            }
            accepted += 1
            try #require(isSkipped, "seed \(seed), round \(round): \(bytes)")
            try #require(try value.canonicalBytes() == bytes, "seed \(seed), round \(round): \(bytes)")
        }
        #expect(accepted > 1_000 && refused > 5_000, "\(accepted) accepted, \(refused) refused")
    }

    private static func mutate(_ bytes: inout [UInt8], using random: inout SplitMix64) {
        let telling = Array(#"{}[]",:\u0aA1-.e "#.utf8) + [0x00, 0x1F, 0x7F, 0x80, 0xCC, 0xED, 0xF4, 0xFF]
        let byte = Bool.random(using: &random) ? telling.randomElement(using: &random) : nil
        let index = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0 where index < bytes.count:
            bytes[index] = byte ?? (bytes[index] ^ (1 << UInt8.random(in: 0..<8, using: &random)))
        case 1 where index < bytes.count: bytes.remove(at: index)
        default: bytes.insert(byte ?? UInt8.random(in: 0...255, using: &random), at: index)
        }
    }

    @Test("what is written can be read by position: the parts of a text are the parts of its value")
    func skippedRanges() throws {
        let text = #"{"actor":"wang.li","data":{"用":1}}"#.replacing("用", with: "use")
        var reader = CanonicalReader(Array(text.utf8))
        var data: Range<Int>?
        try reader.readObject { (reader, key) throws(CanonicalJSONError) in
            let range = try reader.skipValue()
            if key == "data" { data = range }
        }
        try reader.expectEnd()
        let range = try #require(data)
        #expect(String(decoding: reader.bytes(in: range), as: UTF8.self) == #"{"use":1}"#)
        #expect(reader.offset == text.utf8.count)
    }
}

@Suite("Vectors from RFC 8785")
struct RFC8785Tests {
    /// RFC 8785, section 3.2.2 and 3.2.3: the sample object, cut down to what the subset allows.
    @Test("the sample string is escaped as RFC 8785 escapes it")
    func sampleString() throws {
        let text = "\u{20AC}$\u{0F}\u{0A}A'\u{42}\u{22}\u{5C}\\\"/"
        #expect(try JSONValue.string(text).canonicalText() == #""€$\u000f\nA'B\"\\\\\"/""#)
        #expect(
            try JSONValue.object(["literals": [nil, true, false], "string": .string(text)]).canonicalText()
                == #"{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}"#)
    }

    /// RFC 8785, section 3.2.3 gives the sorted property values; its control and emoji keys lie outside the subset, its
    /// strings inside.
    @Test("the sample values of property sorting stay as they are")
    func sampleValues() throws {
        let text =
            #"["Carriage Return","One","Control","Latin Small Letter O With Diaeresis","Euro Sign","Emoji: Grinning Face"]"#
        #expect(try JSONValue(canonical: Array(text.utf8)).canonicalText() == text)
    }

    /// RFC 8785, appendix B: the rows that are integers within ±(2⁵³−1).
    @Test(
        "the integers of appendix B",
        arguments: [("0", 0), ("9007199254740991", 9_007_199_254_740_991)] as [(String, Int64)])
    func numbers(_ text: String, _ number: Int64) throws {
        #expect(try JSONValue(canonical: Array(text.utf8)) == .integer(number))
        #expect(try JSONValue.integer(number).canonicalText() == text)
        if number != 0 { #expect(try JSONValue.integer(-number).canonicalText() == "-\(text)") }
    }

    /// RFC 8785, section 3.2.2.2: the short escapes, `\u00xx` in lower case for other controls, all else as it is.
    @Test("every ASCII character is escaped minimally")
    func ascii() throws {
        let short: [UInt8: String] = [
            0x08: #"\b"#, 0x09: #"\t"#, 0x0A: #"\n"#, 0x0C: #"\f"#, 0x0D: #"\r"#, 0x22: #"\""#, 0x5C: #"\\"#,
        ]
        for byte in UInt8(1)..<0x80 {
            let character = String(Unicode.Scalar(byte))
            let hex = "0123456789abcdef".map(String.init)
            let control = #"\u00"# + hex[Int(byte >> 4)] + hex[Int(byte & 15)]
            let expected = short[byte] ?? (byte < 0x20 ? control : character)
            #expect(try JSONValue.string(character).canonicalText() == "\"\(expected)\"")
            #expect(try JSONValue(canonical: Array("\"\(expected)\"".utf8)) == .string(character))
        }
    }

    @Test("keys are sorted by byte")
    func sorting() throws {
        let value: JSONValue = ["b": 1, "a": 2, "B": 3, "_": 4, "a1": 5, "aB": 6, "a_": 7, "ab": 8, "Z9": 9]
        #expect(
            try value.canonicalText() == #"{"B":3,"Z9":9,"_":4,"a":2,"a1":5,"aB":6,"a_":7,"ab":8,"b":1}"#)
    }
}
