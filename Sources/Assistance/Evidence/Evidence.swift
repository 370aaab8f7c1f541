public import CanonicalJSON

/// A document was attached to a thing of the ledger, or to one event of it. The document itself stays outside; its stream is
/// called by its SHA-256, so whoever holds the file can show that it is the one.
public struct EvidenceAttached: Statement {
    public static let type = "EvidenceAttached"
    public static let version = 1
    public static let kind = StreamName.Kind.document
    public static let turn = Turn.any

    /// The name of the thing's stream, such as `project/P1`.
    public let about: StreamName
    /// The version of one event of that stream, where it is evidence of that event; nil for the thing as a whole.
    public let aboutEvent: Int64?
    /// How many bytes the document has.
    public let bytes: Int64
    /// RFC 6838. IATI: `document-link/@format`.
    public let mediaType: MediaType
    /// What it calls itself, or its file's name. IATI: `document-link/title`.
    public let title: String
    /// IATI: `document-link/category/@code`, code list DocumentCategory, where a code fits.
    public let documentKind: DocumentKind

    public init(_ document: DocumentDescription, about: StreamName, event: Int64? = nil) {
        self.about = about
        aboutEvent = event
        bytes = document.bytes
        mediaType = document.mediaType
        title = document.title
        documentKind = document.kind
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        about = try fields.stream("about")
        aboutEvent = try fields.integerIfPresent("about_event")
        bytes = try fields.integer("bytes")
        mediaType = try fields.mediaType("media_type")
        title = try fields.text("title")
        documentKind = try fields.choice("kind")
    }

    public var data: [String: JSONValue] {
        [
            "about": .string(about.description), "about_event": JSONValue(aboutEvent), "bytes": .integer(bytes),
            "media_type": .string(mediaType.description), "title": .string(title), "kind": JSONValue(documentKind),
        ]
    }

    public var event: AssistanceEvent { .evidenceAttached(self) }

    private var attachment: Document.Attachment { Document.Attachment(about: about, event: aboutEvent) }

    /// Attaching the same document to the same thing is the same request.
    public func identity(of thing: Identifier) -> String? { "\(StreamName(Self.kind, thing))/\(attachment)" }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.documents[occurrence.identifier, default: Document(self)].attachments.insert(attachment)
    }

    public func needs(for thing: Identifier, knowing books: Books) -> Needs { Needs(streams: [about]) }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        guard DocumentDigest(occurrence.identifier.description) != nil else {
            throw Refusal(
                .form, "\(occurrence.identifier) is not the SHA-256 of a document",
                remedy: "give its 64 small hexadecimal digits", field: "document")
        }
        try title.mustBeText(field: "title")
        try mustBeAboutSomething(books)
        let known = books.documents[occurrence.identifier]
        guard bytes > 0, bytes == known?.bytes ?? bytes else {
            throw Refusal(
                .figure,
                known.map { "the document has \($0.bytes) bytes on record, not \(bytes)" }
                    ?? "a document of \(bytes) bytes is evidence of nothing",
                remedy: "check that the file is the right one, and whole", field: "bytes")
        }
        guard known?.attachments.contains(attachment) != true else {
            throw Refusal(
                .exists, "the document is attached to \(attachment) already", remedy: "nothing is left to do",
                field: "document")
        }
    }

    private func mustBeAboutSomething(_ books: Books) throws(Refusal) {
        guard about.kind != .payment else {
            throw Refusal(
                .unknown, "a payment has no events of its own; it is one of its project's",
                remedy: "attach the document to the project, with the version of the payment's event", field: "about")
        }
        try books.mustExist(about, field: "about")
        guard let aboutEvent, !(1...books.version(of: about)).contains(aboutEvent) else { return }
        throw Refusal(
            .unknown, "\(about) has no event \(aboutEvent); its events are 1 to \(books.version(of: about))",
            remedy: "see them with `pairledger log show --stream \(about)`", field: "about_event")
    }
}
