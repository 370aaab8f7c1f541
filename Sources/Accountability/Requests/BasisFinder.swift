import Assistance
public import CanonicalJSON
import Journal
public import Projection
import Synchronization

/// An event that a figure rests on.
public struct BasisEvent: Hashable, Sendable {
    public let position: Int64
    public let effectiveOn: CalendarDate
    public let type: String
    public let stream: String
    public let actor: String
    public let recordedAt: String
    /// Why, where the event says so.
    public let reason: String?
    /// What it moved of the money in question, in minor units; 0 where it moved none.
    public var amount: Int64

    public init(
        position: Int64, effectiveOn: CalendarDate, type: String, stream: String, actor: String, recordedAt: String,
        reason: String?, amount: Int64
    ) {
        self.position = position
        self.effectiveOn = effectiveOn
        self.type = type
        self.stream = stream
        self.actor = actor
        self.recordedAt = recordedAt
        self.reason = reason
        self.amount = amount
    }
}

/// Finds the events behind figures, while the log is folded.
public final class BasisFinder: FoldObserver {
    private let bases: [Basis]
    private let request: ReportRequest
    private let first: Int64
    private let found: Mutex<[[Int64: BasisEvent]]>
    /// By the streams of their projects and indicators; none unless somebody asks by plans.
    private let plans = Mutex<[String: ProjectPlan]>([:])

    /// - Parameter first: the position of the first event to look at.
    public init(_ bases: [Basis], of request: ReportRequest, from first: Int64 = 0) {
        self.bases = bases
        self.request = request
        self.first = first
        found = Mutex(Array(repeating: [:], count: bases.count))
    }

    /// For each basis its events, by position.
    public var events: [[BasisEvent]] {
        found.withLock { $0.map { $0.values.sorted { $0.position < $1.position } } }
    }

    public func observe(_ events: [ProjectedEvent], _ movements: [Movement]) {
        let records = Dictionary(uniqueKeysWithValues: events.map { ($0.record.position, $0) })
        let plans = notePlans(events)
        found.withLock { found in
            for (index, basis) in bases.enumerated() {
                for event in events where event.record.position >= first && names(event, basis, plans) {
                    found[index][event.record.position, default: BasisEvent(event)].amount += 0
                }
                for movement in movements where movement.row.key.position >= first && moves(movement, basis) {
                    let position = movement.row.key.position
                    guard let event = records[position] else { continue }
                    found[index][position, default: BasisEvent(event)].amount += movement.row.amount
                }
            }
        }
    }

    /// The plans of projects and of their indicators, with those that the events tell.
    private func notePlans(_ events: [ProjectedEvent]) -> [String: ProjectPlan] {
        guard bases.contains(where: \.asksForPlans) else { return [:] }
        return plans.withLock { plans in
            for event in events {
                switch try? event.meaning() {
                case .projectProposed(let proposed): plans[event.record.stream] = proposed.plan
                case .projectApproved(let approved): plans[event.record.stream] = approved.plan
                case .indicatorDefined(let defined):
                    plans[event.record.stream] = defined.project.flatMap { plans["project/\($0)"] }
                default: break
                }
            }
            return plans
        }
    }

    private func names(_ event: ProjectedEvent, _ basis: Basis, _ plans: [String: ProjectPlan]) -> Bool {
        switch basis {
        case .money: false
        case .projects(let projects):
            (plans[event.record.stream].map(projects.has) ?? false)
                && (projects.hasIndicators || event.record.stream.hasPrefix("project/"))
        case .streams(let streams): streams.contains(event.record.stream)
        case .positions(let positions): positions.contains(event.record.position)
        case .cooperation(let cooperation): cooperation.has(event)
        case .all(let parts): parts.contains { names(event, $0, plans) }
        }
    }

    private func moves(_ movement: Movement, _ basis: Basis) -> Bool {
        switch basis {
        case .money(let money): moves(movement, money)
        case .projects, .streams, .positions, .cooperation: false
        case .all(let parts): parts.contains { moves(movement, $0) }
        }
    }

    private func moves(_ movement: Movement, _ basis: MoneyBasis) -> Bool {
        let row = movement.row
        guard request.period.contains(row.effectiveOn), basis.period?.contains(row.effectiveOn) ?? true else {
            return false
        }
        if let time = basis.time {
            guard let step = request.step, step.name(of: step.start(of: row.effectiveOn)) == time else { return false }
        }
        let sides = movement.pairing
        guard basis.pairing.map({ $0 == row.pairing ?? "" }) ?? true, basis.donor.map({ $0 == sides?.donor }) ?? true,
            basis.recipient.map({ $0 == sides?.recipient }) ?? true,
            basis.agreement.map({ $0 == row.agreement }) ?? true, basis.transfer.map({ $0 == row.transfer }) ?? true,
            basis.fiscalYear.map({ $0 == row.fiscalYear }) ?? true
        else { return false }
        return [movement.source, movement.target].contains { account in
            has(account, basis)
                && request.filter.has(
                    pairing: row.pairing ?? "", sides, place: account.place, instrument: account.instrument,
                    purpose: account.purpose)
        }
    }

    private func has(_ account: AccountRow, _ basis: MoneyBasis) -> Bool {
        let region = RegionCode(account.place)
        return (basis.kinds?.contains(account.kind) ?? true)
            && (basis.account.map { $0 == account.key.account } ?? true)
            && (basis.instrument.map { $0 == account.instrument } ?? true)
            && (basis.region.map { region?.isWithin($0) ?? false } ?? true)
            && (basis.place.map { $0.region == region && $0.scope.rawValue == account.scope } ?? true)
            && (basis.tier.map { $0 == region?.tier } ?? true)
            && (basis.purpose.map { $0.rawValue == account.purpose } ?? true)
    }
}

extension Basis {
    fileprivate var asksForPlans: Bool {
        switch self {
        case .projects: true
        case .all(let parts): parts.contains(where: \.asksForPlans)
        case .money, .streams, .positions, .cooperation: false
        }
    }
}

extension BasisEvent {
    fileprivate init(_ event: ProjectedEvent) {
        let record = event.record
        self.init(
            position: record.position, effectiveOn: record.effectiveOn, type: record.type, stream: record.stream,
            actor: record.actor, recordedAt: record.recordedAt.description, reason: record.statement.text("reason"),
            amount: 0)
    }
}
