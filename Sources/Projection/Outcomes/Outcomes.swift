import Assistance
import CanonicalJSON
import Journal

/// Read model "outcomes": what was to be reached, what is claimed, who looked into it, and who benefits.
public struct Outcomes: ReadModel {
    public static let name = "outcomes"
    public static let version = 2

    public var indicators = Table<IndicatorRow>()
    public var reports = Table<OutcomeReportRow>()
    public var periods = Table<OutcomePeriodRow>()
    public var counts = Table<BeneficiaryCountRow>()
    public var groups = Table<OutcomeGroupRow>()
    public var measured = Table<MeasuredProjectRow>()

    public init() {}

    public mutating func visit(_ visitor: inout some TableVisitor) throws {
        try visitor.visit(&indicators)
        try visitor.visit(&reports)
        try visitor.visit(&periods)
        try visitor.visit(&counts)
        try visitor.visit(&groups)
        try visitor.visit(&measured)
    }

    public mutating func apply(_ event: ProjectedEvent) throws(ReadModelError) {
        switch try event.meaning() {
        case .indicatorDefined(let defined): try define(defined, event)
        case .outcomeReported(let reported): try report(reported, event)
        case .outcomeVerified(let verified): try verify(verified, event)
        case .outcomeDisputed(let disputed): try dispute(disputed, event)
        case .beneficiariesCounted(let counted): try count(counted, event)
        case .projectProposed(let proposed): try plan(proposed.plan, approvedOn: nil, event)
        case .projectApproved(let approved): try plan(approved.plan, approvedOn: event.record.effectiveOn, event)
        case .fundsSpent(let spent): try spend(spent.amount.minorUnits, event)
        case .entryReversed(let reversed):
            if case .fundsSpent(let spent) = reversed.original { try spend(-spent.amount.minorUnits, event) }
        default: break
        }
    }

    private mutating func define(_ defined: IndicatorDefined, _ event: ProjectedEvent) throws(ReadModelError) {
        let key = IndicatorRow.Key(event.subject)
        guard indicators[key] == nil else { throw event.comesTwice }
        let row = IndicatorRow(key, defined, event)
        indicators[key] = row
        try measure(row, event)
    }

    // MARK: Claims

    /// A later report of the same period takes the place of an earlier one.
    private mutating func report(_ reported: OutcomeReported, _ event: ProjectedEvent) throws(ReadModelError) {
        let earlier = try indicator(of: event)
        var indicator = earlier
        try indicator.mustMeasure(reported.value, event)
        let row = OutcomeReportRow(reported, event)
        let period = OutcomePeriodRow.Key(row)
        if let number = periods[period]?.report {
            var earlier = try report(number, event)
            earlier.supersededBy = row.key.number
            if earlier.verifications > 0 { indicator.verifiedReports -= 1 }
            if earlier.disputes > 0 { indicator.disputedReports -= 1 }
            reports[earlier.key] = earlier
        } else {
            indicator.reports += 1
        }
        indicator.reported.take(row, row.value, event, by: row.reportedBy)
        try keep(indicator, replacing: earlier, event)
        reports[row.key] = row
        periods[making: period].report = row.key.number
    }

    private mutating func verify(_ verified: OutcomeVerified, _ event: ProjectedEvent) throws(ReadModelError) {
        let earlier = try indicator(of: event)
        var indicator = earlier
        try indicator.mustMeasure(verified.value, event)
        var row = try report(verified.report, event)
        if row.verifications == 0, row.supersededBy == nil { indicator.verifiedReports += 1 }
        row.take(verified, event)
        indicator.verified.take(row, verified.value.number, event, by: verified.verifiedBy)
        try keep(indicator, replacing: earlier, event)
        reports[row.key] = row
    }

    private mutating func dispute(_ disputed: OutcomeDisputed, _ event: ProjectedEvent) throws(ReadModelError) {
        let earlier = try indicator(of: event)
        var indicator = earlier
        try indicator.mustMeasure(disputed.value, event)
        var row = try report(disputed.report, event)
        if row.disputes == 0, row.supersededBy == nil { indicator.disputedReports += 1 }
        row.take(disputed, event)
        indicator.disputed.take(row, disputed.value.number, event, by: disputed.disputedBy)
        try keep(indicator, replacing: earlier, event)
        reports[row.key] = row
    }

    // MARK: Persons

    private mutating func count(_ counted: BeneficiariesCounted, _ event: ProjectedEvent) throws(ReadModelError) {
        let earlier = try indicator(of: event)
        var indicator = earlier
        let row = BeneficiaryCountRow(counted, event)
        indicator.take(row)
        try keep(indicator, replacing: earlier, event)
        counts[row.key] = row
    }

    /// Puts an indicator in the place of what it was, and counts it anew.
    private mutating func keep(
        _ later: IndicatorRow, replacing earlier: IndicatorRow, _ event: ProjectedEvent
    ) throws(ReadModelError) {
        indicators[later.key] = later
        try count(later, replacing: earlier, event)
    }

    // MARK: What must be there

    private mutating func indicator(of event: ProjectedEvent) throws(ReadModelError) -> IndicatorRow {
        guard let row = indicators[.init(event.subject)] else { throw event.hasNoBeginning }
        return row
    }

    private mutating func report(
        _ number: Int64, _ event: ProjectedEvent
    ) throws(ReadModelError) -> OutcomeReportRow {
        guard let row = reports[.init(event.subject, number)] else {
            throw ReadModelError(
                "\(event.record.type) in \(event.record.stream) is about report \(number), which is not known")
        }
        return row
    }
}

extension IndicatorRow {
    fileprivate func mustMeasure(_ value: Figure, _ event: ProjectedEvent) throws(ReadModelError) {
        guard value.scale == scale else {
            throw ReadModelError(
                "\(event.record.type) in \(event.record.stream) says \(value), which is not on the scale of the indicator"
            )
        }
    }
}
