public import CanonicalJSON

/// Workers of one side were placed in jobs through the other: 劳务协作 (稳岗就业), an area of the annual evaluation.
public struct LabourPlaced: Statement {
    public static let type = "LabourPlaced"
    public static let version = 1
    public static let kind = StreamName.Kind.cooperation
    public static let turn = Turn.first

    /// The pairing, the side whose workers they are, and the region that they come from.
    public let cooperation: Cooperation
    /// How many persons work.
    public let persons: Int64
    /// How many of them come from registered-poor households (建档立卡贫困劳动力), since 2021 from households lifted out of poverty
    /// (脱贫劳动力).
    public let registeredPoor: Int64
    /// Where they work.
    public let workplace: Workplace
    /// In what they work.
    public let industry: Industry
    /// What one of them earns a month on average (月平均工资), in minor units; nil when it is not known.
    public let monthlyWage: Money?
    private let currency: Currency

    public init(
        _ cooperation: Cooperation, persons: Int64, registeredPoor: Int64, workplace: Workplace, industry: Industry,
        monthlyWage: Money? = nil
    ) {
        self.cooperation = cooperation
        self.persons = persons
        self.registeredPoor = registeredPoor
        self.workplace = workplace
        self.industry = industry
        self.monthlyWage = monthlyWage
        currency = monthlyWage?.currency ?? .cny
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        cooperation = try Cooperation(fields)
        persons = try fields.integer("persons")
        registeredPoor = try fields.integer("registered_poor")
        workplace = try fields.choice("workplace")
        industry = try fields.choice("industry")
        currency = try fields.currency()
        monthlyWage = try fields.moneyIfPresent("monthly_wage")
    }

    public var data: [String: JSONValue] {
        cooperation.data(with: [
            "persons": .integer(persons), "registered_poor": .integer(registeredPoor),
            "workplace": JSONValue(workplace), "industry": JSONValue(industry), "monthly_wage": JSONValue(monthlyWage),
            "currency": JSONValue(currency),
        ])
    }

    public var event: AssistanceEvent { .labourPlaced(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {}

    public func needs(for thing: Identifier, knowing books: Books) -> Needs { cooperation.needs }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        try cooperation.check(on: occurrence.date, books)
        try persons.mustBeCounted("persons", field: "persons")
        try registeredPoor.mustNotBeNegative("persons from poor households", field: "registered_poor")
        guard registeredPoor <= persons else {
            throw Refusal(
                .exceeds, "\(registeredPoor) persons from poor households are more than the \(persons) placed in all",
                remedy: "the whole counts them too: correct one of the two", field: "registered_poor")
        }
        try monthlyWage?.mustBePositive(field: "monthly_wage")
    }
}

/// Where people work, as the annual evaluation asks it.
public enum Workplace: String, CaseIterable, Sendable {
    /// 就近就业: in their own county, such as in a poverty-relief workshop (扶贫车间).
    case withinCounty = "within-county"
    /// 省内就业: elsewhere in their own province.
    case withinProvince = "within-province"
    /// 东部结对省市就业: in the province on the other side of the pairing.
    case partnerProvince = "partner-province"
    /// 其他省份就业: in any other province.
    case otherProvince = "other-province"
}
