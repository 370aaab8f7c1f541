import Assistance
import CanonicalJSON
import Projection

/// Indicators added up in all the ways of the report.
struct OutcomeTotals {
    struct PurposeAndUnit: Hashable, Comparable {
        let purpose: Purpose
        let unit: String

        private var order: (Int, String) { (purpose.rank, unit) }

        static func < (left: Self, right: Self) -> Bool { left.order < right.order }

        func hash(into hasher: inout Hasher) {
            hasher.combine(purpose.rank)
            hasher.combine(unit)
        }
    }

    struct PlaceAndUnit: Hashable, Comparable {
        let place: RegionCode
        let unit: String

        static func < (left: Self, right: Self) -> Bool { (left.place, left.unit) < (right.place, right.unit) }
    }

    /// What there is of a place beside its indicators.
    struct County {
        var indicators: Int64 = 0
        var verified: Int64 = 0
        var persons: Int128 = 0
        /// Minor units.
        private var spentOfGroups: Int128 = 0
        private var outcomes: [MeasuredOutcome] = []

        init() {}

        mutating func add(_ outcome: MeasuredOutcome, _ request: ReportRequest) {
            indicators += 1
            if outcome.row.state(request) == .verified { verified += 1 }
            persons += Int128(outcome.row.persons ?? 0)
            outcomes.append(outcome)
        }

        mutating func add(_ group: OutcomeGroupRow) {
            indicators += group.sums.indicators
            verified += group.sums.verifiedIndicators
            persons += Int128(group.sums.persons)
            spentOfGroups += Int128(group.spent)
        }

        /// Each project counts once.
        var spent: Int128 {
            let projects = Dictionary(
                outcomes.compactMap(\.project).map { ($0.key.project, $0.spent) },
                uniquingKeysWith: { first, _ in first })
            return projects.values.reduce(spentOfGroups) { $0 + Int128($1) }
        }

        var streams: Set<String> { Set(outcomes.flatMap(\.streams)) }
    }

    private(set) var count = 0
    /// Whether there are any that cannot be added up.
    private(set) var hasOthers = false
    private(set) var units: [String: OutcomeFigures] = [:]
    private(set) var purposes: [PurposeAndUnit: OutcomeFigures] = [:]
    private(set) var places: [PlaceAndUnit: OutcomeFigures] = [:]
    private(set) var counties: [RegionCode: County] = [:]
    /// The latest day of each place's approvals and definitions: it is called as it was then.
    private(set) var days: [RegionCode: CalendarDate] = [:]

    /// Whether the groups of the read model tell what a request asks for: all indicators, as they stand.
    static func areGroupsEnough(for request: ReportRequest) -> Bool {
        request.filter.isEmpty && request.period.from == nil && request.step == nil && !request.isExplained
            && !request.hasCharts
    }

    /// Of all groups of the read model.
    init(_ rows: some RowSource) throws {
        try rows.forEach(OutcomeGroupRow.self) { group in
            guard group.sums.indicators > 0 else { return }
            let (place, purpose) = (RegionCode(group.key.place), Purpose(rawValue: group.key.purpose))
            if let place { days[place] = max(days[place] ?? group.latestOn, group.latestOn) }
            guard group.key.unit.isEmpty else {
                units[group.key.unit, default: OutcomeFigures()].add(group)
                if let purpose {
                    purposes[.init(purpose: purpose, unit: group.key.unit), default: OutcomeFigures()].add(group)
                }
                if let place { places[.init(place: place, unit: group.key.unit), default: OutcomeFigures()].add(group) }
                return
            }
            count += Int(group.sums.indicators)
            if let place { counties[place, default: County()].add(group) }
        }
        hasOthers = units.values.reduce(0) { $0 + $1.indicators } != Int64(count)
    }

    init(_ outcomes: MeasuredOutcomes, _ request: ReportRequest) {
        count = outcomes.all.count
        days = outcomes.days
        for outcome in outcomes.all {
            if let place = outcome.place { counties[place, default: County()].add(outcome, request) }
            guard outcome.row.isAdded else {
                hasOthers = true
                continue
            }
            let unit = outcome.row.unit
            units[unit, default: OutcomeFigures()].add(outcome, request)
            if let purpose = outcome.project?.purpose {
                purposes[.init(purpose: purpose, unit: unit), default: OutcomeFigures()].add(outcome, request)
            }
            if let place = outcome.place {
                places[.init(place: place, unit: unit), default: OutcomeFigures()].add(outcome, request)
            }
        }
    }
}
