import Assistance
import CanonicalJSON
import Journal
public import Projection
import Synchronization

/// Finds the units of a population while the log is folded. An entry that was reversed is none of them.
public final class PopulationCollector: FoldObserver {
    private let population: SamplingPopulation
    private let request: ReportRequest
    private let state = Mutex(State())

    private struct State {
        /// By the positions of the events that made them.
        var units: [Int64: SamplingUnit] = [:]
        /// The positions of projects' units, by the projects.
        var projects: [String: Int64] = [:]
        /// The positions of what projects that are not approved yet have in the log.
        var proposals: [String: [Int64]] = [:]
    }

    public init(_ population: SamplingPopulation, _ request: ReportRequest) {
        self.population = population
        self.request = request
    }

    /// Those that anything of counts, in the order of the log.
    public var units: [SamplingUnit] {
        state.withLock { state in
            state.units.values.filter { unit in
                unit.amount > 0 && (population == .projects || request.period.contains(unit.effectiveOn))
            }.sorted { $0.position < $1.position }
        }
    }

    public func observe(_ events: [ProjectedEvent], _ movements: [Movement]) {
        state.withLock { state in
            for event in events { note(event, in: &state) }
            for movement in movements {
                if population == .projects {
                    countGiven(movement, in: &state)
                } else {
                    count(movement, in: &state)
                }
            }
            // What was reversed within the same page has its money by now.
            for event in events {
                if case .entryReversed(let reversed) = try? event.meaning() { state.units[reversed.position] = nil }
            }
        }
    }

    // MARK: Events

    private func note(_ event: ProjectedEvent, in state: inout State) {
        if population == .projects { return noteProject(event, in: &state) }
        guard let meaning = try? event.meaning(), let unit = unit(event, meaning) else { return }
        state.units[unit.position] = unit
    }

    private func unit(_ event: ProjectedEvent, _ meaning: AssistanceEvent) -> SamplingUnit? {
        let (position, date) = (event.record.position, event.record.effectiveOn)
        return switch (population, meaning) {
        case (.payments, .fundsSpent(let spent)):
            SamplingUnit(
                spent.payment.description, at: position, on: date,
                .payment(project: event.subject, payee: .init(spent)), whole: spent.amount)
        case (.transfers, .fundsTransferred(let sent)):
            SamplingUnit(
                event.subject, at: position, on: date, .transfer(from: sent.from, to: sent.to), whole: sent.amount)
        case (.forwardings, .fundsForwarded(let sent)):
            SamplingUnit(
                event.subject, at: position, on: date, .transfer(from: sent.from, to: sent.to), whole: sent.amount)
        default: nil
        }
    }

    private func noteProject(_ event: ProjectedEvent, in state: inout State) {
        guard event.record.stream.hasPrefix("project/") else { return }
        let project = event.subject
        let position = event.record.position
        if let unit = state.projects[project] {
            state.units[unit]?.positions.append(position)
        } else if case .projectApproved(let approved) = try? event.meaning() {
            var unit = SamplingUnit(project, at: position, on: event.record.effectiveOn, .project(approved.plan))
            unit.positions = (state.proposals.removeValue(forKey: project) ?? []) + [position]
            state.units[position] = unit
            state.projects[project] = position
        } else {
            state.proposals[project, default: []].append(position)
        }
    }

    // MARK: Money

    private func count(_ movement: Movement, in state: inout State) {
        let row = movement.row
        guard let unit = state.units[row.key.position] else { return }
        let place: String
        let purpose: String
        switch unit.details {
        // It counts where it goes, which an account of money on its way does not say.
        case .transfer(_, let to): (place, purpose) = (to.description, "")
        case .payment, .project: (place, purpose) = (movement.target.place, movement.target.purpose)
        }
        guard
            request.filter.has(
                pairing: row.pairing ?? "", movement.pairing, place: place, instrument: movement.target.instrument,
                purpose: purpose)
        else { return }
        state.units[row.key.position]?.amount += row.amount
    }

    /// What a project is given, less what it gives back; what it spends stays given.
    private func countGiven(_ movement: Movement, in state: inout State) {
        let row = movement.row
        guard request.period.contains(row.effectiveOn) else { return }
        for (account, change) in [(movement.source, -row.amount), (movement.target, row.amount)] {
            guard account.kind == .project || account.kind == .spent, let unit = state.projects[account.owner],
                request.filter.has(
                    pairing: row.pairing ?? "", movement.pairing, place: account.place,
                    instrument: account.instrument, purpose: account.purpose)
            else { continue }
            state.units[unit]?.amount += change
        }
    }
}
