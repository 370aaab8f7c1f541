import Assistance
import CanonicalJSON
import Projection

/// Indicators of the same unit added up, and the money of their projects.
struct OutcomeFigures {
    private(set) var indicators: Int64 = 0
    private var baseline: Int128 = 0
    private(set) var target: Int128 = 0
    private(set) var reported: Int128 = 0
    private(set) var verified: Int128 = 0
    private(set) var disputed: Int128 = 0
    /// Of the indicators of which anything was verified.
    private var verifiedBaseline: Int128 = 0
    private var outcomes: [MeasuredOutcome] = []
    /// Each project counts once, however many indicators it has. Minor units.
    private var spentOfProjects: [String: Int64] = [:]
    /// Of groups whose projects are added up already.
    private var spentOfGroups: Int128 = 0

    init() {}

    /// Indicators of other places or purposes.
    mutating func add(_ group: OutcomeGroupRow) {
        indicators += group.sums.indicators
        baseline += Int128(group.sums.baseline)
        target += Int128(group.sums.target)
        reported += Int128(group.sums.reported)
        verified += Int128(group.sums.verified)
        verifiedBaseline += Int128(group.sums.verifiedBaseline)
        disputed += Int128(group.sums.disputed)
        spentOfGroups += Int128(group.spent)
    }

    mutating func add(_ outcome: MeasuredOutcome, _ request: ReportRequest) {
        let row = outcome.row
        indicators += 1
        baseline += Int128(row.baseline ?? 0)
        target += Int128(row.target)
        reported += Int128(row.claimed(request) ?? 0)
        if let found = row.found(request) {
            verified += Int128(found)
            verifiedBaseline += Int128(row.baseline ?? 0)
        }
        disputed += Int128(row.contested(request) ?? 0)
        outcomes.append(outcome)
        guard let project = outcome.project else { return }
        spentOfProjects[project.key.project] = project.spent
    }

    var spent: Int128 { spentOfProjects.values.reduce(spentOfGroups) { $0 + Int128($1) } }

    static let columns: [Report.Column] = [
        .count("indicators", "Indicators"), .count("target", "Target"), .count("reported", "Reported"),
        .count("verified", "Verified"), .count("disputed", "Disputed"),
        .percent("verified_share", "Verified of target", hasBar: true), .amount("spent", "Spent"),
        .amount("spent_per_unit", "Spent per verified unit"),
    ]

    var cells: [Report.Cell] {
        [
            .count(indicators), .count(Int64(clamping: target)), .count(Int64(clamping: reported)),
            .count(Int64(clamping: verified)), .count(Int64(clamping: disputed)),
            .ratio(verified - verifiedBaseline, of: target - baseline), .amount(spent),
            verified > 0 ? .amount(spent / verified) : .empty,
        ]
    }

    /// The events of all of them, one by one: for those of one place.
    var basis: Basis { .streams(Set(outcomes.flatMap(\.streams)).sorted()) }

    /// The same where they may be very many: all indicators of some projects, whatever their unit, and those of regions.
    func basis(_ request: ReportRequest, purpose: Purpose? = nil) -> Basis {
        let others = outcomes.filter { $0.project == nil }.flatMap(\.streams)
        let projects = Basis.projects(
            .init(
                region: request.filter.region, purpose: purpose ?? request.filter.purpose, hasIndicators: true))
        return others.isEmpty ? projects : .all([projects, .streams(others)])
    }
}
