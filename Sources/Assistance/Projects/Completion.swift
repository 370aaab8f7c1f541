public import CanonicalJSON

/// The work of a project is done; payments may still follow.
public struct ProjectCompleted: Statement {
    public static let type = "ProjectCompleted"
    public static let version = 1
    public static let kind = StreamName.Kind.project
    public static let turn = Turn.later

    /// What came of it, in a sentence.
    public let remark: String?

    public init(remark: String? = nil) { self.remark = remark }
    public init(_ fields: EventFields) throws(EventFormError) { remark = try fields.textIfPresent("remark") }
    public var data: [String: JSONValue] { ["remark": JSONValue(remark)] }
    public var event: AssistanceEvent { .projectCompleted(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.projects[occurrence.identifier]?.stage = .completed
        books.projects[occurrence.identifier]?.completedOn = occurrence.date
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        let project = try books.project(occurrence.identifier)
        try project.mustAllow(.completion, of: occurrence.identifier)
        try project.mustFollow(occurrence.date, "the completion")
        if let startedOn = project.startedOn {
            try occurrence.date.mustNotPrecede(startedOn, "the completion", "the start", field: "on")
        }
        try remark?.mustBeText(field: "remark")
    }
}

/// Somebody looked whether a completed project is in use.
public struct UseInspected: Statement {
    public static let type = "UseInspected"
    public static let version = 1
    public static let kind = StreamName.Kind.project
    public static let turn = Turn.later

    /// Whether it serves what it was built for.
    public let inUse: Bool
    /// The body that looked, such as the donor's field command.
    public let inspectedBy: String
    public let remark: String?

    public init(inUse: Bool, inspectedBy: String, remark: String? = nil) {
        self.inUse = inUse
        self.inspectedBy = inspectedBy
        self.remark = remark
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        inUse = try fields.boolean("in_use")
        inspectedBy = try fields.text("inspected_by")
        remark = try fields.textIfPresent("remark")
    }

    public var data: [String: JSONValue] {
        ["in_use": .bool(inUse), "inspected_by": .string(inspectedBy), "remark": JSONValue(remark)]
    }

    public var event: AssistanceEvent { .useInspected(self) }
    public func apply(to books: inout Books, _ occurrence: Occurrence) {}

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        let project = try books.project(occurrence.identifier)
        try project.mustAllow(.useInspection, of: occurrence.identifier)
        if let completedOn = project.completedOn {
            try occurrence.date.mustNotPrecede(completedOn, "the inspection", "the completion", field: "on")
        }
        try inspectedBy.mustBeText(field: "inspected_by")
        try remark?.mustBeText(field: "remark")
    }
}

/// A project was given up before it was completed. What it did not spend can still be given back.
public struct ProjectCancelled: Statement {
    public static let type = "ProjectCancelled"
    public static let version = 1
    public static let kind = StreamName.Kind.project
    public static let turn = Turn.later

    public let reason: String

    public init(reason: String) { self.reason = reason }
    public init(_ fields: EventFields) throws(EventFormError) { reason = try fields.text("reason") }
    public var data: [String: JSONValue] { ["reason": .string(reason)] }
    public var event: AssistanceEvent { .projectCancelled(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.projects[occurrence.identifier]?.stage = .cancelled
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        let project = try books.project(occurrence.identifier)
        try project.mustAllow(.cancellation, of: occurrence.identifier)
        try project.mustFollow(occurrence.date, "the cancellation")
        try reason.mustBeText(field: "reason")
    }
}

/// A completed project was settled: all that it was given is spent or given back, and no payment follows.
public struct ProjectClosed: Statement {
    public static let type = "ProjectClosed"
    public static let version = 1
    public static let kind = StreamName.Kind.project
    public static let turn = Turn.later

    public init() {}
    public init(_ fields: EventFields) throws(EventFormError) {}
    public var data: [String: JSONValue] { [:] }
    public var event: AssistanceEvent { .projectClosed(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.projects[occurrence.identifier]?.stage = .closed
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        let project = try books.project(occurrence.identifier)
        try project.mustAllow(.closing, of: occurrence.identifier)
        if let completedOn = project.completedOn {
            try occurrence.date.mustNotPrecede(completedOn, "the closing", "the completion", field: "on")
        }
        guard project.unspent.isZero else {
            throw Refusal(
                .exceeds,
                "project \(occurrence.identifier) cannot be closed: \(project.unspent) of the \(project.allocated) it was given is not spent",
                remedy:
                    "record the payments, or what it gives back: pairledger return --project \(occurrence.identifier) …",
                field: "project")
        }
    }
}
