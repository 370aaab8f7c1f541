/// That a document is evidence of a thing, or of one of its events. The same document may be evidence of many.
public struct AttachmentRow: TableRow {
    public static let table = "attachment"

    public struct Key: TableKey {
        /// Of the event.
        public var position: Int64 = 0

        public init() {}
        public init(_ position: Int64) { self.position = position }
        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("position", &position)
        }
    }

    public var key = Key()
    /// The SHA-256 of its bytes.
    public var document = ""
    /// The thing's stream, such as `project/K1`.
    public var about = ""
    /// The version of the event in that stream; nil for the thing as a whole.
    public var aboutEvent: Int64?

    public init() {}

    init(_ key: Key, of document: String, to about: String, event: Int64?) {
        self.key = key
        self.document = document
        self.about = about
        aboutEvent = event
    }

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("document", &document)
        try columns.column("about", &about)
        try columns.column("about_event", &aboutEvent)
    }
}
