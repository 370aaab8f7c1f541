public import CanonicalJSON

/// A project's approved budget was changed.
public struct BudgetRevised: Statement {
    public static let type = "BudgetRevised"
    public static let version = 1
    public static let kind = StreamName.Kind.project
    public static let turn = Turn.later

    /// What all sources together are to pay from now on.
    public let plannedTotal: Money
    /// What the aid is to pay from now on.
    public let plannedAid: Money
    public let reason: String

    public init(plannedTotal: Money, plannedAid: Money, reason: String) {
        self.plannedTotal = plannedTotal
        self.plannedAid = plannedAid
        self.reason = reason
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        plannedTotal = try fields.money("planned_total")
        plannedAid = try fields.money("planned_aid")
        reason = try fields.text("reason")
    }

    public var data: [String: JSONValue] {
        [
            "planned_total": JSONValue(plannedTotal), "planned_aid": JSONValue(plannedAid),
            "currency": JSONValue(plannedAid.currency), "reason": .string(reason),
        ]
    }

    public var event: AssistanceEvent { .budgetRevised(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.projects[occurrence.identifier]?.plan.plannedTotal = plannedTotal
        books.projects[occurrence.identifier]?.plan.plannedAid = plannedAid
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        let project = try books.project(occurrence.identifier)
        try project.mustAllow(.budgetRevision, of: occurrence.identifier)
        try project.mustFollow(occurrence.date, "the revision")
        try reason.mustBeText(field: "reason")
        try ProjectPlan.check(total: plannedTotal, aid: plannedAid)
        guard plannedAid.minorUnits >= project.allocated.minorUnits else {
            throw Refusal(
                .exceeds,
                "the aid cannot be lowered to \(plannedAid): \(project.allocated) of it is allocated to project \(occurrence.identifier) already",
                remedy:
                    "have the project give money back first: pairledger return --project \(occurrence.identifier) …",
                field: "planned_aid")
        }
    }
}
