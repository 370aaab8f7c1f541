import Assistance
import CanonicalJSON
import Projection

/// Indicators one below the other: what is to be reached, what is claimed, and what others found when they looked into it.
enum OutcomeSections {
    /// What is counted or graded, and what is a share, apart; none where there are none.
    static func sections(
        _ indicators: [MeasuredOutcome], _ request: ReportRequest
    ) -> [Report.Section] {
        let counts = indicators.filter { $0.row.scale == .whole }
        let shares = indicators.filter { $0.row.scale == .basisPoints }
        return [
            section(counts, "indicators", "Outcomes", .count, request),
            section(shares, "share_indicators", "Outcomes that are shares", .percent, request),
        ].filter { !$0.rows.isEmpty }
    }

    private static func section(
        _ indicators: [MeasuredOutcome], _ key: String, _ title: String, _ kind: Report.Column.Kind,
        _ request: ReportRequest
    ) -> Report.Section {
        func column(_ key: String, _ label: String) -> Report.Column { .init(key: key, label: label, kind: kind) }
        return Report.Section(
            key: key, title: title,
            columns: [
                .text("indicator", "Indicator"), .text("name", "Name"), .text("project", "Project"),
                .text("place", "Code"), .text("place_name", "Place"), .text("unit", "Unit"),
                column("baseline", "Baseline"), column("target", "Target"), column("reported", "Reported"),
                column("verified", "Verified"), column("disputed", "Disputed"),
                .percent("verified_share", "Verified of target"),
                .text("state", "State"), .date("due_on", "Due on"), .amount("spent", "Spent"),
                .amount("spent_per_unit", "Spent per verified unit"),
            ],
            rows: indicators.map { outcome in
                let (row, project, place) = (outcome.row, outcome.project, outcome.place)
                return Report.Row(
                    [
                        .text(row.key.indicator), .text(row.name(in: request.language)), .text(row.project),
                        .text(place?.description),
                        .text(place.map { request.name(of: $0, on: outcome.agreedOn) }),
                        .text(row.unit), row.cell(row.baseline), row.cell(row.target),
                        row.cell(row.claimed(request)), row.cell(row.found(request)), row.cell(row.contested(request)),
                        row.share(of: row.found(request)), .text(request.language(row.state(request).rawValue)),
                        .date(row.dueOn), project.map { .amount($0.spent) } ?? .empty,
                        perUnit(project?.spent, row.isAdded ? row.found(request) : nil),
                    ],
                    basis: request.basis(.streams(outcome.streams)))
            })
    }

    /// Minor units for each; nothing where nothing was verified.
    static func perUnit(_ spent: Int64?, _ units: Int64?) -> Report.Cell {
        guard let spent, let units, units > 0 else { return .empty }
        return .amount(spent / units)
    }
}

extension IndicatorRow {
    /// How far what is said can be relied on.
    enum State: String, CaseIterable {
        case silent = "nothing reported"
        case reported
        case verified
        case disputed
    }

    func name(in language: Language) -> String { language == .chinese ? nameZH ?? name : name }

    /// The value that is claimed, if it was in the request's period; `found` is what was verified, and `contested` what a dispute found.
    func claimed(_ request: ReportRequest) -> Int64? { value(reported, request) }
    func found(_ request: ReportRequest) -> Int64? { value(verified, request) }
    func contested(_ request: ReportRequest) -> Int64? { value(disputed, request) }

    private func value(_ latest: Latest, _ request: ReportRequest) -> Int64? {
        latest.on.map(request.period.contains) ?? false ? latest.value : nil
    }

    /// Of the latest report, which a dispute of it leaves open whoever verified it.
    func state(_ request: ReportRequest) -> State {
        guard claimed(request) != nil else { return .silent }
        if contested(request) != nil, disputed.number == reported.number { return .disputed }
        return found(request) != nil && verified.number == reported.number ? .verified : .reported
    }

    func cell(_ value: Int64?) -> Report.Cell {
        guard let value else { return .empty }
        return scale == .basisPoints ? .ratio(numerator: value, denominator: 10_000) : .count(value)
    }

    /// How much of the way from the baseline to the target.
    func share(of value: Int64?) -> Report.Cell {
        guard let value else { return .empty }
        let start = Int128(baseline ?? 0)
        return .ratio(Int128(value) - start, of: Int128(target) - start)
    }
}
