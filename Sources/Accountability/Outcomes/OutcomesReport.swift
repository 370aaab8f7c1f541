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
        let outcomes = try MeasuredOutcomes(input, request)
        var notes =
            input.notes(request) + [
                "what is reported is a claim of whoever answers for it; what is verified or disputed is what others found",
                "money is all that the projects spent, which may have further ends: a project counts in full for each of its units",
            ]
        let shown = limit.map { Array(outcomes.all.prefix($0)) } ?? outcomes.all
        if shown.count < outcomes.all.count {
            notes.append(
                request.omission(outcomes.all.count - shown.count, of: outcomes.all.count, "indicators", "个指标")
            )
        }
        if outcomes.all.contains(where: { !$0.row.isAdded }) {
            notes.append("shares, grades, and what is to become less are not added up")
        }
        if request.period.from != nil {
            notes.append("money is all that was spent up to the end of the period")
        }
        var sections = [
            unitSection(outcomes, request), purposeSection(outcomes, request), placeSection(outcomes, request),
            countySection(outcomes, try headcounts(input, request), request),
        ]
        if request.step != nil { sections.append(try timeSection(outcomes, input, request)) }
        return Report(
            name: "outcomes", title: "Outcomes: targets, claims and what was verified",
            facts: request.facts(input) + [
                .init(key: "indicators", label: "Indicators", value: .count(Int64(outcomes.all.count)))
            ],
            sections: sections + OutcomeSections.sections(shown, request),
            charts: request.charts([chart(outcomes, request)]), notes: notes)
    }

    /// The last poverty headcount of each region on record.
    private static func headcounts(
        _ input: ReportInput, _ request: ReportRequest
    ) throws -> [RegionCode: (year: Int32, persons: Int64)] {
        var found: [RegionCode: (year: Int32, persons: Int64)] = [:]
        for row in try input.rows.rows(RegionYearRow.self) {
            guard let persons = row.povertyHeadcount, row.key.year > found[row.key.region]?.year ?? .min else {
                continue
            }
            found[row.key.region] = (row.key.year, persons)
        }
        return found
    }

    // MARK: Added up

    private static func unitSection(_ outcomes: MeasuredOutcomes, _ request: ReportRequest) -> Report.Section {
        let units = outcomes.added(request) { $0.row.unit }
        return Report.Section(
            key: "units", title: "By unit", columns: [.text("unit", "Unit")] + OutcomeFigures.columns,
            rows: units.sorted { $0.key < $1.key }.map {
                Report.Row([.text($0.key)] + $0.value.cells, basis: $0.value.basis(request))
            })
    }

    private static func purposeSection(_ outcomes: MeasuredOutcomes, _ request: ReportRequest) -> Report.Section {
        let purposes = outcomes.added(request) { outcome in
            outcome.project.map { PurposeAndUnit($0.purpose, outcome.row.unit) }
        }
        return Report.Section(
            key: "purposes", title: "By purpose",
            columns: [.text("purpose", "Code"), .text("name", "Purpose"), .text("unit", "Unit")]
                + OutcomeFigures.columns,
            rows: purposes.sorted { $0.key < $1.key }.map { key, figures in
                let name = request.language == .chinese ? key.purpose.chinese : key.purpose.english
                return Report.Row(
                    [.text(key.purpose.rawValue), .text(name), .text(key.unit)] + figures.cells,
                    basis: figures.basis(request, purpose: key.purpose))
            })
    }

    private struct PurposeAndUnit: Hashable, Comparable {
        let purpose: Purpose
        let unit: String

        init(_ purpose: Purpose, _ unit: String) {
            self.purpose = purpose
            self.unit = unit
        }

        private var order: (Int, String) { (Purpose.allCases.firstIndex(of: purpose) ?? 0, unit) }

        static func < (left: Self, right: Self) -> Bool { left.order < right.order }
    }

    private static func placeSection(_ outcomes: MeasuredOutcomes, _ request: ReportRequest) -> Report.Section {
        let places = outcomes.added(request) { outcome in
            outcome.place.map { PlaceAndUnit(place: $0, unit: outcome.row.unit) }
        }
        return Report.Section(
            key: "places", title: "By place",
            columns: [.text("place", "Code"), .text("place_name", "Place"), .text("unit", "Unit")]
                + OutcomeFigures.columns,
            rows: places.sorted { $0.key < $1.key }.map { key, figures in
                Report.Row(
                    [.text(key.place.description), .text(request.name(of: key.place, on: outcomes.days[key.place]))]
                        + [.text(key.unit)] + figures.cells, basis: figures.basis)
            })
    }

    private struct PlaceAndUnit: Hashable, Comparable {
        let place: RegionCode
        let unit: String

        static func < (left: Self, right: Self) -> Bool { (left.place, left.unit) < (right.place, right.unit) }
    }

    // MARK: Beside the poor inhabitants

    /// What there is of a place beside its indicators.
    private struct County {
        var indicators: Int64 = 0
        var verified: Int64 = 0
        var persons: Int128 = 0
        /// Each project counts once.
        var spent: [String: Int64] = [:]
        var streams: Set<String> = []

        mutating func add(_ outcome: MeasuredOutcome, _ request: ReportRequest) {
            indicators += 1
            if outcome.row.state(request) == .verified { verified += 1 }
            persons += Int128(outcome.row.persons ?? 0)
            streams.insert("indicator/\(outcome.row.key.indicator)")
            guard let project = outcome.project else { return }
            spent[project.key.project] = project.spent
            streams.insert("project/\(project.key.project)")
        }
    }

    private static func countySection(
        _ outcomes: MeasuredOutcomes, _ headcounts: [RegionCode: (year: Int32, persons: Int64)],
        _ request: ReportRequest
    ) -> Report.Section {
        var counties: [RegionCode: County] = [:]
        for outcome in outcomes.all {
            if let place = outcome.place { counties[place, default: County()].add(outcome, request) }
        }
        return Report.Section(
            key: "counties", title: "Places and their poor inhabitants",
            columns: [
                .text("place", "Code"), .text("place_name", "Place"), .count("indicators", "Indicators"),
                .count("verified_indicators", "Of them verified"), .count("persons", "Persons reached"),
                .amount("spent", "Spent"), .count("poverty_headcount", "Poor inhabitants"),
                .text("headcount_year", "In the year"),
                .amount("spent_per_poor", "Spent per poor inhabitant", hasBar: true),
            ],
            rows: counties.sorted { $0.key < $1.key }.map { place, county in
                let poor = headcounts[place]
                let spent = county.spent.values.reduce(Int128(0)) { $0 + Int128($1) }
                return Report.Row(
                    [
                        .text(place.description), .text(request.name(of: place, on: outcomes.days[place])),
                        .count(county.indicators), .count(county.verified), .count(Int64(clamping: county.persons)),
                        .amount(spent), .count(poor?.persons), .text(poor.map { String($0.year) }),
                        poor.map { $0.persons > 0 ? .amount(spent / Int128($0.persons)) : .empty } ?? .empty,
                    ], basis: .streams(county.streams.union(poor == nil ? [] : ["region/\(place)"]).sorted()))
            })
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
