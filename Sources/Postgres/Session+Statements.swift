import CPostgres

extension Session {
    /// Executes one statement and returns all its rows.
    ///
    /// - Throws: ``PostgresError``. Outside a transaction a lost answer makes its `isInDoubt` true.
    @discardableResult
    public func query(
        _ sql: String, _ parameters: [Parameter] = [], file: StaticString = #fileID, line: UInt = #line
    ) throws(PostgresError) -> Rows {
        let call = Call(sql, file, line)
        return try query(call, parameters, commits: nil)
    }

    func query(_ call: Call, _ parameters: [Parameter], commits: Bool?) throws(PostgresError) -> Rows {
        let link = try link(call)
        return unsafe try link.exchange(call, commits: commits) { handle throws(PostgresError) in
            unsafe try link.send(handle, call, parameters)
            return Rows(unsafe try link.collect(handle))
        }
    }

    /// Executes one statement and returns how many rows it affected.
    @discardableResult
    public func execute(
        _ sql: String, _ parameters: [Parameter] = [], file: StaticString = #fileID, line: UInt = #line
    ) throws(PostgresError) -> Int {
        try query(Call(sql, file, line), parameters, commits: nil).affected
    }

    /// Executes several statements, separated by semicolons, in one message of the simple protocol; unless they say
    /// otherwise themselves, they are one transaction. For migrations.
    public func executeScript(
        _ sql: String, file: StaticString = #fileID, line: UInt = #line
    ) throws(PostgresError) {
        let call = Call(sql, file, line)
        let link = try link(call)
        unsafe try link.exchange(call) { handle throws(PostgresError) in
            guard unsafe PQsendQuery(handle, sql) == 1 else { throw unsafe link.broken(handle) }
            unsafe try link.flush(handle)
            unsafe try link.collect(handle)
        }
    }

    /// Prepares a statement under a name, for as long as the connection lives.
    ///
    /// - Parameter types: of its parameters; the server infers those that are left out.
    public func prepare(
        _ name: String, _ sql: String, types: [DataType] = [], file: StaticString = #fileID, line: UInt = #line
    ) throws(PostgresError) {
        let call = Call(sql, file, line)
        let link = try link(call)
        guard !name.containsNul else {
            throw PostgresError(.misuse, "The name of a statement contains U+0000.", call: call)
        }
        unsafe try link.exchange(call, commits: false) { handle throws(PostgresError) in
            let oids = types.map(\.rawValue)
            guard unsafe PQsendPrepare(handle, name, sql, Int32(oids.count), oids) == 1 else {
                throw unsafe link.broken(handle)
            }
            unsafe try link.flush(handle)
            unsafe try link.collect(handle)
            guard unsafe PQsendDescribePrepared(handle, name) == 1 else { throw unsafe link.broken(handle) }
            unsafe try link.flush(handle)
            link.prepared[name] = unsafe try link.collect(handle).parameterTypes
        }
    }

    /// Executes a prepared statement and returns all its rows.
    ///
    /// - Throws: ``PostgresError``; with code `typeMismatch`, before anything is sent, when a parameter is not of the
    ///   statement's type.
    @discardableResult
    public func queryPrepared(
        _ name: String, _ parameters: [Parameter] = [], file: StaticString = #fileID, line: UInt = #line
    ) throws(PostgresError) -> Rows {
        let call = Call("", file, line)
        let link = try link(call)
        return unsafe try link.exchange(call) { handle throws(PostgresError) in
            unsafe try link.sendPrepared(handle, name, parameters)
            return Rows(unsafe try link.collect(handle))
        }
    }
}
