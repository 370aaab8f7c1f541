import Assistance
import CanonicalJSON
import Journal

/// Read model "projects": what every project is to be, how far it has come, what it was given and paid, and under which contracts.
///
/// Groups of projects, and those of each stage, are kept added up: each change of a project's figures changes theirs by the difference.
public struct Projects: ReadModel {
    public static let name = "projects"
    public static let version = 1

    public var projects = Table<ProjectRow>()
    public var contracts = Table<ContractRow>()
    public var milestones = Lines<MilestoneRow>()
    public var groups = Table<ProjectGroupRow>()
    public var stages = Table<ProjectStageRow>()

    public init() {}

    public mutating func visit(_ visitor: inout some TableVisitor) throws {
        try visitor.visit(&projects)
        try visitor.visit(&contracts)
        try visitor.visit(&milestones)
        try visitor.visit(&groups)
        try visitor.visit(&stages)
    }

    public mutating func apply(_ event: ProjectedEvent) throws(ReadModelError) {
        let date = event.record.effectiveOn
        switch try event.meaning() {
        case .fundsSpent(let spent): try pay(spent, event)
        case .fundsAllocated(let allocated): try allocate(allocated.amount.minorUnits, event)
        case .fundsReleased(let released): try allocate(-released.amount.minorUnits, event)
        case .entryReversed(let reversed): try takeBack(reversed.original, event)
        case .workReported(let work): try change(event) { $0.report(work, on: date) }
        case .projectProposed(let proposed): try propose(proposed, event)
        case .projectApproved(let approved): try approve(approved, event)
        case .budgetRevised(let revised):
            try change(event) {
                $0.plannedTotal = revised.plannedTotal.minorUnits
                $0.plannedAid = revised.plannedAid.minorUnits
            }
        case .contractAwarded(let awarded): try award(awarded, event)
        case .milestoneReached(let reached):
            try change(event) { _ in }
            milestones.append(
                MilestoneRow(
                    .init(event.record.position), of: event.subject, reached.name, plannedOn: reached.plannedOn,
                    reachedOn: date))
        case .projectStarted: try change(event) { $0.enter(.started, on: date) }
        case .projectSuspended: try change(event) { $0.enter(.suspended, on: date) }
        case .projectResumed: try change(event) { $0.resume() }
        case .projectCompleted: try change(event) { $0.enter(.completed, on: date) }
        case .useInspected(let inspected): try change(event) { $0.inspect(inspected, on: date) }
        case .projectCancelled: try change(event, isApproved: false) { $0.enter(.cancelled, on: date) }
        case .projectClosed: try change(event) { $0.enter(.closed, on: date) }
        case .evidenceAttached(let attached):
            guard attached.about.kind == .project else { break }
            try change(event, attached.about.identifier.description, isApproved: false) { $0.documents += 1 }
        default: break
        }
    }

    // MARK: Plans

    private mutating func propose(_ proposed: ProjectProposed, _ event: ProjectedEvent) throws(ReadModelError) {
        let key = ProjectRow.Key(event.subject)
        guard !projects.contains(key) else { throw event.comesTwice }
        var row = ProjectRow()
        row.key = key
        row.plan(proposed.plan)
        row.enter(.proposed, on: event.record.effectiveOn)
        row.proposedBy = event.record.actor
        projects[key] = row
        try count(Standing(row), replacing: nil, event)
    }

    private mutating func approve(_ approved: ProjectApproved, _ event: ProjectedEvent) throws(ReadModelError) {
        let key = ProjectRow.Key(event.subject)
        var row = projects[making: key]
        guard row.stage == .proposed else {
            throw ReadModelError("ProjectApproved stands in \(event.record.stream), which is \(row.stage) already")
        }
        // Most projects are put on record by their approval.
        let earlier = row.proposedOn == nil ? nil : Standing(row)
        row.plan(approved.plan)
        row.enter(.approved, on: event.record.effectiveOn)
        row.approvedBy = event.record.actor
        projects[key] = row
        try count(Standing(row), replacing: earlier, event)
        groups[making: .init(row)].approve(on: event.record.effectiveOn)
    }

    private mutating func award(_ awarded: ContractAwarded, _ event: ProjectedEvent) throws(ReadModelError) {
        let key = ContractRow.Key(event.subject, awarded.contract)
        guard !contracts.contains(key) else {
            throw ReadModelError(
                "ContractAwarded stands a second time in \(event.record.stream) for contract \(awarded.contract)")
        }
        try change(event) { row throws(ReadModelError) in
            row.contracts += 1
            guard row.contracted.gain(awarded.amount.minorUnits) else { throw event.isTooMuch }
        }
        contracts[key] = ContractRow(key, awarded, on: event.record.effectiveOn)
    }

    // MARK: Money

    /// - Parameter sign: -1 for what is taken back.
    private mutating func pay(_ spent: FundsSpent, _ event: ProjectedEvent, sign: Int64 = 1) throws(ReadModelError) {
        let amount = spent.amount.minorUnits
        try change(event) { row throws(ReadModelError) in
            guard row.pay(amount, sign: sign, on: event.record.effectiveOn) else { throw event.isTooMuch }
        }
        guard let contract = spent.contract else { return }
        let key = ContractRow.Key(event.subject, contract)
        // As of a day before its award, a contract is not known, and what was paid under it is the project's all the same.
        guard contracts.contains(key) else { return }
        guard contracts[making: key].paid.gain(sign * amount) else { throw event.isTooMuch }
    }

    private mutating func allocate(_ amount: Int64, _ event: ProjectedEvent) throws(ReadModelError) {
        try change(event) { row throws(ReadModelError) in
            guard row.allocated.gain(amount) else { throw event.isTooMuch }
        }
    }

    private mutating func takeBack(_ original: AssistanceEvent, _ event: ProjectedEvent) throws(ReadModelError) {
        switch original {
        case .fundsSpent(let spent): try pay(spent, event, sign: -1)
        case .fundsAllocated(let allocated): try allocate(-allocated.amount.minorUnits, event)
        case .fundsReleased(let released): try allocate(released.amount.minorUnits, event)
        default: break
        }
    }

    // MARK: Changing

    /// Changes the row of a project, and the figures of its group and stage with it.
    ///
    /// - Parameters:
    ///   - project: nil for the one that the event is about.
    ///   - isApproved: whether it can only happen to a project that was approved.
    private mutating func change(
        _ event: ProjectedEvent, _ project: String? = nil, isApproved: Bool = true,
        _ change: (inout ProjectRow) throws(ReadModelError) -> Void
    ) throws(ReadModelError) {
        let project = project ?? event.subject
        let key = ProjectRow.Key(project)
        guard projects.contains(key) else {
            throw ReadModelError("\(event.record.type) tells of project \(project), which is not on record")
        }
        let (earlier, later) = try take(&projects[making: key])
        try count(later, replacing: earlier, event)

        func take(_ row: inout ProjectRow) throws(ReadModelError) -> (earlier: Standing, later: Standing) {
            guard row.approvedOn != nil || !isApproved else {
                throw ReadModelError("\(event.record.type) tells of project \(project), which was never approved")
            }
            let earlier = Standing(row)
            try change(&row)
            return (earlier, Standing(row))
        }
    }

    /// Where a project is counted, and as what.
    private struct Standing {
        let group: ProjectGroupRow.Key
        /// Nothing before its approval.
        let approved: ProjectFigures
        let stage: ProjectStageRow.Key
        let figures: ProjectFigures

        init(_ row: ProjectRow) {
            group = .init(row)
            approved = ProjectFigures(row)
            stage = .init(row.stage)
            figures = ProjectFigures(every: row)
        }
    }

    /// - Parameter earlier: nil for a project that is new.
    private mutating func count(
        _ later: Standing, replacing earlier: Standing?, _ event: ProjectedEvent
    ) throws(ReadModelError) {
        let none = ProjectFigures()
        let (approved, figures) = (earlier?.approved ?? none, earlier?.figures ?? none)
        if later.approved != approved {
            guard groups[making: later.group].figures.replace(approved, by: later.approved) else {
                throw event.isTooMuch
            }
        }
        if let earlier, earlier.stage != later.stage {
            guard stages[making: earlier.stage].figures.replace(figures, by: none),
                stages[making: later.stage].figures.replace(none, by: later.figures)
            else { throw event.isTooMuch }
        } else if later.figures != figures {
            guard stages[making: later.stage].figures.replace(figures, by: later.figures) else { throw event.isTooMuch }
        }
    }
}
