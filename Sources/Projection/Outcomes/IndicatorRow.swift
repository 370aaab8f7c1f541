public import Assistance
public import CanonicalJSON
import Journal

/// An indicator: what is to be reached, and the latest that is said to be reached.
///
/// All values are on its scale: of its unit, basis points of a percentage, or grades.
public struct IndicatorRow: TableRow {
    public static let table = "indicator"

    public struct Key: TableKey {
        public var indicator = ""

        public init() {}
        public init(_ indicator: String) { self.indicator = indicator }
        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("indicator", &indicator)
        }
    }

    public var key = Key()
    /// The project whose result it measures; nil where it measures a region.
    public var project: String?
    public var region: RegionCode?
    public var name = ""
    public var nameZH: String?
    public var measure = IndicatorMeasure.unit
    /// What one of every value stands for.
    public var scale = Figure.Scale.whole
    public var unit = ""
    /// Whether more is better.
    public var ascending = true
    public var baseline: Int64?
    public var baselineOn: CalendarDate?
    public var target: Int64 = 0
    public var dueOn = CalendarDate.epoch
    /// How many persons can benefit at most, by the plan.
    public var eligiblePopulation: Int64?
    public var definedOn = CalendarDate.epoch
    /// Of the event that defined it.
    public var position: Int64 = 0

    /// How many reports stand: those whose place a later one of the same period took do not count.
    public var reports: Int64 = 0
    public var reported = Latest()
    /// How many of the reports that stand were verified by anybody.
    public var verifiedReports: Int64 = 0
    /// What a verification found. It stays though a later report takes the place of the one looked into.
    public var verified = Latest()
    /// How many of the reports that stand were disputed by anybody.
    public var disputedReports: Int64 = 0
    /// What a dispute found. It stays though a later report takes the place of the one looked into.
    public var disputed = Latest()

    /// How many times those who benefit were counted.
    public var counts: Int64 = 0
    /// The last day of the period of the latest count.
    public var countedUntil: CalendarDate?
    /// Those of the latest count.
    public var persons: Int64?
    public var households: Int64?
    public var group: BeneficiaryGroup?

    public init() {}

    init(_ key: Key, _ defined: IndicatorDefined, _ event: ProjectedEvent) {
        self.key = key
        project = defined.project?.description
        region = defined.region
        name = defined.name
        nameZH = defined.nameZH
        measure = defined.measure
        scale = defined.measure.scale
        unit = defined.unit
        ascending = defined.ascending
        baseline = defined.baseline
        baselineOn = defined.baselineOn
        target = defined.target
        dueOn = defined.dueOn
        eligiblePopulation = defined.eligiblePopulation
        definedOn = event.record.effectiveOn
        position = event.record.position
    }

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("project", &project)
        try columns.column("region", &region)
        try columns.column("name", &name)
        try columns.column("name_zh", &nameZH)
        try columns.column("measure", &measure)
        try columns.column("scale", &scale)
        try columns.column("unit", &unit)
        try columns.column("ascending", &ascending)
        try columns.column("baseline", &baseline)
        try columns.column("baseline_on", &baselineOn)
        try columns.column("target", &target)
        try columns.column("due_on", &dueOn)
        try columns.column("eligible_population", &eligiblePopulation)
        try columns.column("defined_on", &definedOn)
        try columns.column("position", &position)
        try columns.column("reports", &reports)
        try reported.visit(&columns, "reported")
        try columns.column("verified_reports", &verifiedReports)
        try verified.visit(&columns, "verified")
        try columns.column("disputed_reports", &disputedReports)
        try disputed.visit(&columns, "disputed")
        try columns.column("counts", &counts)
        try columns.column("counted_until", &countedUntil)
        try columns.column("persons", &persons)
        try columns.column("households", &households)
        try columns.column("beneficiary_group", &group)
    }

    /// Takes a count up; of two the later period counts, and of the same one what was said last.
    mutating func take(_ count: BeneficiaryCountRow) {
        counts += 1
        guard countedUntil.map({ $0 <= count.periodEnd }) ?? true else { return }
        countedUntil = count.periodEnd
        persons = count.persons
        households = count.households
        group = count.group
    }
}

extension IndicatorRow {
    /// What was said about the latest period of which anything was said; nil everywhere when nothing was.
    public struct Latest: Hashable, Sendable {
        /// The report that says it, or that it is about.
        public var number: Int64?
        public var value: Int64?
        /// The last day of the report's period.
        public var until: CalendarDate?
        /// When it was said.
        public var on: CalendarDate?
        /// The organisation that says it.
        public var by: String?

        /// Takes up what is said of a report; of two the later period counts, and of the same one what was said last.
        mutating func take(_ report: OutcomeReportRow, _ value: Int64, _ event: ProjectedEvent, by: String) {
            guard until.map({ $0 <= report.periodEnd }) ?? true else { return }
            number = report.key.number
            self.value = value
            until = report.periodEnd
            on = event.record.effectiveOn
            self.by = by
        }

        mutating func visit(_ columns: inout some ColumnVisitor, _ name: String) throws {
            try columns.column("\(name)_number", &number)
            try columns.column("\(name)_value", &value)
            try columns.column("\(name)_until", &until)
            try columns.column("\(name)_on", &on)
            try columns.column("\(name)_by", &by)
        }
    }
}

extension IndicatorMeasure: ColumnValue {}
extension Figure.Scale: ColumnValue {}
extension BeneficiaryGroup: ColumnValue {}
