import Postgres

extension Session {
    /// Returns when everything that the ledger holds is durable here and, where the server has synchronous standbys, there too, even if
    /// this login would otherwise wait for less.
    ///
    /// - Throws: `SealError.notReplicated` when the server gave up waiting, as when somebody cancels the statement: it has committed
    ///   by then, and does no more than warn.
    func flushEverywhere(_ ledger: LedgerName) throws {
        let sql = """
            SELECT set_config('client_min_messages', 'warning', true), set_config('synchronous_commit', CASE
            current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, true), pairledger.flush($1)
            """
        let notices = try notices { () throws(PostgresError) in try query(sql, [.text(ledger.description)]) }
        if let warning = notices.first(where: { $0.severity == "WARNING" }) {
            throw SealError.notReplicated(reason: warning.message)
        }
    }
}
