extension Session {
    /// The notices and warnings that the server sends while `body` runs. The connection's handler is told of them as well.
    public func notices(
        file: StaticString = #fileID, line: UInt = #line, during body: () throws(PostgresError) -> Void
    ) throws(PostgresError) -> [Notice] {
        let receiver = try link(Call("", file, line)).notices
        receiver.keep()
        do throws(PostgresError) {
            try body()
        } catch {
            _ = receiver.kept()
            throw error
        }
        return receiver.kept()
    }
}
