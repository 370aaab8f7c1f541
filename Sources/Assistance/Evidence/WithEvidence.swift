public import CanonicalJSON

/// A request together with the documents that prove it: they are attached to its first event, in the same atom.
public struct WithEvidence: Request {
    public var request: any Request
    public var documents: [DocumentDescription]

    public init(_ request: any Request, _ documents: [DocumentDescription]) {
        self.request = request
        self.documents = documents
    }

    public var identity: String? { request.identity }
    public var effectiveOn: CalendarDate { request.effectiveOn }

    /// Which documents they are belongs to what was asked; what their files are called does not.
    public var facts: [String: JSONValue] {
        guard !documents.isEmpty else { return request.facts }
        var facts = request.facts
        facts["evidence"] = .array(documents.map(\.digest).sorted().map { JSONValue($0) })
        return facts
    }

    public func needs(knowing books: Books) -> Needs {
        var needs = request.needs(knowing: books)
        needs.streams.formUnion(documents.map { StreamName(.document, Identifier($0.digest)) })
        return needs
    }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        var books = books
        var events = try request.proven(by: documents.map(\.digest)).decide(on: books)
        guard let proven = events.first else { return events }
        for event in events { books.take(event) }
        for document in documents {
            let evidence = EvidenceAttached(document, about: proven.stream, event: proven.expectedVersion + 1)
            for event in try State(evidence, of: Identifier(document.digest), on: effectiveOn).decide(on: books) {
                books.take(event)
                events.append(event)
            }
        }
        return events
    }
}
