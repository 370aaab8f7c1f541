public import Assistance
public import CanonicalJSON
import Journal

/// Those who benefited in a period, as they were counted once.
public struct BeneficiaryCountRow: TableRow {
    public static let table = "beneficiary_count"

    public struct Key: TableKey {
        public var indicator = ""
        /// Of the event.
        public var position: Int64 = 0

        public init() {}
        public init(_ indicator: String, _ position: Int64) {
            self.indicator = indicator
            self.position = position
        }

        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("indicator", &indicator)
            try columns.column("position", &position)
        }
    }

    public var key = Key()
    public var persons: Int64 = 0
    /// The households that they belong to.
    public var households: Int64?
    public var group = BeneficiaryGroup.general
    /// How many persons of the group could have benefited.
    public var eligiblePopulation: Int64?
    public var periodStart = CalendarDate.epoch
    public var periodEnd = CalendarDate.epoch
    /// The SHA-256 of the list that was counted.
    public var digest: String?
    public var countedOn = CalendarDate.epoch

    public init() {}

    init(_ counted: BeneficiariesCounted, _ event: ProjectedEvent) {
        key = Key(event.subject, event.record.position)
        persons = counted.persons
        households = counted.households
        group = counted.group
        eligiblePopulation = counted.eligiblePopulation
        periodStart = counted.periodStart
        periodEnd = counted.periodEnd
        digest = counted.digest?.description
        countedOn = event.record.effectiveOn
    }

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("persons", &persons)
        try columns.column("households", &households)
        try columns.column("beneficiary_group", &group)
        try columns.column("eligible_population", &eligiblePopulation)
        try columns.column("period_start", &periodStart)
        try columns.column("period_end", &periodEnd)
        try columns.column("digest", &digest)
        try columns.column("counted_on", &countedOn)
    }
}
