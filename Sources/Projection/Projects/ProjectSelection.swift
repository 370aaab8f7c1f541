public import Assistance

/// Which projects are wanted, and how many of them in which order.
public struct ProjectSelection: Hashable, Sendable {
    /// By what projects are sorted. Names go up; figures and days go down, what has none last. What is equal is sorted by its identifier.
    public enum Order: String, CaseIterable, Sendable {
        case project, place, planned, given, spent, left, work, slippage
        case lastPayment = "last-payment"
    }

    /// Nil for all, as the others.
    public var stages: Set<Project.Stage>?
    public var region: RegionCode?
    public var tier: RegionTier?
    public var purpose: Purpose?
    public var order: Order
    /// Whether the order is the other way round; what has no figure is last all the same.
    public var isReversed: Bool
    /// The most projects; nil for all.
    public var limit: Int?

    public init(
        stages: Set<Project.Stage>? = nil, region: RegionCode? = nil, tier: RegionTier? = nil, purpose: Purpose? = nil,
        order: Order = .project, isReversed: Bool = false, limit: Int? = nil
    ) {
        self.stages = stages
        self.region = region
        self.tier = tier
        self.purpose = purpose
        self.order = order
        self.isReversed = isReversed
        self.limit = limit
    }

    public struct Answer: Sendable {
        /// No more than the limit.
        public var rows: [ProjectRow]
        /// What all that match come to, by their stages.
        public var stages: [Project.Stage: Totals]

        public var all: Totals { stages.values.reduce(into: Totals()) { $0.add($1) } }
    }

    /// Projects added up. Sums of amounts, in minor units, may be more than any amount.
    public struct Totals: Hashable, Sendable {
        public var projects: Int64 = 0
        public var plannedTotal: Int128 = 0
        public var plannedAid: Int128 = 0
        public var given: Int128 = 0
        public var spent: Int128 = 0
        public var workTotalDone: Int128 = 0

        public init() {}

        mutating func add(_ other: Totals) {
            projects += other.projects
            plannedTotal += other.plannedTotal
            plannedAid += other.plannedAid
            given += other.given
            spent += other.spent
            workTotalDone += other.workTotalDone
        }

        init(_ figures: ProjectFigures) {
            projects = figures.projects
            plannedTotal = Int128(figures.plannedTotal)
            plannedAid = Int128(figures.plannedAid)
            given = Int128(figures.allocated)
            spent = Int128(figures.spent)
            workTotalDone = Int128(figures.workTotalDone)
        }
    }
}

// MARK: In memory

extension ProjectSelection {
    /// What is wanted of some projects.
    public func answer(of projects: [ProjectRow]) -> Answer {
        let found = projects.filter(has)
        var stages: [Project.Stage: Totals] = [:]
        for row in found { stages[row.stage, default: Totals()].add(Totals(ProjectFigures(every: row))) }
        let rows: [ProjectRow] =
            switch order {
            case .project: sorted(found, up: true) { $0.key.project }
            case .place: sorted(found, up: true) { $0.place }
            case .planned: sorted(found) { $0.plannedTotal }
            case .given: sorted(found) { $0.allocated }
            case .spent: sorted(found) { $0.spent }
            case .left: sorted(found) { Int128($0.allocated) - Int128($0.spent) }
            case .work: sorted(found) { $0.workMillionths }
            case .slippage: sorted(found) { $0.slippageDays }
            case .lastPayment: sorted(found) { $0.lastPaidOn }
            }
        return Answer(rows: Array(rows.prefix(limit ?? .max)), stages: stages)
    }

    public func has(_ row: ProjectRow) -> Bool {
        (stages?.contains(row.stage) ?? true) && (region.map(row.place.isWithin) ?? true)
            && (tier.map { $0 == row.place.tier } ?? true) && (purpose.map { $0 == row.purpose } ?? true)
    }

    private func sorted(
        _ rows: [ProjectRow], up goesUp: Bool = false, by key: (ProjectRow) -> (some Comparable)?
    ) -> [ProjectRow] {
        let keyed = rows.map { ($0, key($0)) }
        return keyed.sorted { a, b in
            switch (a.1, b.1) {
            case (nil, nil): break
            case (_, nil): return true
            case (nil, _): return false
            case (let left?, let right?) where left != right: return (left < right) != (goesUp == isReversed)
            default: break
            }
            return a.0.key.project < b.0.key.project
        }.map(\.0)
    }
}
