public import CanonicalJSON

/// Somebody else than those who answered looked at a finding again and settled it (销号).
public struct FindingClosed: Statement {
    public static let type = "FindingClosed"
    public static let version = 1
    public static let kind = StreamName.Kind.finding
    public static let turn = Turn.later

    /// 复核意见: what was looked at, and why it is settled.
    public let remark: String

    public init(remark: String) { self.remark = remark }

    public init(_ fields: EventFields) throws(EventFormError) { remark = try fields.text("remark") }

    public var data: [String: JSONValue] { ["remark": .string(remark)] }
    public var event: AssistanceEvent { .findingClosed(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.findings[occurrence.identifier]?.take(.close, occurrence)
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        try books.finding(occurrence.identifier).check(.close, occurrence)
        try remark.mustBeText(field: "remark")
    }
}
