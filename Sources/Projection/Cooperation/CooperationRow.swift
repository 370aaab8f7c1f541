public import Assistance
public import CanonicalJSON
import Journal

/// Something that one side of a pairing did for the other beside giving money. What its kind does not have is nil.
public struct CooperationRow: TableRow {
    public static let table = "cooperation"

    public struct Key: TableKey {
        public var cooperation = ""

        public init() {}
        public init(_ cooperation: String) { self.cooperation = cooperation }
        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("cooperation", &cooperation)
        }
    }

    public var key = Key()
    public var kind = CooperationKind.secondment
    public var pairing = ""
    /// Which side it is done for.
    public var direction = Direction.toRecipient
    /// Of that side: where people are sent, money is invested and training is held, or where workers and goods come from.
    public var region = RegionCode.central
    /// The day of it, or the first.
    public var happenedOn = CalendarDate.epoch
    /// The last day of a secondment: as planned, and once it has ended, as it was.
    public var endsOn: CalendarDate?
    /// Whether those seconded went home.
    public var hasEnded = false
    /// Those seconded, placed or trained.
    public var persons: Int64?
    /// Those of the persons placed who come from registered-poor households.
    public var registeredPoor: Int64?
    /// Of those seconded.
    public var profession: Profession?
    /// Of those placed.
    public var workplace: Workplace?
    /// Of those placed, or invested in.
    public var industry: Industry?
    public var investor: String?
    public var buyer: Buyer?
    /// What was bought.
    public var goods: String?
    /// What was taught.
    public var topic: String?
    /// How long a training went on.
    public var days: Int64?
    public var currency: String?
    /// What was paid for goods, or paid in of an investment, in minor units.
    public var amount: Int64?
    /// What was agreed to be invested, in minor units.
    public var committed: Int64?
    /// How many persons work where it was invested.
    public var jobs: Int64?
    /// How many households have a share, a lease or a supply contract there.
    public var linkedHouseholds: Int64?
    /// What one of those placed earns a month on average, in minor units.
    public var monthlyWage: Int64?
    /// Of its event.
    public var position: Int64 = 0

    public init() {}

    private init(_ kind: CooperationKind, _ cooperation: Cooperation, _ event: ProjectedEvent) {
        key = Key(event.subject)
        self.kind = kind
        pairing = cooperation.pairing.description
        direction = cooperation.direction
        region = cooperation.region
        happenedOn = event.record.effectiveOn
        position = event.record.position
    }

    init(_ seconded: PersonnelSeconded, _ event: ProjectedEvent) {
        self.init(.secondment, seconded.cooperation, event)
        endsOn = seconded.endsOn
        persons = seconded.persons
        profession = seconded.profession
    }

    init(_ placed: LabourPlaced, _ event: ProjectedEvent) {
        self.init(.placement, placed.cooperation, event)
        persons = placed.persons
        registeredPoor = placed.registeredPoor
        workplace = placed.workplace
        industry = placed.industry
        currency = placed.monthlyWage?.currency.description
        monthlyWage = placed.monthlyWage?.minorUnits
    }

    init(_ invested: IndustryInvested, _ event: ProjectedEvent) {
        self.init(.investment, invested.cooperation, event)
        investor = invested.investor
        industry = invested.industry
        currency = invested.paidIn.currency.description
        amount = invested.paidIn.minorUnits
        committed = invested.committed.minorUnits
        jobs = invested.jobs
        linkedHouseholds = invested.linkedHouseholds
    }

    init(_ purchased: ConsumptionPurchased, _ event: ProjectedEvent) {
        self.init(.purchase, purchased.cooperation, event)
        buyer = purchased.buyer
        goods = purchased.goods
        currency = purchased.amount.currency.description
        amount = purchased.amount.minorUnits
    }

    init(_ held: TrainingHeld, _ event: ProjectedEvent) {
        self.init(.training, held.cooperation, event)
        topic = held.topic
        persons = held.persons
        days = held.days
    }

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("kind", &kind)
        try columns.column("pairing", &pairing)
        try columns.column("direction", &direction)
        try columns.column("region", &region)
        try columns.column("happened_on", &happenedOn)
        try columns.column("ends_on", &endsOn)
        try columns.column("has_ended", &hasEnded)
        try columns.column("persons", &persons)
        try columns.column("registered_poor", &registeredPoor)
        try columns.column("profession", &profession)
        try columns.column("workplace", &workplace)
        try columns.column("industry", &industry)
        try columns.column("investor", &investor)
        try columns.column("buyer", &buyer)
        try columns.column("goods", &goods)
        try columns.column("topic", &topic)
        try columns.column("days", &days)
        try columns.column("currency", &currency)
        try columns.column("amount", &amount)
        try columns.column("committed", &committed)
        try columns.column("jobs", &jobs)
        try columns.column("linked_households", &linkedHouseholds)
        try columns.column("monthly_wage", &monthlyWage)
        try columns.column("position", &position)
    }
}
