public import CanonicalJSON

/// Somebody claimed what an indicator has reached. A claim is not a fact: see `OutcomeVerified`. A later report of the same
/// period takes the place of an earlier one.
///
/// The report's number is the version of its event in the indicator's stream.
public struct OutcomeReported: Statement {
    public static let type = "OutcomeReported"
    public static let version = 1
    public static let kind = StreamName.Kind.indicator
    public static let turn = Turn.later

    /// What was reached (实际完成值), in data as `value` and its `scale`. IATI: `period/actual/@value`.
    public let value: Figure
    /// The first day of what it tells of. IATI: `period/period-start`.
    public let periodStart: CalendarDate
    /// The last day of what it tells of. IATI: `period/period-end`.
    public let periodEnd: CalendarDate
    /// The organisation that answers for the claim.
    public let reportedBy: String
    /// IATI: `period/actual/comment`.
    public let remark: String?

    public init(
        value: Figure, periodStart: CalendarDate, periodEnd: CalendarDate, reportedBy: String, remark: String? = nil
    ) {
        self.value = value
        self.periodStart = periodStart
        self.periodEnd = periodEnd
        self.reportedBy = reportedBy
        self.remark = remark
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        value = try fields.figure("value")
        periodStart = try fields.date("period_start")
        periodEnd = try fields.date("period_end")
        reportedBy = try fields.text("reported_by")
        remark = try fields.textIfPresent("remark")
    }

    public var data: [String: JSONValue] {
        [
            "value": .integer(value.number), "scale": JSONValue(value.scale), "period_start": JSONValue(periodStart),
            "period_end": JSONValue(periodEnd), "reported_by": .string(reportedBy), "remark": JSONValue(remark),
        ]
    }

    public var event: AssistanceEvent { .outcomeReported(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.indicators[occurrence.identifier]?.reports[occurrence.version] = Indicator.Reported(self, occurrence)
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        let indicator = try books.indicator(occurrence.identifier)
        try indicator.mustMeasure(value, field: "value")
        try indicator.mustCover(periodStart, periodEnd, in: occurrence, "the report")
        try reportedBy.mustBeText(field: "reported_by")
        try remark?.mustBeText(field: "remark")
    }
}
