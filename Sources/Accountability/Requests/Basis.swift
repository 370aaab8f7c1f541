public import Assistance

/// What a row of a report rests on, so that the events behind it can be found. It stands in a box, as there are very many rows and few
/// of them are asked.
public indirect enum Basis: Hashable, Sendable {
    /// Money that moved.
    case money(MoneyBasis)
    /// All events of some projects.
    case projects(ProjectBasis)
    /// All events of these streams, such as `project/K1`.
    case streams([String])
    /// Events at these positions.
    case positions([Int64])
    /// What the sides of pairings did for each other beside giving money.
    case cooperation(CooperationBasis)
    /// All of several.
    case all([Basis])
}

/// Which money: what is nil is not told apart.
public struct MoneyBasis: Hashable, Sendable {
    /// Accounts of these kinds, on either side of the movement.
    public var kinds: Set<Account.Kind>?
    /// One account, on either side, such as `holding:653001`.
    public var account: String?
    public var pairing: String?
    public var donor: RegionCode?
    public var recipient: RegionCode?
    public var agreement: String?
    public var transfer: String?
    public var fiscalYear: Int32?
    public var instrument: Instrument?
    /// Where it was or came to: the region itself, or one within it.
    public var region: RegionCode?
    /// Where it was or came to: exactly there.
    public var place: Place?
    /// Of the region where it was or came to.
    public var tier: RegionTier?
    public var purpose: Purpose?
    /// The part of the request's time that begins on this day.
    public var time: String?
    /// Only what happened in it.
    public var period: Period?

    public init(
        kinds: Set<Account.Kind>? = nil, account: String? = nil, pairing: String? = nil, donor: RegionCode? = nil,
        recipient: RegionCode? = nil, agreement: String? = nil, transfer: String? = nil, fiscalYear: Int32? = nil,
        instrument: Instrument? = nil, region: RegionCode? = nil, place: Place? = nil, tier: RegionTier? = nil,
        purpose: Purpose? = nil, time: String? = nil, period: Period? = nil
    ) {
        self.kinds = kinds
        self.account = account
        self.pairing = pairing
        self.donor = donor
        self.recipient = recipient
        self.agreement = agreement
        self.transfer = transfer
        self.fiscalYear = fiscalYear
        self.instrument = instrument
        self.region = region
        self.place = place
        self.tier = tier
        self.purpose = purpose
        self.time = time
        self.period = period
    }
}

/// Which projects, by their plans: what is nil is not told apart.
public struct ProjectBasis: Hashable, Sendable {
    /// In the region itself, or in one within it.
    public var region: RegionCode?
    /// Exactly there.
    public var place: Place?
    public var purpose: Purpose?
    /// Whether the events of their indicators are among them.
    public var hasIndicators: Bool

    public init(
        region: RegionCode? = nil, place: Place? = nil, purpose: Purpose? = nil, hasIndicators: Bool = false
    ) {
        self.region = region
        self.place = place
        self.purpose = purpose
        self.hasIndicators = hasIndicators
    }

    func has(_ plan: ProjectPlan) -> Bool {
        (region.map(plan.place.region.isWithin) ?? true) && (place.map { $0 == plan.place } ?? true)
            && (purpose.map { $0 == plan.purpose } ?? true)
    }
}
