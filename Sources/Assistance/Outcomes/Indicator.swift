public import CanonicalJSON

/// What is known of an indicator: 绩效指标.
public struct Indicator: Hashable, Sendable {
    /// The project whose result it measures; nil where it measures a region.
    public let project: Identifier?
    public let measure: IndicatorMeasure
    public let definedOn: CalendarDate
    /// What was claimed, by the version of the event in the stream.
    public internal(set) var reports: [Int64: Reported] = [:]

    init(_ event: IndicatorDefined, definedOn: CalendarDate) {
        project = event.project
        measure = event.measure
        self.definedOn = definedOn
    }

    /// One claim, and who has looked into it.
    public struct Reported: Hashable, Sendable {
        public let value: Figure
        public let reportedOn: CalendarDate
        /// The organisation that answers for it.
        public let reportedBy: String
        /// Who put it on record.
        public let actor: String
        /// The organisations that confirmed what they found.
        public internal(set) var verifiedBy: [String] = []
        /// The organisations that found otherwise.
        public internal(set) var disputedBy: [String] = []

        init(_ event: OutcomeReported, _ occurrence: Occurrence) {
            value = event.value
            reportedOn = occurrence.date
            reportedBy = event.reportedBy
            actor = occurrence.actor
        }
    }

    /// The report of this number.
    func report(_ number: Int64, of indicator: Identifier) throws(Refusal) -> Reported {
        guard let report = reports[number] else {
            let known = reports.keys.sorted().map(String.init).joined(separator: ", ")
            throw Refusal(
                .unknown,
                "indicator \(indicator) has no report \(number)"
                    + (known.isEmpty ? "; nothing was reported of it" : "; its reports are \(known)"),
                remedy: "a report is known by its version: pairledger log show --stream indicator/\(indicator)",
                field: "report")
        }
        return report
    }

    /// What tells of a period comes after it, and after the indicator was defined.
    func mustCover(
        _ start: CalendarDate, _ end: CalendarDate, in occurrence: Occurrence, _ what: String
    ) throws(Refusal) {
        try end.mustNotPrecede(start, "the end of the period", "its start", field: "period_end")
        try occurrence.date.mustNotPrecede(end, what, "the end of the period", field: "effective_on")
        try occurrence.date.mustNotPrecede(
            definedOn, what, "the definition of the indicator", field: "effective_on")
    }

    /// A value must be written the way the indicator is measured.
    func mustMeasure(_ value: Figure, field: String) throws(Refusal) {
        guard value.scale == measure.scale else {
            throw Refusal(
                .figure,
                measure == .percentage
                    ? "\(value) is no percentage, but the indicator is measured in per cent"
                    : "\(value) is a percentage, but the indicator is measured in whole numbers",
                remedy: measure == .percentage ? "write it as 93.5%" : "write it as 1200", field: field)
        }
    }
}
