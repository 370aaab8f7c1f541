public import Assistance
public import CanonicalJSON
import Journal

/// A report of what an indicator has reached, and what others found when they looked into it.
///
/// All values are on the report's scale.
public struct OutcomeReportRow: TableRow {
    public static let table = "outcome_report"

    public struct Key: TableKey {
        public var indicator = ""
        /// As verifications and disputes refer to it: the version of its event in the indicator's stream.
        public var number: Int64 = 0

        public init() {}
        public init(_ indicator: String, _ number: Int64) {
            self.indicator = indicator
            self.number = number
        }

        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("indicator", &indicator)
            try columns.column("number", &number)
        }
    }

    public var key = Key()
    /// Of its event.
    public var position: Int64 = 0
    public var value: Int64 = 0
    public var scale = Figure.Scale.whole
    public var periodStart = CalendarDate.epoch
    public var periodEnd = CalendarDate.epoch
    /// The organisation that answers for it.
    public var reportedBy = ""
    public var reportedOn = CalendarDate.epoch
    /// Who put it on record.
    public var actor = ""
    /// The number of the later report of the same period that took its place; nil while it stands.
    public var supersededBy: Int64?

    /// How many organisations verified it.
    public var verifications: Int64 = 0
    /// The first day on which somebody verified it who, by the recorded names, neither answers for it nor put it on record.
    public var independentlyVerifiedOn: CalendarDate?
    /// The last verification: by whom, when, what was found and how, and the position of its event.
    public var verifiedBy: String?
    public var verifiedOn: CalendarDate?
    public var verifiedValue: Int64?
    public var method: String?
    public var verifiedPosition: Int64?

    /// How many organisations disputed it.
    public var disputes: Int64 = 0
    /// The last dispute: by whom, when, what was found and why the report is wrong, and the position of its event.
    public var disputedBy: String?
    public var disputedOn: CalendarDate?
    public var disputedValue: Int64?
    public var reason: String?
    public var disputedPosition: Int64?

    public init() {}

    init(_ reported: OutcomeReported, _ event: ProjectedEvent) {
        key = Key(event.subject, event.record.version)
        position = event.record.position
        value = reported.value.number
        scale = reported.value.scale
        periodStart = reported.periodStart
        periodEnd = reported.periodEnd
        reportedBy = reported.reportedBy
        reportedOn = event.record.effectiveOn
        actor = event.record.actor
    }

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("position", &position)
        try columns.column("value", &value)
        try columns.column("scale", &scale)
        try columns.column("period_start", &periodStart)
        try columns.column("period_end", &periodEnd)
        try columns.column("reported_by", &reportedBy)
        try columns.column("reported_on", &reportedOn)
        try columns.column("actor", &actor)
        try columns.column("superseded_by", &supersededBy)
        try columns.column("verifications", &verifications)
        try columns.column("independently_verified_on", &independentlyVerifiedOn)
        try columns.column("verified_by", &verifiedBy)
        try columns.column("verified_on", &verifiedOn)
        try columns.column("verified_value", &verifiedValue)
        try columns.column("method", &method)
        try columns.column("verified_position", &verifiedPosition)
        try columns.column("disputes", &disputes)
        try columns.column("disputed_by", &disputedBy)
        try columns.column("disputed_on", &disputedOn)
        try columns.column("disputed_value", &disputedValue)
        try columns.column("reason", &reason)
        try columns.column("disputed_position", &disputedPosition)
    }

    /// Whether anybody verified it who had no part in it by the recorded names.
    public var isIndependent: Bool { independentlyVerifiedOn != nil }

    mutating func take(_ verified: OutcomeVerified, _ event: ProjectedEvent) {
        let date = event.record.effectiveOn
        verifications += 1
        if isApart(verified.verifiedBy), !event.record.actor.namesSameBody(as: actor) {
            independentlyVerifiedOn = min(independentlyVerifiedOn ?? date, date)
        }
        verifiedBy = verified.verifiedBy
        verifiedOn = date
        verifiedValue = verified.value.number
        method = verified.method
        verifiedPosition = event.record.position
    }

    mutating func take(_ disputed: OutcomeDisputed, _ event: ProjectedEvent) {
        disputes += 1
        disputedBy = disputed.disputedBy
        disputedOn = event.record.effectiveOn
        disputedValue = disputed.value.number
        reason = disputed.reason
        disputedPosition = event.record.position
    }

    private func isApart(_ name: String) -> Bool {
        !name.namesSameBody(as: reportedBy) && !name.namesSameBody(as: actor)
    }
}
