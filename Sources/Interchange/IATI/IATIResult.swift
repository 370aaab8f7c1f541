import Assistance
import CanonicalJSON

/// What an indicator of a project is to reach and has reached.
struct IATIResult: Sendable {
    private let defined: IndicatorDefined
    private let source: IATISource
    /// By their numbers.
    private var reports: [Int64: Report] = [:]
    /// The report that stands for each period.
    private var standing: [Period: Int64] = [:]

    private struct Period: Hashable {
        let start: CalendarDate
        let end: CalendarDate
    }

    private struct Report: Sendable {
        let reported: OutcomeReported
        let source: IATISource
        var findings: [IATIElement] = []
    }

    init(_ defined: IndicatorDefined, _ source: IATISource) {
        self.defined = defined
        self.source = source
    }

    mutating func report(_ reported: OutcomeReported, _ source: IATISource) {
        reports[source.version] = Report(reported: reported, source: source)
        standing[Period(start: reported.periodStart, end: reported.periodEnd)] = source.version
    }

    mutating func verify(_ verified: OutcomeVerified, _ source: IATISource) {
        find("pl:verified", verified.report, verified.value, by: verified.verifiedBy, verified.method, source)
    }

    mutating func dispute(_ disputed: OutcomeDisputed, _ source: IATISource) {
        find("pl:disputed", disputed.report, disputed.value, by: disputed.disputedBy, disputed.reason, source)
    }

    private mutating func find(
        _ name: String, _ report: Int64, _ value: Figure, by organisation: String, _ remark: String,
        _ source: IATISource
    ) {
        reports[report]?.findings.append(
            .event(
                source,
                [
                    "value": IATIResult.text(value), "by": organisation, "remark": remark,
                    "date": source.effectiveOn.description,
                ]
            ).renamed(name))
    }

    func element(_ id: String) -> IATIElement {
        var indicator: [IATIElement] = [.texts("title", defined.name, defined.nameZH)]
        indicator.append(.texts("description", "Measured in \(defined.unit)"))
        if let baseline = defined.baseline {
            let day = defined.baselineOn ?? source.effectiveOn
            indicator.append(
                IATIElement(
                    "baseline", ["year": "\(day.year)", "iso-date": day.description, "value": text(baseline)]))
        }
        indicator += periods
        return IATIElement(
            // Code list ResultType: outcome. The ledger's indicators are what is to come of a project.
            "result", ["type": "2", "aggregation-status": "false"],
            [
                .texts("title", defined.name, defined.nameZH),
                IATIElement(
                    "indicator",
                    [
                        "measure": defined.measure.iatiCode, "ascending": defined.ascending ? "true" : "false",
                        "aggregation-status": "false",
                    ], indicator), .event(source, ["indicator": id]),
            ])
    }

    /// A period for each report that stands; the target is that of the one that ends when it is due, or has a period of its own.
    private var periods: [IATIElement] {
        let ordered = standing.sorted { ($0.key.end, $0.key.start) < ($1.key.end, $1.key.start) }
        let due = ordered.last { $0.key.end == defined.dueOn }?.key
        var periods = ordered.compactMap { period, number -> IATIElement? in
            guard let report = reports[number] else { return nil }
            return element(period, target: period == due, report)
        }
        if due == nil {
            let start = min(defined.baselineOn ?? source.effectiveOn, defined.dueOn)
            periods.append(element(Period(start: start, end: defined.dueOn), target: true, nil))
        }
        return periods
    }

    private func element(_ period: Period, target: Bool, _ report: Report?) -> IATIElement {
        var children: [IATIElement] = [.date("period-start", period.start), .date("period-end", period.end)]
        if target { children.append(IATIElement("target", ["value": text(defined.target)])) }
        if let report {
            let remark = report.reported.remark.map { ": \($0)" } ?? ""
            children.append(
                IATIElement(
                    "actual", ["value": IATIResult.text(report.reported.value)],
                    [
                        .texts("comment", "Reported by \(report.reported.reportedBy)\(remark)"), .event(report.source),
                    ] + report.findings))
        }
        return IATIElement("period", [:], children)
    }

    private func text(_ number: Int64) -> String {
        defined.measure.scale == .basisPoints ? IATIElement.hundredths(number) : "\(number)"
    }

    private static func text(_ value: Figure) -> String {
        value.scale == .basisPoints ? IATIElement.hundredths(value.number) : "\(value.number)"
    }
}

extension IATIElement {
    fileprivate func renamed(_ name: String) -> IATIElement {
        var element = self
        element.name = name
        return element
    }
}
