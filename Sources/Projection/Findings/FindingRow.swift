public import Assistance
public import CanonicalJSON
import Journal

/// Something that an inspector found wrong, and how far it has come.
public struct FindingRow: TableRow {
    public static let table = "finding"

    public struct Key: TableKey {
        public var finding = ""

        public init() {}
        public init(_ finding: String) { self.finding = finding }
        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("finding", &finding)
        }
    }

    public var key = Key()
    /// The rule that it broke, `R01` to `R23`; nil for what no rule looks for.
    public var rule: String?
    /// The thing or the account that it is about, such as `project/K1` or `holding:653001`.
    public var about = ""
    public var severity = FindingRaised.Severity.minor
    /// What is wrong.
    public var statement = ""
    /// The figure that there should be, and the one that there is, both in `unit`; nil when it is not a matter of figures.
    public var expected: Int64?
    public var found: Int64?
    public var unit: FigureUnit?
    /// The body that raised it.
    public var raisedBy = ""
    public var raisedOn = CalendarDate.epoch
    /// Who put it on record.
    public var actor = ""
    /// The day by which it is to be rectified.
    public var dueOn = CalendarDate.epoch
    /// Of the events that prove it, ascending.
    public var positions: [Int64] = []
    /// Of the event that raised it.
    public var position: Int64 = 0

    public var state = Finding.State.open
    /// The day of the last answer, and the body that gave it.
    public var answeredOn: CalendarDate?
    public var answeredBy: String?
    /// The day of the last rectification.
    public var rectifiedOn: CalendarDate?
    /// What all rectifications recovered, as they say, in minor units of CNY.
    public var recovered: Int64 = 0
    /// When it was closed, and by which actor; nil while it is not, or not any more.
    public var closedOn: CalendarDate?
    public var closedBy: String?
    /// How many times it was opened again.
    public var reopened: Int64 = 0
    public var lastStepOn = CalendarDate.epoch
    /// Of the event that is the last step.
    public var lastPosition: Int64 = 0
    /// How many times a document was attached to it, or to one of its events.
    public var documents: Int64 = 0
    /// Those of `documents` that do not prove that it was raised rightly: the evidence of what was done about it.
    public var remedyDocuments: Int64 = 0

    public init() {}

    init(_ key: Key, _ raised: FindingRaised, _ event: ProjectedEvent) {
        self.key = key
        rule = raised.rule?.description
        about = raised.about.description
        severity = raised.severity
        statement = raised.statement
        expected = raised.expected
        found = raised.found
        unit = raised.unit
        raisedBy = raised.raisedBy
        raisedOn = event.record.effectiveOn
        actor = event.record.actor
        dueOn = raised.dueOn
        positions = raised.positions
        position = event.record.position
        lastStepOn = raisedOn
        lastPosition = position
    }

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("rule", &rule)
        try columns.column("about", &about)
        try columns.column("severity", &severity)
        try columns.column("statement", &statement)
        try columns.column("expected", &expected)
        try columns.column("found", &found)
        try columns.column("unit", &unit)
        try columns.column("raised_by", &raisedBy)
        try columns.column("raised_on", &raisedOn)
        try columns.column("actor", &actor)
        try columns.column("due_on", &dueOn)
        try columns.column("positions", &positions)
        try columns.column("position", &position)
        try columns.column("state", &state)
        try columns.column("answered_on", &answeredOn)
        try columns.column("answered_by", &answeredBy)
        try columns.column("rectified_on", &rectifiedOn)
        try columns.column("recovered", &recovered)
        try columns.column("closed_on", &closedOn)
        try columns.column("closed_by", &closedBy)
        try columns.column("reopened", &reopened)
        try columns.column("last_step_on", &lastStepOn)
        try columns.column("last_position", &lastPosition)
        try columns.column("documents", &documents)
        try columns.column("remedy_documents", &remedyDocuments)
    }

    /// Takes up what was done about it.
    mutating func takeStep(_ event: ProjectedEvent) throws(ReadModelError) {
        let date = event.record.effectiveOn
        switch try event.meaning() {
        case .findingAnswered(let answered):
            state = .answered
            answeredOn = date
            answeredBy = answered.by
        case .findingRectified(let rectified):
            guard recovered.gain(rectified.recovered.minorUnits) else { throw event.isTooMuch }
            state = .rectified
            rectifiedOn = date
        case .findingClosed:
            state = .closed
            closedOn = date
            closedBy = event.record.actor
        case .findingReopened:
            state = .open
            closedOn = nil
            closedBy = nil
            reopened += 1
        default: return
        }
        lastStepOn = date
        lastPosition = event.record.position
    }
}

extension FindingRaised.Severity: ColumnValue {}
extension Finding.State: ColumnValue {}
extension FigureUnit: ColumnValue {}
