import CanonicalJSON
import PairLedgerTesting
import Testing

@Suite("JSON values")
struct JSONValueTests {
    private let value: JSONValue = [
        "name": "云南", "amount": -5, "open": true, "parts": [1, "x", nil], "nothing": nil, "inner": ["a": ["b": false]],
    ]

    @Test("members are found by key, and through several objects")
    func members() {
        #expect(value["name"]?.stringValue == "云南" && value["amount"]?.integerValue == -5)
        #expect(value["open"]?.boolValue == true && value["parts"]?.arrayValue == [1, "x", nil])
        #expect(value["inner"]?["a"]?["b"] == false && value["inner"]?.objectValue?.count == 1)
        #expect(value["nothing"]?.isNull == true && value["none"] == nil && value["name"]?["a"] == nil)
    }

    @Test("a value of another kind is no value of the kind asked for")
    func kinds() {
        #expect(value["name"]?.integerValue == nil && value["amount"]?.stringValue == nil)
        #expect(value["amount"]?.boolValue == nil && value["name"]?.arrayValue == nil)
        #expect(value["parts"]?.objectValue == nil && value["name"]?.isNull == false)
    }

    @Test("values are equal exactly when their bytes are, over 2,000 random pairs of near neighbours")
    func equality() throws {
        let seed: UInt64 = 8_785
        var random = SplitMix64(seed: seed)
        var equal = 0
        for round in 0..<2_000 {
            // Short texts out of few letters in both normalisation forms meet often.
            let texts = (0..<2).map { _ in
                (0..<Int.random(in: 0...2, using: &random)).compactMap { _ in
                    ["e\u{301}", "\u{E9}", "e", "\u{212B}", "\u{C5}", "A\u{30A}"].randomElement(using: &random)
                }.joined()
            }
            let (left, right): (JSONValue, JSONValue) = (["text": .string(texts[0])], ["text": .string(texts[1])])
            let hasSameBytes = try left.canonicalBytes() == right.canonicalBytes()
            try #require((left == right) == hasSameBytes, "seed \(seed), round \(round): \(texts)")
            if left == right {
                equal += 1
                try #require(left.hashValue == right.hashValue, "seed \(seed), round \(round): \(texts)")
            }
        }
        #expect(equal > 100 && equal < 1_900)
    }
}
