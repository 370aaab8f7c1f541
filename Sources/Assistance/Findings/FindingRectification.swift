public import CanonicalJSON

/// The body concerned put right what was found, or a part of it. Money that it says it recovered is a claim: what came back is
/// recorded as the return that it is.
public struct FindingRectified: Statement {
    public static let type = "FindingRectified"
    /// Version 2 names the documents.
    public static let version = 2
    public static let kind = StreamName.Kind.finding
    public static let turn = Turn.later

    /// 整改情况: what was done.
    public let text: String
    /// 追回资金: the money recovered by it; zero where there was none to recover.
    public let recovered: Money
    /// 佐证材料: the documents about it that were attached with it, ascending.
    public let documents: [DocumentDigest]

    public init(text: String, recovered: Money = .zero(), documents: [DocumentDigest] = []) {
        self.text = text
        self.recovered = recovered
        self.documents = documents.sorted()
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        text = try fields.text("text")
        recovered = try fields.money("recovered")
        documents = try fields.digestsIfPresent("documents")
    }

    public var data: [String: JSONValue] {
        [
            "text": .string(text), "recovered": JSONValue(recovered), "currency": JSONValue(recovered.currency),
            "documents": JSONValue(documents),
        ]
    }
    public var event: AssistanceEvent { .findingRectified(self) }

    public func proven(by documents: [DocumentDigest]) -> Self {
        Self(text: text, recovered: recovered, documents: documents)
    }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.findings[occurrence.identifier]?.take(
            .rectify, occurrence, recovering: recovered, documents: documents)
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        try books.finding(occurrence.identifier).check(.rectify, occurrence)
        try text.mustBeText(field: "text")
        guard recovered.isPositive || recovered.isZero else {
            throw Refusal(
                .amount, "the recovered amount is \(recovered), which is less than nothing",
                remedy: "give what was recovered, or leave it out", field: "recovered")
        }
    }
}
