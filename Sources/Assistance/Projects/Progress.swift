public import CanonicalJSON

/// How much of a project's physical work was done by a day, valued in money: 完成投资额. Each report counts from the beginning
/// and takes the place of earlier ones.
public struct WorkReported: EventPayload {
    public static let type = "WorkReported"
    public static let version = 1

    /// Work done of what the aid pays for.
    public let aidDone: Money
    /// Work done of the whole plan.
    public let totalDone: Money

    public init(_ fields: EventFields) throws(EventFormError) {
        aidDone = try fields.money("aid_done")
        totalDone = try fields.money("total_done")
    }

    public var data: [String: JSONValue] {
        ["aid_done": JSONValue(aidDone), "total_done": JSONValue(totalDone), "currency": JSONValue(aidDone.currency)]
    }

    public var event: AssistanceEvent { .workReported(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {}

    init(_ request: ReportWork) {
        aidDone = request.aidDone
        totalDone = request.totalDone
    }
}

/// Asks to put a report of physical progress on record.
public struct ReportWork: Request {
    public var project: Identifier
    public var aidDone: Money
    public var totalDone: Money
    public var reportedOn: CalendarDate

    public init(project: Identifier, aidDone: Money, totalDone: Money, reportedOn: CalendarDate) {
        self.project = project
        self.aidDone = aidDone
        self.totalDone = totalDone
        self.reportedOn = reportedOn
    }

    private var stream: StreamName { StreamName(.project, project) }
    public var identity: String? { nil }
    public var effectiveOn: CalendarDate { reportedOn }
    public var facts: [String: JSONValue] {
        WorkReported(self).data.merging(["project": JSONValue(project)]) { own, _ in own }
    }
    public func needs(knowing books: Books) -> Needs { Needs(streams: [stream]) }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        let plan = try books.project(project)
        try plan.mustAllow(.workReport, of: project)
        try reportedOn.mustNotPrecede(plan.approvedOn, "the report", "the project's approval", field: "reported_on")
        guard aidDone.minorUnits >= 0 else {
            throw Refusal(
                .amount, "work done cannot be \(aidDone)", remedy: "give what was done since the beginning, 0 or more",
                field: "aid_done")
        }
        guard aidDone.minorUnits <= totalDone.minorUnits else {
            throw Refusal(
                .exceeds, "work of \(aidDone) done for the aid is more than the \(totalDone) done in all",
                remedy: "the whole counts all sources, the aid among them: correct one of the two", field: "total_done")
        }
        try ReportWork.mustNotExceed(aidDone, plan: plan.plannedAid, "the aid", field: "aid_done")
        try ReportWork.mustNotExceed(totalDone, plan: plan.plannedTotal, "the whole plan", field: "total_done")
        return [
            DecidedEvent(
                stream: stream, expectedVersion: books.version(of: stream), effectiveOn: reportedOn,
                event: .workReported(WorkReported(self)), postings: [])
        ]
    }

    private static func mustNotExceed(
        _ done: Money, plan: Money, _ what: String, field: String
    ) throws(Refusal) {
        guard done.minorUnits <= plan.minorUnits else {
            throw Refusal(
                .exceeds, "work of \(done) is more than \(what) of \(plan)", remedy: "check the figure and its unit",
                field: field)
        }
    }
}
