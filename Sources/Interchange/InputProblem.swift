/// What is wrong in a file that comes in, where, and what to do about it.
public struct InputProblem: Error, Sendable, Hashable {
    /// The kind of problem; match on this, never on the message.
    public enum Code: String, Sendable, CaseIterable {
        /// The file cannot be opened or read.
        case unreadable
        /// The bytes are not UTF-8.
        case encoding
        /// Quotes, fields or lines do not make a record.
        case syntax
        /// A field, line or record is longer than anything sensible.
        case tooLong
        /// The names of the columns are incomplete or ambiguous.
        case header
        /// A record has another number of fields than the header.
        case fieldCount
        /// A value cannot be what its column says.
        case value
    }

    public var code: Code
    /// As the user named it.
    public var file: String
    /// Counted from 1; 0 for the file as a whole.
    public var line: Int
    /// In characters of that line, counted from 1; 0 for the line as a whole.
    public var column: Int
    /// The text of that line.
    public var excerpt: String?
    /// What is wrong, beginning with a small letter and without a full stop.
    public var message: String
    /// What to do, in the same form.
    public var remedy: String?

    public init(
        _ code: Code = .value, file: String, line: Int = 0, column: Int = 0, excerpt: String? = nil, message: String,
        remedy: String? = nil
    ) {
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.excerpt = excerpt
        self.message = message
        self.remedy = remedy
    }
}
