import CPostgres

extension Session {
    /// A text as a literal of SQL, for the statements that take no parameters, such as COPY.
    ///
    /// - Throws: ``PostgresError/Code/misuse`` for a text with U+0000, which PostgreSQL cannot hold.
    public func literal(
        _ text: String, file: StaticString = #fileID, line: UInt = #line
    ) throws(PostgresError) -> String {
        let call = Call(text, file, line)
        guard !text.containsNul else { throw PostgresError(.misuse, "A text contains U+0000.", call: call) }
        let handle = unsafe try link(call).live()
        guard let escaped = unsafe PQescapeLiteral(handle, text, text.utf8.count) else {
            throw unsafe PostgresError(.misuse, String(cString: PQerrorMessage(handle)), call: call)
        }
        defer { unsafe PQfreemem(escaped) }
        return unsafe String(cString: escaped)
    }
}
