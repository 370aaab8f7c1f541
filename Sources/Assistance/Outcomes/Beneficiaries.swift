public import CanonicalJSON

/// Those who benefited in a period were counted: 受益人口. Never who they are: a list of them stays outside the ledger, and its
/// digest alone is recorded, so that the list can be shown to be the one that was counted.
public struct BeneficiariesCounted: Statement {
    public static let type = "BeneficiariesCounted"
    public static let version = 1
    public static let kind = StreamName.Kind.indicator
    public static let turn = Turn.later

    public let persons: Int64
    /// The households that they belong to (户).
    public let households: Int64?
    /// Who they are, as a group.
    public let group: BeneficiaryGroup
    /// How many persons of the group could have benefited.
    public let eligiblePopulation: Int64?
    /// The first day of the period.
    public let periodStart: CalendarDate
    /// The last day of the period.
    public let periodEnd: CalendarDate
    /// The SHA-256 of the list that was counted. A secret text (a salt) stands in the list, so that nobody finds out by trying
    /// names whether somebody is on it.
    public let digest: DocumentDigest?

    public init(
        persons: Int64, households: Int64? = nil, group: BeneficiaryGroup, eligiblePopulation: Int64? = nil,
        periodStart: CalendarDate, periodEnd: CalendarDate, digest: DocumentDigest? = nil
    ) {
        self.persons = persons
        self.households = households
        self.group = group
        self.eligiblePopulation = eligiblePopulation
        self.periodStart = periodStart
        self.periodEnd = periodEnd
        self.digest = digest
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        persons = try fields.integer("persons")
        households = try fields.integerIfPresent("households")
        group = try fields.choice("group")
        eligiblePopulation = try fields.integerIfPresent("eligible_population")
        periodStart = try fields.date("period_start")
        periodEnd = try fields.date("period_end")
        digest = try fields.digestIfPresent("digest")
    }

    public var data: [String: JSONValue] {
        [
            "persons": .integer(persons), "households": JSONValue(households), "group": JSONValue(group),
            "eligible_population": JSONValue(eligiblePopulation), "period_start": JSONValue(periodStart),
            "period_end": JSONValue(periodEnd), "digest": JSONValue(digest),
        ]
    }

    public var event: AssistanceEvent { .beneficiariesCounted(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {}

    /// More persons than could have benefited go on record all the same: that is a claim for an inspector to find.
    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        let indicator = try books.indicator(occurrence.identifier)
        try indicator.mustCover(periodStart, periodEnd, in: occurrence, "the count")
        try persons.mustBeCount(of: "persons", field: "persons")
        try eligiblePopulation?.mustBeCount(of: "persons who can benefit", field: "eligible_population")
        guard let households else { return }
        try households.mustBeCount(of: "households", field: "households")
        guard households <= persons else {
            throw Refusal(
                .exceeds,
                "\(households) households have no fewer than \(households) persons, and \(persons) were counted",
                remedy: "correct one of the two", field: "households")
        }
    }
}
