public import CanonicalJSON

/// The body concerned answered a finding.
public struct FindingAnswered: Statement {
    public static let type = "FindingAnswered"
    public static let version = 1
    public static let kind = StreamName.Kind.finding
    public static let turn = Turn.later

    /// 被检查单位: the body that answers.
    public let by: String
    /// 答复: what it says.
    public let text: String

    public init(by: String, text: String) {
        self.by = by
        self.text = text
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        by = try fields.text("by")
        text = try fields.text("text")
    }

    public var data: [String: JSONValue] { ["by": .string(by), "text": .string(text)] }
    public var event: AssistanceEvent { .findingAnswered(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.findings[occurrence.identifier]?.take(.answer, occurrence)
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        try books.finding(occurrence.identifier).check(.answer, occurrence)
        try by.mustBeText(field: "by")
        try text.mustBeText(field: "text")
    }
}
