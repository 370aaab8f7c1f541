public import CanonicalJSON

/// An organisation that had no part in it looked into a report, and found that it is wrong.
public struct OutcomeDisputed: Statement {
    public static let type = "OutcomeDisputed"
    public static let version = 1
    public static let kind = StreamName.Kind.indicator
    public static let turn = Turn.later

    /// The report that is disputed, by the version of its event in the stream.
    public let report: Int64
    /// The organisation that disputes it: neither the one that reported nor the one that carried the project out.
    public let disputedBy: String
    /// Why the report is wrong.
    public let reason: String
    /// What was found instead, in data as `value` and its `scale`.
    public let value: Figure

    public init(report: Int64, disputedBy: String, reason: String, value: Figure) {
        self.report = report
        self.disputedBy = disputedBy
        self.reason = reason
        self.value = value
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        report = try fields.integer("report")
        disputedBy = try fields.text("disputed_by")
        reason = try fields.text("reason")
        value = try fields.figure("value")
    }

    public var data: [String: JSONValue] {
        [
            "report": .integer(report), "disputed_by": .string(disputedBy), "reason": .string(reason),
            "value": .integer(value.number), "scale": JSONValue(value.scale),
        ]
    }

    public var event: AssistanceEvent { .outcomeDisputed(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.indicators[occurrence.identifier]?.reports[report]?.disputedBy.append(disputedBy)
    }

    public func needs(for thing: Identifier, knowing books: Books) -> Needs {
        Examiner.needs(for: thing, knowing: books)
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        let indicator = try books.indicator(occurrence.identifier)
        let claim = try indicator.report(report, of: occurrence.identifier)
        try reason.mustBeText(field: "reason")
        try indicator.mustMeasure(value, field: "value")
        let examiner = Examiner(of: report, name: disputedBy, field: "disputed_by")
        try examiner.mustBeIndependent(
            of: claim, carriedOutBy: indicator.project.flatMap { books.projects[$0]?.plan.implementer }, occurrence)
        try examiner.mustNotBe(among: claim.disputedBy, "disputed")
        guard value != claim.value else {
            throw Refusal(
                .figure, "report \(report) says \(claim.value), and so does the dispute",
                remedy: "to confirm it: pairledger outcome verify", field: "value")
        }
    }
}
