public import CanonicalJSON

/// Work on a project began.
public struct ProjectStarted: Statement {
    public static let type = "ProjectStarted"
    public static let version = 1
    public static let kind = StreamName.Kind.project
    public static let turn = Turn.later

    public init() {}
    public init(_ fields: EventFields) throws(EventFormError) {}
    public var data: [String: JSONValue] { [:] }
    public var event: AssistanceEvent { .projectStarted(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.projects[occurrence.identifier]?.stage = .started
        books.projects[occurrence.identifier]?.startedOn = occurrence.date
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        let project = try books.project(occurrence.identifier)
        try project.mustAllow(.start, of: occurrence.identifier)
        try project.mustFollow(occurrence.date, "the start")
    }
}

/// A project came to a point that its plan names.
public struct MilestoneReached: Statement {
    public static let type = "MilestoneReached"
    public static let version = 1
    public static let kind = StreamName.Kind.project
    public static let turn = Turn.later

    /// Field `milestone`, since a project has a name of its own.
    public let name: String
    /// The day on which it was to be reached.
    public let plannedOn: CalendarDate?

    public init(name: String, plannedOn: CalendarDate? = nil) {
        self.name = name
        self.plannedOn = plannedOn
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        name = try fields.text("milestone")
        plannedOn = try fields.dateIfPresent("planned_on")
    }

    public var data: [String: JSONValue] { ["milestone": .string(name), "planned_on": JSONValue(plannedOn)] }
    public var event: AssistanceEvent { .milestoneReached(self) }
    public func apply(to books: inout Books, _ occurrence: Occurrence) {}

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        let project = try books.project(occurrence.identifier)
        try project.mustAllow(.milestone, of: occurrence.identifier)
        try project.mustFollow(occurrence.date, "the milestone")
        try name.mustBeText(field: "milestone")
    }
}

/// Work on a project was interrupted.
public struct ProjectSuspended: Statement {
    public static let type = "ProjectSuspended"
    public static let version = 1
    public static let kind = StreamName.Kind.project
    public static let turn = Turn.later

    public let reason: String

    public init(reason: String) { self.reason = reason }
    public init(_ fields: EventFields) throws(EventFormError) { reason = try fields.text("reason") }
    public var data: [String: JSONValue] { ["reason": .string(reason)] }
    public var event: AssistanceEvent { .projectSuspended(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.projects[occurrence.identifier]?.stage = .suspended
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        let project = try books.project(occurrence.identifier)
        try project.mustAllow(.suspension, of: occurrence.identifier)
        try project.mustFollow(occurrence.date, "the suspension")
        try reason.mustBeText(field: "reason")
    }
}

/// Work on a suspended project went on.
public struct ProjectResumed: Statement {
    public static let type = "ProjectResumed"
    public static let version = 1
    public static let kind = StreamName.Kind.project
    public static let turn = Turn.later

    public init() {}
    public init(_ fields: EventFields) throws(EventFormError) {}
    public var data: [String: JSONValue] { [:] }
    public var event: AssistanceEvent { .projectResumed(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        let hasStarted = books.projects[occurrence.identifier]?.startedOn != nil
        books.projects[occurrence.identifier]?.stage = hasStarted ? .started : .approved
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        let project = try books.project(occurrence.identifier)
        try project.mustAllow(.resumption, of: occurrence.identifier)
        try project.mustFollow(occurrence.date, "the resumption")
    }
}
