import Assistance
import CanonicalJSON
import Testing

@Suite("The fields of an event")
struct EventFieldTests {
    @Test("say what they mean, in the order in which their type reads them")
    func meanings() throws {
        let data: JSONValue = [
            "pairing": "JS-KZ", "fiscal_year": 2014, "instrument": "social-donation", "amount": 100_000,
            "currency": "CNY", "due_on": "2014-12-31", "amount_text": nil,
        ]
        let fields = EventField.fields(ofType: "FundsCommitted", version: 1, data: data)
        #expect(fields.prefix(3).map(\.name) == ["pairing", "fiscal_year", "instrument"])
        let meanings = Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.meaning) })
        #expect(
            meanings == [
                "pairing": .identifier(id("JS-KZ")), "fiscal_year": .integer(2014), "amount": .money(yuan(1_000)),
                "instrument": .choice("social-donation", english: "Social donations", chinese: "社会帮扶"),
                "due_on": .date(day("2014-12-31")),
            ])
    }

    @Test("are all there, once each, for every type of event")
    func complete() throws {
        for example in try StoredExample.all() where example.isNewest {
            let fields = EventField.fields(ofType: example.type, version: example.version, data: example.data)
            let names = fields.map(\.name)
            #expect(Set(names).count == names.count, "\(example.name)")
            let said = try #require(example.data.objectValue).filter { $0.value != .null }.keys
            let nested: Set = ["original_type", "original_v", "original_data"]
            #expect(
                Set(names).subtracting(["original"]) == Set(said).subtracting(nested + ["currency"]), "\(example.name)")
        }
    }

    @Test("of a reversal name the type of what was reversed, and not all that it said")
    func nested() throws {
        let example = try #require(try StoredExample.all().first { $0.type == "EntryReversed" && $0.extent == .full })
        let fields = EventField.fields(ofType: example.type, version: 1, data: example.data)
        #expect(fields.map(\.name) == ["position", "original", "reason"])
        let type = try #require(example.data["original_type"]?.stringValue)
        #expect(fields[1].meaning == .text(type))
    }

    @Test("of a type or version that this program does not know are the plain values, by name")
    func unknown() {
        let data: JSONValue = ["z": "text", "b": true, "a": 7, "none": nil, "list": ["x"], "currency": "CNY"]
        for (type, version) in [("FundsBorrowed", 1), ("FundsSpent", 99)] {
            let fields = EventField.fields(ofType: type, version: version, data: data)
            #expect(fields.map(\.name) == ["a", "b", "currency", "list", "z"])
            #expect(
                fields.map(\.meaning) == [
                    .integer(7), .boolean(true), .text("CNY"), .text(#"["x"]"#), .text("text"),
                ])
        }
    }
}
