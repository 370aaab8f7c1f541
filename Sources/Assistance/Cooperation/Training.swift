public import CanonicalJSON

/// People of one side were trained by the other: 培训, such as of cadres, professionals or leaders of village enterprises
/// (致富带头人). The event's day is its first.
public struct TrainingHeld: Statement {
    public static let type = "TrainingHeld"
    public static let version = 1
    public static let kind = StreamName.Kind.cooperation
    public static let turn = Turn.first

    /// The pairing, the side whose people learned, and the region that they come from. IATI 2.03 AidType D02, other technical
    /// assistance.
    public let cooperation: Cooperation
    /// What they learned, in the words of the source.
    public let topic: String
    /// How many persons took part (培训人次).
    public let persons: Int64
    /// How many days it went on.
    public let days: Int64

    public init(_ cooperation: Cooperation, topic: String, persons: Int64, days: Int64) {
        self.cooperation = cooperation
        self.topic = topic
        self.persons = persons
        self.days = days
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        cooperation = try Cooperation(fields)
        topic = try fields.text("topic")
        persons = try fields.integer("persons")
        days = try fields.integer("days")
    }

    public var data: [String: JSONValue] {
        cooperation.data(with: ["topic": .string(topic), "persons": .integer(persons), "days": .integer(days)])
    }

    public var event: AssistanceEvent { .trainingHeld(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {}

    public func needs(for thing: Identifier, knowing books: Books) -> Needs { cooperation.needs }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        try cooperation.check(on: occurrence.date, books)
        try topic.mustBeText(field: "topic")
        try persons.mustBeCounted("persons", field: "persons")
        try days.mustBeCounted("days", field: "days")
    }
}
