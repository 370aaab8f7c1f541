public import CanonicalJSON

/// An enterprise of one side invests on the other: 产业合作 (引导企业投资), an area of the annual evaluation. It is the enterprise's
/// own money, so no account of the ledger moves.
public struct IndustryInvested: Statement {
    public static let type = "IndustryInvested"
    public static let version = 1
    public static let kind = StreamName.Kind.cooperation
    public static let turn = Turn.first

    /// The pairing, the side where it is invested, and the region. IATI 2.03 FlowType 35, private market.
    public let cooperation: Cooperation
    /// The enterprise, by name or role as the donor's rules allow.
    public let investor: String
    /// What it agreed to invest (协议投资额), in minor units.
    public let committed: Money
    /// What of that has been paid in (到位投资额), in minor units.
    public let paidIn: Money
    /// The section of the national classification.
    public let industry: Industry
    /// How many persons work there (吸纳就业人数).
    public let jobs: Int64
    /// How many households have a share, a lease or a supply contract (利益联结户数, 带动脱贫户).
    public let linkedHouseholds: Int64

    public init(
        _ cooperation: Cooperation, investor: String, committed: Money, paidIn: Money, industry: Industry,
        jobs: Int64, linkedHouseholds: Int64
    ) {
        self.cooperation = cooperation
        self.investor = investor
        self.committed = committed
        self.paidIn = paidIn
        self.industry = industry
        self.jobs = jobs
        self.linkedHouseholds = linkedHouseholds
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        cooperation = try Cooperation(fields)
        investor = try fields.text("investor")
        committed = try fields.money("committed")
        paidIn = try fields.money("paid_in")
        industry = try fields.choice("industry")
        jobs = try fields.integer("jobs")
        linkedHouseholds = try fields.integer("linked_households")
    }

    public var data: [String: JSONValue] {
        cooperation.data(with: [
            "investor": .string(investor), "committed": JSONValue(committed), "paid_in": JSONValue(paidIn),
            "currency": JSONValue(committed.currency), "industry": JSONValue(industry), "jobs": .integer(jobs),
            "linked_households": .integer(linkedHouseholds),
        ])
    }

    public var event: AssistanceEvent { .industryInvested(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {}

    public func needs(for thing: Identifier, knowing books: Books) -> Needs { cooperation.needs }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        try cooperation.check(on: occurrence.date, books)
        try investor.mustBeText(field: "investor")
        try committed.mustBePositive(field: "committed")
        guard paidIn.minorUnits >= 0 else {
            throw Refusal(
                .amount, "\(paidIn) cannot have been paid in", remedy: "give what was paid in so far, 0 or more",
                field: "paid_in")
        }
        guard paidIn.minorUnits <= committed.minorUnits else {
            throw Refusal(
                .exceeds, "\(paidIn) paid in is more than the \(committed) agreed",
                remedy: "check the figures and their units, or record what was agreed since", field: "paid_in")
        }
        try jobs.mustNotBeNegative("jobs", field: "jobs")
        try linkedHouseholds.mustNotBeNegative("households", field: "linked_households")
    }
}
