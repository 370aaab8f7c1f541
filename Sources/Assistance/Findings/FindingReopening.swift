public import CanonicalJSON

/// A finding was opened again: its answer or its rectification did not hold.
public struct FindingReopened: Statement {
    public static let type = "FindingReopened"
    public static let version = 1
    public static let kind = StreamName.Kind.finding
    public static let turn = Turn.later

    /// Why.
    public let reason: String

    public init(reason: String) { self.reason = reason }

    public init(_ fields: EventFields) throws(EventFormError) { reason = try fields.text("reason") }

    public var data: [String: JSONValue] { ["reason": .string(reason)] }
    public var event: AssistanceEvent { .findingReopened(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.findings[occurrence.identifier]?.take(.reopen, occurrence)
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        try books.finding(occurrence.identifier).check(.reopen, occurrence)
        try reason.mustBeText(field: "reason")
    }
}
