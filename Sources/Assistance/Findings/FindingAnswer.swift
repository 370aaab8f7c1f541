public import CanonicalJSON

/// The body concerned answered a finding.
public struct FindingAnswered: Statement {
    public static let type = "FindingAnswered"
    /// Version 2 names the documents.
    public static let version = 2
    public static let kind = StreamName.Kind.finding
    public static let turn = Turn.later

    /// 被检查单位: the body that answers.
    public let by: String
    /// 答复: what it says.
    public let text: String
    /// 佐证材料: the documents about it that were attached with it, ascending.
    public let documents: [DocumentDigest]

    public init(by: String, text: String, documents: [DocumentDigest] = []) {
        self.by = by
        self.text = text
        self.documents = documents.sorted()
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        by = try fields.text("by")
        text = try fields.text("text")
        documents = try fields.digestsIfPresent("documents")
    }

    public var data: [String: JSONValue] {
        ["by": .string(by), "text": .string(text), "documents": JSONValue(documents)]
    }
    public var event: AssistanceEvent { .findingAnswered(self) }

    public func proven(by documents: [DocumentDigest]) -> Self { Self(by: by, text: text, documents: documents) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.findings[occurrence.identifier]?.take(
            .answer, occurrence, documents: documents)
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        try books.finding(occurrence.identifier).check(.answer, occurrence)
        try by.mustBeText(field: "by")
        try text.mustBeText(field: "text")
    }
}
