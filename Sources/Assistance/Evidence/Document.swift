/// What is known of a document that is kept outside the ledger.
public struct Document: Hashable, Sendable {
    /// How long it is.
    public let bytes: Int64
    /// What it is evidence of.
    public internal(set) var attachments: Set<Attachment>

    init(_ event: EvidenceAttached) {
        bytes = event.bytes
        attachments = []
    }

    /// A thing of the ledger, or one event of it.
    public struct Attachment: Hashable, Sendable, CustomStringConvertible {
        public let about: StreamName
        /// The version of one event of the thing; nil for all of it.
        public let event: Int64?

        public init(about: StreamName, event: Int64? = nil) {
            self.about = about
            self.event = event
        }

        /// Such as `project/P1`, and `project/P1/7` for its seventh event.
        public var description: String { "\(about)" + (event.map { "/\($0)" } ?? "") }
    }
}

/// A document as its holder describes it.
public struct DocumentDescription: Hashable, Sendable {
    public let digest: DocumentDigest
    public let bytes: Int64
    public let mediaType: MediaType
    public let title: String
    public let kind: DocumentKind

    public init(digest: DocumentDigest, bytes: Int64, mediaType: MediaType, title: String, kind: DocumentKind = .other)
    {
        self.digest = digest
        self.bytes = bytes
        self.mediaType = mediaType
        self.title = title
        self.kind = kind
    }
}
