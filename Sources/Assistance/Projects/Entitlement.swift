public import CanonicalJSON

/// Persons or households were found entitled to what a project pays out (享受对象): a list of their digests, never of their names. A long
/// list comes in several events, each of which adds its part.
public struct PayeesEntitled: Statement {
    public static let type = "PayeesEntitled"
    public static let version = 1
    public static let kind = StreamName.Kind.project
    public static let turn = Turn.later

    /// Of their salted identities, as payments name them; ascending.
    public let persons: [DocumentDigest]
    /// The first day on which they are entitled.
    public let startsOn: CalendarDate
    /// The last one.
    public let endsOn: CalendarDate

    /// What an entry has room for.
    public static let personsMax = 500

    public init(persons: [DocumentDigest], startsOn: CalendarDate, endsOn: CalendarDate) {
        self.persons = persons.sorted()
        self.startsOn = startsOn
        self.endsOn = endsOn
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        persons = try fields.digests("persons")
        startsOn = try fields.date("starts_on")
        endsOn = try fields.date("ends_on")
    }

    public var data: [String: JSONValue] {
        ["persons": JSONValue(persons), "starts_on": JSONValue(startsOn), "ends_on": JSONValue(endsOn)]
    }

    public var event: AssistanceEvent { .payeesEntitled(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {}

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        guard (1...Self.personsMax).contains(persons.count) else {
            throw Refusal(
                .value, "\(persons.count) persons were given, and 1 to \(Self.personsMax) can be entitled by one event",
                remedy: "give a longer list in parts", field: "persons")
        }
        if let twice = zip(persons, persons.dropFirst()).first(where: { $0 == $1 }) {
            throw Refusal(
                .value, "\(twice.0) is given twice", remedy: "give each person once", field: "persons")
        }
        try endsOn.mustNotPrecede(startsOn, "the last day", "the first day", field: "ends_on")
    }
}
