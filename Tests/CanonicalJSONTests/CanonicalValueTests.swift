import CanonicalJSON
import PairLedgerTesting
import Testing

@Suite("A value that is read in place")
struct CanonicalValueTests {
    @Test("10,000 random objects give the same answers as their trees")
    func answers() throws {
        let seed: UInt64 = 20_260_106
        var random = SplitMix64(seed: seed)
        for round in 0..<10_000 {
            let tree = RandomJSON.value(using: &random)
            let value = try Self.read(tree.canonicalBytes())
            try #require(value.tree == tree, "seed \(seed), round \(round)")
            try #require(value.isObject == (tree.objectValue != nil), "seed \(seed), round \(round)")
            for key in Array((tree.objectValue ?? [:]).keys) + ["", "absent"] {
                try #require(value[key] == tree[key], "seed \(seed), round \(round): \(key)")
                try #require(value.text(key) == tree[key]?.stringValue, "seed \(seed), round \(round): \(key)")
                try #require(value.integer(key) == tree[key]?.integerValue, "seed \(seed), round \(round): \(key)")
                try #require(value.says(key) == !(tree[key]?.isNull ?? true), "seed \(seed), round \(round): \(key)")
            }
        }
    }

    @Test("10,000 mutated texts are refused with the error of reading a tree, or are the same tree")
    func refusals() throws {
        let seed: UInt64 = 20_210_701
        var random = SplitMix64(seed: seed)
        var refused = 0
        for round in 0..<10_000 {
            var bytes = try RandomJSON.value(using: &random).canonicalBytes()
            bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
            let tree = Result { try JSONValue(canonical: bytes) }
            let value = Result { try Self.read(bytes).tree }
            switch (tree, value) {
            case (.success(let tree), .success(let value)): try #require(tree == value, "seed \(seed), round \(round)")
            case (.failure(let left), .failure(let right)):
                refused += 1
                let (wanted, given) = (left as? CanonicalJSONError, right as? CanonicalJSONError)
                try #require(wanted != nil && wanted == given, "seed \(seed), round \(round): \(left), \(right)")
            default: Issue.record("seed \(seed), round \(round): \(tree), \(value)")
            }
        }
        #expect(refused > 2_500)
    }

    @Test("a text with an escape is what the escape stands for")
    func escapes() throws {
        let value = try Self.read(Array(#"{"a":"say \"上海\"\n","b":"\\"}"#.utf8))
        #expect(value.text("a") == "say \"上海\"\n" && value.text("b") == "\\")
    }

    private static func read(_ bytes: [UInt8]) throws -> CanonicalValue {
        var reader = CanonicalReader(bytes, limits: .document)
        let value = try reader.readInPlace()
        try reader.expectEnd()
        return value
    }
}
