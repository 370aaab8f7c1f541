public import CanonicalJSON

/// Persons sent to work on the other side, as far as later requests need to know.
public struct Secondment: Hashable, Sendable {
    public let startsOn: CalendarDate
    /// The day on which they went home; nil while they are there.
    public internal(set) var endedOn: CalendarDate?
}

/// Persons were sent to work on the other side for a time: 干部人才交流, 人才支援 in the annual evaluation. They begin on the
/// event's day.
public struct PersonnelSeconded: Statement {
    public static let type = "PersonnelSeconded"
    public static let version = 1
    public static let kind = StreamName.Kind.cooperation
    public static let turn = Turn.first

    /// The pairing, the side that they work for, and the region where. IATI 2.03 AidType D01, donor country personnel, where they
    /// come from the donor.
    public let cooperation: Cooperation
    /// What they are.
    public let profession: Profession
    /// How many persons.
    public let persons: Int64
    /// The last day on which they are to serve (挂职期限); nil while none is set.
    public let endsOn: CalendarDate?

    public init(
        _ cooperation: Cooperation, profession: Profession, persons: Int64, endsOn: CalendarDate? = nil
    ) {
        self.cooperation = cooperation
        self.profession = profession
        self.persons = persons
        self.endsOn = endsOn
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        cooperation = try Cooperation(fields)
        profession = try fields.choice("profession")
        persons = try fields.integer("persons")
        endsOn = try fields.dateIfPresent("ends_on")
    }

    public var data: [String: JSONValue] {
        cooperation.data(with: [
            "profession": JSONValue(profession), "persons": .integer(persons), "ends_on": JSONValue(endsOn),
        ])
    }

    public var event: AssistanceEvent { .personnelSeconded(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.secondments[occurrence.identifier] = Secondment(startsOn: occurrence.date)
    }

    public func needs(for thing: Identifier, knowing books: Books) -> Needs { cooperation.needs }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        try cooperation.check(on: occurrence.date, books)
        try persons.mustBeCounted("persons", field: "persons")
        try endsOn?.mustNotPrecede(occurrence.date, "the end", "the beginning", field: "ends_on")
    }
}

/// What persons are who are sent to the other side, as the annual evaluation counts them.
public enum Profession: String, CaseIterable, Sendable {
    /// 党政干部.
    case cadres
    /// 医生: 组团式医疗帮扶, and others of the health services.
    case doctors
    /// 教师: 组团式教育帮扶, and others of the schools.
    case teachers
    /// 专业技术人才 other than those, such as agronomists and engineers.
    case technicians
}
