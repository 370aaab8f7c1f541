public import Assistance
import CanonicalJSON

/// All cooperation of a kind that began under a pairing in a calendar year, one way.
public struct CooperationYearRow: TableRow {
    public static let table = "cooperation_year"

    public struct Key: TableKey {
        public var pairing = ""
        /// Which side it is done for.
        public var direction = Direction.toRecipient
        public var year: Int32 = 0
        public var kind = CooperationKind.secondment
        /// Of the amounts; empty for kinds that have none.
        public var currency = ""

        public init() {}
        init(_ entry: CooperationRow) {
            pairing = entry.pairing
            direction = entry.direction
            year = Int32(clamping: entry.happenedOn.year)
            kind = entry.kind
            currency = entry.amount == nil ? "" : entry.currency ?? ""
        }

        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("pairing", &pairing)
            try columns.column("direction", &direction)
            try columns.column("year", &year)
            try columns.column("kind", &kind)
            try columns.column("currency", &currency)
        }
    }

    public var key = Key()
    /// How many times something was recorded.
    public var entries: Int64 = 0
    /// Those seconded, placed or trained; who is counted twice is there twice.
    public var persons: Int64 = 0
    public var registeredPoor: Int64 = 0
    /// Days of training, each as many times as persons took part.
    public var personDays: Int64 = 0
    /// What was paid for goods, or paid in of investments, in minor units.
    public var amount: Int64 = 0
    /// What was agreed to be invested, in minor units.
    public var committed: Int64 = 0
    public var jobs: Int64 = 0
    public var linkedHouseholds: Int64 = 0

    public init() {}

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("entries", &entries)
        try columns.column("persons", &persons)
        try columns.column("registered_poor", &registeredPoor)
        try columns.column("person_days", &personDays)
        try columns.column("amount", &amount)
        try columns.column("committed", &committed)
        try columns.column("jobs", &jobs)
        try columns.column("linked_households", &linkedHouseholds)
    }

    /// - Returns: false for a figure beyond all bounds.
    mutating func add(_ entry: CooperationRow) -> Bool {
        let (days, isTooMuch) = (entry.persons ?? 0).multipliedReportingOverflow(by: entry.days ?? 0)
        entries += 1
        return !isTooMuch && personDays.gain(days) && persons.gain(entry.persons ?? 0)
            && registeredPoor.gain(entry.registeredPoor ?? 0) && amount.gain(entry.amount ?? 0)
            && committed.gain(entry.committed ?? 0) && jobs.gain(entry.jobs ?? 0)
            && linkedHouseholds.gain(entry.linkedHouseholds ?? 0)
    }
}
