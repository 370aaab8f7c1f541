public import CanonicalJSON

/// Somebody else than those who answered looked at a finding again and settled it (销号).
public struct FindingClosed: Statement {
    public static let type = "FindingClosed"
    /// Version 2 names the documents.
    public static let version = 2
    public static let kind = StreamName.Kind.finding
    public static let turn = Turn.later

    /// 复核意见: what was looked at, and why it is settled.
    public let remark: String
    /// 佐证材料: the documents about it that were attached with it, ascending.
    public let documents: [DocumentDigest]

    public init(remark: String, documents: [DocumentDigest] = []) {
        self.remark = remark
        self.documents = documents.sorted()
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        remark = try fields.text("remark")
        documents = try fields.digestsIfPresent("documents")
    }

    public var data: [String: JSONValue] { ["remark": .string(remark), "documents": JSONValue(documents)] }
    public var event: AssistanceEvent { .findingClosed(self) }

    public func proven(by documents: [DocumentDigest]) -> Self { Self(remark: remark, documents: documents) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.findings[occurrence.identifier]?.take(
            .close, occurrence, documents: documents)
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        try books.finding(occurrence.identifier).check(.close, occurrence, documents: documents)
        try remark.mustBeText(field: "remark")
    }
}
