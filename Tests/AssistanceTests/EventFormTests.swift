import Assistance
import CanonicalJSON
import Testing

@Suite("The form of events")
struct EventFormTests {
    /// The stored examples of each type's newest form, with all fields there are.
    private static func examples() throws -> [AssistanceEvent] {
        try StoredExample.all().filter { $0.extent == .full && $0.isNewest }.map { try $0.event() }
    }

    /// The fields that the least example of the type's newest form has.
    private static func required(of event: AssistanceEvent) throws -> Set<String> {
        let least = try StoredExample.all().first {
            $0.extent == .least && $0.type == type(of: event) && $0.isNewest
        }
        return Set(try #require(least?.data.objectValue).keys)
    }

    private static func type(of event: AssistanceEvent) -> String { Swift.type(of: event.payload).type }

    private static func read(_ event: AssistanceEvent, with data: [String: JSONValue]) throws -> AssistanceEvent {
        let version = Swift.type(of: event.payload).version
        return try AssistanceEvent(type: type(of: event), version: version, data: .object(data))
    }

    private static let types = AssistanceEvent.catalogue.keys.sorted()
    /// Fields that hold any words.
    private static let words: Set = [
        "amount_text", "bank_identifier", "basis", "buyer", "by", "category", "claimant", "disputed_by", "goods",
        "iati_identifier", "identifier",
        "implementer",
        "inspected_by",
        "investor", "legal_basis", "method", "milestone", "name", "name_zh", "off_pair", "payee", "published_by",
        "raised_by",
        "reason", "remark", "reported_by", "source", "statement", "supplier", "text", "title", "topic", "unit", "url",
        "verified_by", "wording",
    ]

    /// Fields that are numbers, but not of money.
    private static let counts: Set = ["fiscal_year", "year", "position", "original_v"]

    @Test("there is an example of each version of each type, one with all fields and one with those that must be there")
    func complete() throws {
        let wanted = AssistanceEvent.catalogue.values.flatMap { payload in
            (1...payload.version).flatMap { ["\(payload.type).v\($0).full", "\(payload.type).v\($0).least"] }
        }
        #expect(try Set(StoredExample.all().map(\.name)) == Set(wanted))
    }

    @Test("an example of every version is read, and what is written of it in the newest form reads as the same event")
    func everyVersion() throws {
        for example in try StoredExample.all() {
            let event = try example.event()
            #expect(try Self.read(event, with: event.payload.data) == event, "\(example.name)")
            let stored = try #require(example.data.objectValue)
            guard example.isNewest else { continue }
            let absent = event.payload.data.filter { stored[$0.key] == nil }
            #expect(event.payload.data.filter { stored[$0.key] != nil } == stored, "\(example.name)")
            #expect(absent.values.allSatisfy { $0 == .null }, "\(example.name) leaves out \(absent)")
            #expect(example.extent == .least || absent.isEmpty, "\(example.name) lacks \(absent.keys.sorted())")
        }
    }

    @Test("data is read from its bytes as from its tree: the same events, and the same errors")
    func inPlace() throws {
        for example in try StoredExample.all() {
            let members = try #require(example.data.objectValue)
            var all = [example.data, [], "text"]
            for key in members.keys {
                all.append(.object(members.filter { $0.key != key }))
                for value in [.null, 7, "7", [7, true]] as [JSONValue] {
                    all.append(.object(members.merging([key: value]) { $1 }))
                }
            }
            for data in all {
                let (type, version, bytes) = (example.type, example.version, try Self.inPlace(data))
                let tree = try Self.outcome { try AssistanceEvent(type: type, version: version, data: data) }
                let place = try Self.outcome { try AssistanceEvent(type: type, version: version, data: bytes) }
                #expect(tree == place, "\(type): \(data)")
            }
        }
    }

    private static func inPlace(_ data: JSONValue) throws -> CanonicalValue {
        var reader = CanonicalReader(try data.canonicalBytes(), limits: .document)
        return try reader.readInPlace()
    }

    private static func outcome(_ read: () throws -> AssistanceEvent) throws -> Result<AssistanceEvent, EventFormError>
    {
        do { return .success(try read()) } catch let error as EventFormError { return .failure(error) }
    }

    @Test("what is written of an event is read again as the same event")
    func roundTrip() throws {
        for event in try Self.examples() {
            let bytes = try JSONValue.object(event.payload.data).canonicalBytes()
            let again = try Self.read(event, with: #require(JSONValue(canonical: bytes).objectValue))
            #expect(again == event)
            #expect(try JSONValue.object(again.payload.data).canonicalBytes() == bytes)
        }
    }

    @Test("a field left out is null where it may be, and else an error that names it")
    func missing() throws {
        for event in try Self.examples() {
            let required = try Self.required(of: event)
            for field in event.payload.data.keys {
                var data = event.payload.data
                data[field] = nil
                if !required.contains(field) {
                    let read = try Self.read(event, with: data)
                    #expect(read.payload.data[field] == .null, "\(field) of \(Self.type(of: event))")
                } else {
                    try Self.expectError(naming: field, in: event, with: data)
                }
            }
        }
    }

    @Test("a field of another kind is an error that names it")
    func otherKind() throws {
        for event in try Self.examples() {
            let required = try Self.required(of: event)
            for (field, value) in event.payload.data {
                let wrong: [JSONValue] = [
                    value.integerValue == nil ? 7 : "7", value.boolValue == nil ? true : "true", [7, true],
                    ["a": value],
                ]
                for other in wrong + (required.contains(field) ? [nil] : []) {
                    try Self.expectError(
                        naming: field, in: event, with: event.payload.data.merging([field: other]) { _, new in new })
                }
            }
        }
    }

    @Test("a text that is no date, code, identifier or known word is an error that names its field")
    func otherText() throws {
        for event in try Self.examples() {
            for (field, value) in event.payload.data where value.stringValue != nil && !Self.words.contains(field) {
                for other in ["", "?", " A", "2014-2-3 ", "654000 "] as [JSONValue] {
                    try Self.expectError(
                        naming: field, in: event, with: event.payload.data.merging([field: other]) { _, new in new })
                }
            }
        }
    }

    @Test("an amount beyond 2⁵³−1 is an error that names it, and 2⁵³−1 is none")
    func bounds() throws {
        for event in try Self.examples() {
            for (field, value) in event.payload.data where value.integerValue != nil && !Self.counts.contains(field) {
                for sign in [1, -1] as [Int64] {
                    var data = event.payload.data
                    data[field] = .integer(sign * Money.minorUnitsMax)
                    #expect(
                        try Self.read(event, with: data).payload.data[field] == .integer(sign * Money.minorUnitsMax))
                    data[field] = .integer(sign * (Money.minorUnitsMax + 1))
                    try Self.expectError(naming: field, in: event, with: data)
                }
            }
        }
    }

    @Test("data that is no object is an error that names the type")
    func noObject() throws {
        for type in Self.types {
            let error = try #require(throws: EventFormError.self) {
                _ = try AssistanceEvent(type: type, version: 1, data: ["a list"])
            }
            #expect(error.field == nil && error.description == "the data of \(type) is not an object")
        }
    }

    @Test("an unknown type is refused, and a known type of an unknown version")
    func unknown() throws {
        let unknown = [("FundsBorrowed", 1), ("fundsSpent", 1), ("", 1)] + Self.types.flatMap { [($0, 0), ($0, 99)] }
        for (type, version) in unknown {
            let error = try #require(throws: UnknownEventError.self) {
                _ = try AssistanceEvent(type: type, version: version, data: [:])
            }
            #expect(error.type == type && error.version == version)
            #expect(error.description.contains("type \(type), version \(version)"))
        }
    }

    private static func expectError(
        naming field: String, in event: AssistanceEvent, with data: [String: JSONValue]
    ) throws {
        let comment: Comment = "\(field) of \(type(of: event)) with \(String(describing: data[field]))"
        let error = try #require(throws: EventFormError.self, comment) { _ = try read(event, with: data) }
        #expect(error.field == field && error.type == type(of: event), comment)
        #expect(error.description.hasPrefix("the field \"\(field)\" of \(type(of: event)) is not "), comment)
    }
}
