import Assistance
import CanonicalJSON
import Projection

/// What was to be reached, what is claimed and what was verified or disputed, with the money spent for each verified unit: by indicator, by
/// unit, by purpose and by place, and for each county beside its poor inhabitants.
///
/// With a filter of pairing, programme or instrument the indicators are those of projects that have such money. With a period they have
/// what was reported, verified and disputed in it; money is all that was spent up to its end.
public enum OutcomesReport {
    /// - Parameter limit: the most indicators that are shown one by one; nil for all.
    public static func make(_ input: ReportInput, _ request: ReportRequest, limit: Int? = nil) throws -> Report {
        let isWhole = limit != nil && OutcomeTotals.areGroupsEnough(for: request)
        let outcomes = isWhole ? nil : try MeasuredOutcomes(input, request)
        let totals =
            try outcomes.map { OutcomeTotals($0, request) } ?? OutcomeTotals(input.rows)
        var notes =
            input.notes(request) + [
                "what is reported is a claim of whoever answers for it; what is verified or disputed is what others found",
                "money is all that the projects spent, which may have further ends: a project counts in full for each of its units",
            ]
        let most = limit ?? .max
        let shown = try Array((outcomes ?? MeasuredOutcomes(first: most, input)).all.prefix(most))
        if shown.count < totals.count {
            notes.append(request.omission(totals.count - shown.count, of: totals.count, "indicators", "个指标"))
        }
        if totals.hasOthers {
            notes.append("shares, grades, and what is to become less are not added up")
        }
        if request.period.from != nil {
            notes.append("money is all that was spent up to the end of the period")
        }
        var sections = [
            unitSection(totals, request), purposeSection(totals, request), placeSection(totals, request),
            countySection(totals, try headcounts(input), request),
        ]
        if request.step != nil, let outcomes { sections.append(try timeSection(outcomes, input, request)) }
        return Report(
            name: "outcomes", title: "Outcomes: targets, claims and what was verified",
            facts: request.facts(input) + [
                .init(key: "indicators", label: "Indicators", value: .count(Int64(totals.count)))
            ],
            sections: sections + OutcomeSections.sections(shown, request),
            charts: request.charts([outcomes.flatMap { chart($0, request) }]), notes: notes)
    }

    /// The last poverty headcount of each region on record.
    private static func headcounts(
        _ input: ReportInput
    ) throws -> [RegionCode: (year: Int32, persons: Int64)] {
        Dictionary(
            uniqueKeysWithValues: try input.rows.rows(RegionHeadcountRow.self).map { row in
                (row.key.region, (year: row.year, persons: row.persons))
            })
    }

    // MARK: Added up

    private static func unitSection(_ totals: OutcomeTotals, _ request: ReportRequest) -> Report.Section {
        let rows = request.rows(totals.units.sorted { $0.key < $1.key }) { unit, figures in
            Report.Row([.text(unit)] + figures.cells, basis: figures.basis(request))
        }
        return Report.Section(
            key: "units", title: "By unit", columns: [.text("unit", "Unit")] + OutcomeFigures.columns,
            rows: rows.shown, omitted: rows.omitted)
    }

    private static func purposeSection(_ totals: OutcomeTotals, _ request: ReportRequest) -> Report.Section {
        let rows = request.rows(totals.purposes.sorted { $0.key < $1.key }) { key, figures in
            let name = request.language == .chinese ? key.purpose.chinese : key.purpose.english
            return Report.Row(
                [.text(key.purpose.rawValue), .text(name), .text(key.unit)] + figures.cells,
                basis: figures.basis(request, purpose: key.purpose))
        }
        return Report.Section(
            key: "purposes", title: "By purpose",
            columns: [.text("purpose", "Code"), .text("name", "Purpose"), .text("unit", "Unit")]
                + OutcomeFigures.columns, rows: rows.shown, omitted: rows.omitted)
    }

    private static func placeSection(_ totals: OutcomeTotals, _ request: ReportRequest) -> Report.Section {
        let rows = request.rows(totals.places.keys.sorted()) { key in
            let figures = totals.places[key] ?? OutcomeFigures()
            let name = request.name(of: key.place, on: totals.days[key.place])
            return Report.Row(
                [.text(key.place.description), .text(name), .text(key.unit)] + figures.cells,
                basis: request.basis(figures.basis))
        }
        return Report.Section(
            key: "places", title: "By place",
            columns: [.text("place", "Code"), .text("place_name", "Place"), .text("unit", "Unit")]
                + OutcomeFigures.columns, rows: rows.shown, omitted: rows.omitted)
    }

    // MARK: Beside the poor inhabitants

    private static func countySection(
        _ totals: OutcomeTotals, _ headcounts: [RegionCode: (year: Int32, persons: Int64)], _ request: ReportRequest
    ) -> Report.Section {
        let rows = request.rows(totals.counties.keys.sorted()) { place in
            let county = totals.counties[place] ?? .init()
            let (poor, spent) = (headcounts[place], county.spent)
            return Report.Row(
                [
                    .text(place.description), .text(request.name(of: place, on: totals.days[place])),
                    .count(county.indicators), .count(county.verified), .count(Int64(clamping: county.persons)),
                    .amount(spent), .count(poor?.persons), .text(poor.map { String($0.year) }),
                    poor.map { $0.persons > 0 ? .amount(spent / Int128($0.persons)) : .empty } ?? .empty,
                ],
                basis: request.basis(
                    .streams(county.streams.union(poor == nil ? [] : ["region/\(place)"]).sorted())))
        }
        return Report.Section(
            key: "counties", title: "Places and their poor inhabitants",
            columns: [
                .text("place", "Code"), .text("place_name", "Place"), .count("indicators", "Indicators"),
                .count("verified_indicators", "Of them verified"), .count("persons", "Persons reached"),
                .amount("spent", "Spent"), .count("poverty_headcount", "Poor inhabitants"),
                .text("headcount_year", "In the year"),
                .amount("spent_per_poor", "Spent per poor inhabitant", hasBar: true),
            ], rows: rows.shown, omitted: rows.omitted)
    }

    // MARK: Time

    /// How many reports, verifications and disputes there were in each part of time.
    private static func timeSection(
        _ outcomes: MeasuredOutcomes, _ input: ReportInput, _ request: ReportRequest
    ) throws -> Report.Section {
        let step = request.step ?? .year
        let wanted = Set(outcomes.all.map(\.row.key.indicator))
        var times: [CalendarDate: (reported: Int64, verified: Int64, disputed: Int64)] = [:]
        func count(
            _ date: CalendarDate?, _ part: WritableKeyPath<(reported: Int64, verified: Int64, disputed: Int64), Int64>
        ) {
            guard let date, request.period.contains(date) else { return }
            times[step.start(of: date), default: (0, 0, 0)][keyPath: part] += 1
        }
        for row in try input.rows.rows(OutcomeReportRow.self) where wanted.contains(row.key.indicator) {
            count(row.reportedOn, \.reported)
            count(row.verifiedOn, \.verified)
            count(row.disputedOn, \.disputed)
        }
        return Report.Section(
            key: "times", title: "Reports of outcomes, by time",
            columns: [
                .text("time", "Time"), .count("reported", "Reported", hasBar: true), .count("verified", "Verified"),
                .count("disputed", "Disputed"),
            ],
            rows: times.sorted { $0.key < $1.key }.map { time, counts in
                Report.Row([
                    .text(step.name(of: time)), .count(counts.reported), .count(counts.verified),
                    .count(counts.disputed),
                ])
            })
    }

    // MARK: Picture

    /// How far what is claimed can be relied on, by purpose.
    private static func chart(_ outcomes: MeasuredOutcomes, _ request: ReportRequest) -> Chart? {
        var purposes: [Purpose: [IndicatorRow.State: Int64]] = [:]
        for outcome in outcomes.all {
            guard let purpose = outcome.project?.purpose else { continue }
            purposes[purpose, default: [:]][outcome.row.state(request), default: 0] += 1
        }
        guard !purposes.isEmpty else { return nil }
        let states: [IndicatorRow.State] = [.verified, .reported, .disputed, .silent]
        return .stacked(
            .init(
                title: "Indicators, by how far what is said of them can be relied on", parts: states.map(\.rawValue),
                bars: Purpose.allCases.compactMap { purpose in
                    purposes[purpose].map { counts in
                        .init(
                            label: request.language == .chinese ? purpose.chinese : purpose.english,
                            values: states.map { counts[$0] ?? 0 })
                    }
                }, kind: .count))
    }
}
