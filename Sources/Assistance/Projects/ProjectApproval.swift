public import CanonicalJSON

/// A project was approved, with what it is to be: as it was proposed, or changed.
public struct ProjectApproved: EventPayload {
    public static let type = "ProjectApproved"
    /// Version 2 names the sector and the implementer.
    public static let version = 2

    public let plan: ProjectPlan

    public init(_ fields: EventFields) throws(EventFormError) { plan = try ProjectPlan(fields) }
    public var data: [String: JSONValue] { plan.data }
    public var event: AssistanceEvent { .projectApproved(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        guard books.projects[occurrence.identifier] != nil else {
            books.projects[occurrence.identifier] = Project(plan, .approved, proposedBy: nil, on: occurrence.date)
            return
        }
        books.projects[occurrence.identifier]?.plan = plan
        books.projects[occurrence.identifier]?.stage = .approved
        books.projects[occurrence.identifier]?.approvedOn = occurrence.date
    }

    init(_ plan: ProjectPlan) { self.plan = plan }
}

/// Asks to put an approved project on record: one that was proposed before, or a new one, such as from a published list.
public struct ApproveProject: Request {
    public var project: Identifier
    /// Nil for the plan that was proposed.
    public var plan: ProjectPlan?
    public var approvedOn: CalendarDate

    public init(project: Identifier, plan: ProjectPlan?, approvedOn: CalendarDate) {
        self.project = project
        self.plan = plan
        self.approvedOn = approvedOn
    }

    private var stream: StreamName { StreamName(.project, project) }
    public var identity: String? { "\(stream)/approval" }
    public var effectiveOn: CalendarDate { approvedOn }
    public var facts: [String: JSONValue] { plan?.data ?? [:] }
    public func needs(knowing books: Books) -> Needs { Needs(streams: [stream]) }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        let proposed = books.projects[project]
        if let proposed {
            guard proposed.stage == .proposed else {
                throw Refusal(
                    .exists, "project \(project) is on record already, and \(proposed.stage.rawValue)",
                    remedy:
                        "give the new one another identifier; a budget is changed with pairledger project revise-budget",
                    field: "project")
            }
            try approvedOn.mustNotPrecede(proposed.beganOn, "the approval", "the proposal", field: "approved_on")
            guard proposed.proposedBy != books.actor else {
                throw Refusal(
                    .person, "project \(project) was proposed by \(books.actor), who cannot approve it as well",
                    remedy: "whoever approves it records that, under their own --actor", field: "actor")
            }
        }
        guard let plan = plan ?? proposed?.plan else { throw books.unknown(.project, project) }
        try plan.check(on: approvedOn)
        return [
            DecidedEvent(
                stream: stream, expectedVersion: books.version(of: stream), effectiveOn: approvedOn,
                event: ProjectApproved(plan).event, postings: [])
        ]
    }
}
