import Assistance
import CanonicalJSON
import Testing

@Suite("The form of events")
struct EventFormTests {
    /// One event of each type, with all its fields filled, as the running example makes them.
    private static func examples() throws -> [AssistanceEvent] {
        let story = [Story.programme(to: "2020-12-31")] + Story.all.dropFirst()
        let events = try given(story).record.streams.values.joined().map(\.event)
        return try events.sorted { type(of: $0) < type(of: $1) }.map { event in
            guard event.payload.data.keys.contains("amount_text") else { return event }
            return try read(event, with: event.payload.data.merging(["amount_text": "600.001"]) { _, new in new })
        }
    }

    private static func type(of event: AssistanceEvent) -> String { Swift.type(of: event.payload).type }

    private static func read(_ event: AssistanceEvent, with data: [String: JSONValue]) throws -> AssistanceEvent {
        let version = Swift.type(of: event.payload).version
        return try AssistanceEvent(type: type(of: event), version: version, data: .object(data))
    }

    private static let types: Set = [
        "ProgrammeEstablished", "PairingFormed", "FundsCommitted", "FundsTransferred", "FundsReceived",
        "FundsForwarded", "ProjectApproved", "FundsAllocated", "FundsSpent", "WorkReported", "FundsReleased",
        "FundsReturned",
    ]
    /// Fields that may be null or left out.
    private static let optional: Set = [
        "name_zh", "legal_basis", "ends_on", "due_on", "amount_text", "planned_start", "planned_end", "category",
        "reason",
    ]
    /// Fields that hold any words.
    private static let words: Set = ["name", "name_zh", "legal_basis", "payee", "category", "reason", "amount_text"]

    @Test("the running example has every type of event")
    func complete() throws {
        #expect(Set(try Self.examples().map(Self.type)) == Self.types)
    }

    @Test("what is written of an event is read again as the same event")
    func roundTrip() throws {
        for event in try Self.examples() {
            let bytes = try JSONValue.object(event.payload.data).canonicalBytes()
            let again = try AssistanceEvent(type: Self.type(of: event), version: 1, data: JSONValue(canonical: bytes))
            #expect(again == event)
            #expect(try JSONValue.object(again.payload.data).canonicalBytes() == bytes)
        }
    }

    @Test("a field left out is null where it may be, and else an error that names it")
    func missing() throws {
        for event in try Self.examples() {
            for field in event.payload.data.keys {
                var data = event.payload.data
                data[field] = nil
                if Self.optional.contains(field) {
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
            for (field, value) in event.payload.data {
                let wrong: [JSONValue] = [value.integerValue == nil ? 7 : "7", true, [value], ["a": value]]
                for other in wrong + (Self.optional.contains(field) ? [] : [nil]) {
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
            for (field, value) in event.payload.data where value.integerValue != nil && field != "fiscal_year" {
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
        let unknown = [("FundsBorrowed", 1), ("fundsSpent", 1), ("", 1)] + Self.types.flatMap { [($0, 0), ($0, 2)] }
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
