public import CanonicalJSON

/// An organisation that had no part in it looked into a report, and says what it found. What it found may differ from what was
/// claimed; to say that the claim is wrong is `OutcomeDisputed`.
public struct OutcomeVerified: Statement {
    public static let type = "OutcomeVerified"
    public static let version = 1
    public static let kind = StreamName.Kind.indicator
    public static let turn = Turn.later

    /// The report that was looked into, by the version of its event in the stream.
    public let report: Int64
    /// The organisation that looked into it: neither the one that reported nor the one that carried the project out.
    public let verifiedBy: String
    /// How it was looked into: visits to a sample of households, payroll records.
    public let method: String
    /// What was found, in data as `value` and its `scale`.
    public let value: Figure

    public init(report: Int64, verifiedBy: String, method: String, value: Figure) {
        self.report = report
        self.verifiedBy = verifiedBy
        self.method = method
        self.value = value
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        report = try fields.integer("report")
        verifiedBy = try fields.text("verified_by")
        method = try fields.text("method")
        value = try fields.figure("value")
    }

    public var data: [String: JSONValue] {
        [
            "report": .integer(report), "verified_by": .string(verifiedBy), "method": .string(method),
            "value": .integer(value.number), "scale": JSONValue(value.scale),
        ]
    }

    public var event: AssistanceEvent { .outcomeVerified(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.indicators[occurrence.identifier]?.reports[report]?.verifiedBy.append(verifiedBy)
    }

    public func needs(for thing: Identifier, knowing books: Books) -> Needs {
        Examiner.needs(for: thing, knowing: books)
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        let indicator = try books.indicator(occurrence.identifier)
        let claim = try indicator.report(report, of: occurrence.identifier)
        try method.mustBeText(field: "method")
        try indicator.mustMeasure(value, field: "value")
        let examiner = Examiner(of: report, name: verifiedBy, field: "verified_by")
        try examiner.mustBeIndependent(
            of: claim, carriedOutBy: indicator.project.flatMap { books.projects[$0]?.plan.implementer }, occurrence)
        try examiner.mustNotBe(among: claim.verifiedBy, "verified")
    }
}
