import CanonicalJSON
import Testing

@Suite("The writer")
struct WriterTests {
    private func refusal(_ body: (inout CanonicalWriter) -> Void) -> CanonicalJSONError? {
        var writer = CanonicalWriter()
        body(&writer)
        do throws(CanonicalJSONError) {
            _ = try writer.finish()
            return nil
        } catch {
            return error
        }
    }

    @Test("tokens give the bytes of the tree")
    func tokens() throws {
        var writer = CanonicalWriter()
        writer.beginObject()
        writer.key("amounts")
        writer.beginArray()
        writer.integer(-500_000_000)
        writer.integer(0)
        writer.endArray()
        writer.key("empty")
        writer.beginObject()
        writer.endObject()
        writer.key("name")
        writer.string("沪滇协作\n\"三期\"")
        writer.key("nothing")
        writer.null()
        writer.key("open")
        writer.bool(true)
        writer.key("tree")
        writer.value(["b": [1], "a": false])
        writer.endObject()
        let bytes = try writer.finish()
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"{"amounts":[-500000000,0],"empty":{},"name":"沪滇协作\n\"三期\"","nothing":null,"open":true,"tree":{"a":false,"b":[1]}}"#
        )
        let tree: JSONValue = [
            "amounts": [-500_000_000, 0], "empty": [:], "name": "沪滇协作\n\"三期\"", "nothing": nil, "open": true,
            "tree": ["a": false, "b": [1]],
        ]
        #expect(try tree.canonicalBytes() == bytes)
        #expect(try JSONValue(canonical: bytes) == tree)
    }

    @Test("a finished writer starts afresh")
    func reuse() throws {
        var writer = CanonicalWriter()
        writer.integer(Int64.max)
        #expect(throws: CanonicalJSONError.self) { try writer.finish() }
        writer.integer(1)
        #expect(try writer.finish() == [0x31])
        writer.string("")
        #expect(try writer.finish() == [0x22, 0x22])
    }

    @Test("text is normalised to NFC, so equal strings are the same bytes")
    func normalization() throws {
        let decomposed: JSONValue = "cafe\u{301} \u{1100}\u{1161} \u{212B}"
        let composed: JSONValue = "caf\u{E9} \u{AC00} \u{C5}"
        #expect(decomposed == composed)
        #expect(try decomposed.canonicalBytes() == composed.canonicalBytes())
        #expect(try decomposed.canonicalBytes() == Array("\"caf\u{E9} \u{AC00} \u{C5}\"".utf8))
        #expect(try JSONValue(canonical: decomposed.canonicalBytes()) == decomposed)
    }

    @Test("a value outside the subset is refused")
    func values() {
        #expect(refusal { $0.integer(CanonicalWriter.maximumInteger) } == nil)
        #expect(refusal { $0.integer(-CanonicalWriter.maximumInteger) } == nil)
        #expect(refusal { $0.integer(CanonicalWriter.maximumInteger + 1) }?.code == .integerOutOfRange)
        #expect(refusal { $0.integer(.min) }?.code == .integerOutOfRange)
        #expect(refusal { $0.string("a\u{0}b") }?.code == .nulCharacter)
        #expect(refusal { $0.string("中\u{0}e\u{301}") }?.code == .nulCharacter)
        for key in ["", "1a", "a-b", "é", "a\u{301}", "a b", "$"] {
            #expect(refusal { $0.value(.object([key: 1])) }?.code == .invalidKey, "\(key)")
        }
    }

    @Test("keys out of order are refused where they stand")
    func order() {
        let unsorted = refusal {
            $0.beginObject()
            $0.key("b")
            $0.integer(1)
            $0.key("a")
            $0.integer(2)
            $0.endObject()
        }
        #expect(unsorted?.code == .unsortedKey)
        #expect(unsorted?.offset == 6)
        let duplicate = refusal {
            $0.beginObject()
            for _ in 0..<2 {
                $0.key("a")
                $0.null()
            }
            $0.endObject()
        }
        #expect(duplicate?.code == .duplicateKey)
    }

    @Test("calls that do not make one value are refused")
    func calls() {
        #expect(refusal { _ in }?.code == .malformedCalls)
        #expect(refusal { $0.beginArray() }?.code == .malformedCalls)
        #expect(refusal { $0.endArray() }?.code == .malformedCalls)
        #expect(refusal { $0.key("a") }?.code == .malformedCalls)
        let sequences: [(inout CanonicalWriter) -> Void] = [
            {
                $0.null(); $0.null()
            },
            {
                $0.beginObject(); $0.null(); $0.endObject()
            },
            {
                $0.beginObject(); $0.key("a"); $0.endObject()
            },
            {
                $0.beginObject(); $0.key("a"); $0.key("b"); $0.null(); $0.endObject()
            },
            {
                $0.beginObject(); $0.endArray()
            },
            {
                $0.beginArray(); $0.endObject()
            },
            {
                $0.beginArray(); $0.key("a"); $0.endArray()
            },
        ]
        for (index, calls) in sequences.enumerated() {
            #expect(refusal(calls)?.code == .malformedCalls, "sequence \(index)")
        }
    }
}
