public import CanonicalJSON

/// A project was proposed, with what it is to be.
public struct ProjectProposed: Statement {
    public static let type = "ProjectProposed"
    public static let version = 1
    public static let kind = StreamName.Kind.project
    public static let turn = Turn.first

    public let plan: ProjectPlan

    public init(_ plan: ProjectPlan) { self.plan = plan }

    public init(_ fields: EventFields) throws(EventFormError) { plan = try ProjectPlan(fields) }
    public var data: [String: JSONValue] { plan.data }
    public var event: AssistanceEvent { .projectProposed(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.projects[occurrence.identifier] = Project(
            plan, .proposed, proposedBy: occurrence.actor, on: occurrence.date)
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        try plan.check(on: occurrence.date)
    }
}
