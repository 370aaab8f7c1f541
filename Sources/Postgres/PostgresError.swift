/// What went wrong, where, and what to do about it.
///
/// It never carries a password or the value of a parameter. The server's own `detail` may quote stored values, as in
/// `Key (id)=(7) already exists.`
public struct PostgresError: Error, Sendable {
    public enum Code: Sendable, Hashable {
        /// No connection could be made. ``PostgresError/sqlState`` tells why if a server answered.
        case connectFailed
        /// The connection broke, or was closed before this call. Open a new one.
        case connectionLost
        /// The server refused the statement; see ``PostgresError/sqlState``.
        case server
        /// The client's own deadline passed.
        case timeout
        /// The task was cancelled, or ``Connection/cancel()`` was called.
        case cancelled
        /// The transaction, or the segment of a pipeline, was rolled back because of another error in it.
        case aborted
        /// The call cannot be right whatever the server says.
        case misuse
        /// The server sent what the protocol does not allow here.
        case protocolViolation
        /// A column, or a parameter of a prepared statement, has another type.
        case typeMismatch
        /// A column is NULL where a value was asked for.
        case unexpectedNull
    }

    public var code: Code
    /// The condition the server reported, if it did.
    public var sqlState: SQLState?
    /// One sentence or more: what is wrong, and what to do if that is known.
    public var message: String
    public var detail: String?
    public var hint: String?
    /// The PL/pgSQL or SQL context of the error.
    public var context: String?
    public var schema: String?
    public var table: String?
    public var column: String?
    public var dataType: String?
    public var constraint: String?
    /// The first 200 characters of the SQL text, without the values of its parameters.
    public var query: String?
    /// Whether the server may have committed the work of this call although no answer arrived. Ask the database
    /// before doing it again.
    public var isInDoubt: Bool
    /// The `#fileID` and `#line` of the call.
    public var file: String?
    public var line: Int?

    init(_ code: Code, _ message: String, sqlState: SQLState? = nil, isInDoubt: Bool = false, call: Call? = nil) {
        self.code = code
        self.message = message
        self.sqlState = sqlState
        self.isInDoubt = isInDoubt
        if let call { locate(call) }
    }

    /// Adds what the call was, unless that is known already.
    mutating func locate(_ call: Call) {
        guard file == nil else { return }
        file = String(describing: call.file)
        line = Int(call.line)
        if !call.sql.isEmpty { query = call.excerpt }
    }

    func located(_ call: Call) -> PostgresError {
        var copy = self
        copy.locate(call)
        return copy
    }

    func inDoubt(_ isInDoubt: Bool) -> PostgresError {
        var copy = self
        copy.isInDoubt = isInDoubt
        return copy
    }
}

extension PostgresError: CustomStringConvertible {
    public var description: String {
        var text = message
        if let sqlState { text += " [SQLSTATE \(sqlState)]" }
        if let detail { text += " Detail: \(detail)" }
        if let hint { text += " Hint: \(hint)" }
        if let constraint { text += " Constraint: \(constraint)." }
        if isInDoubt { text += " Whether the work was committed is unknown; ask the database before repeating it." }
        if let query { text += " In: \(query)" }
        if let file, let line { text += " (\(file):\(line))" }
        return text
    }
}
