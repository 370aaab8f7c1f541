public import Postgres
import Schema

/// Something about a database's roles, or about what somebody may do, that is not as the ledger needs it.
public struct RoleFinding: Hashable, Sendable {
    /// The check that found it, by its file in `Schema/audits`, such as `table_excess`.
    public let check: String
    /// Such as `table pairledger.event`.
    public let object: String
    public let problem: String
    /// The statement that sets it right, for somebody who administers the database.
    public let remedy: String
}

/// Somebody who may log in and has to do with the ledger.
public struct RoleLogin: Hashable, Sendable {
    public let name: String
    /// The roles as which the login may act, or `anybody` for a superuser.
    public let actsAs: String
    /// What the login may do to the whole server or database; empty for people at their work.
    public let rights: String
}

/// What PUBLIC, and so every login of the server, may do with a database before anything is granted.
public struct PublicRights: Hashable, Sendable {
    public let mayConnect: Bool
    /// Whether whoever connects may make temporary tables.
    public let mayMakeTemporaryTables: Bool
}

/// What an audit of a database's roles has found.
public struct RoleAudit: Sendable {
    /// In the order of the checks; empty when all is well.
    public let findings: [RoleFinding]
    public let logins: [RoleLogin]
    public let everybody: PublicRights
}

extension Connection {
    /// Compares the roles and privileges with those that the ledger needs, without changing anything. Any login may do this.
    public func auditRoles() async throws(JournalError) -> RoleAudit {
        do {
            return try await transaction(isolation: .repeatableRead, readOnly: true) { session in
                try session.seePlainNamesAsPostgres()
                let may = "SELECT has_database_privilege('public', current_database(), 'CONNECT'),"
                let rights = try session.query("\(may) has_database_privilege('public', current_database(), 'TEMP')")
                    .only()
                return RoleAudit(
                    findings: try Audit.checks.flatMap(session.findings),
                    logins: try session.query(String(decoding: Audit.logins.sql, as: UTF8.self)).map {
                        RoleLogin(name: try $0.text(0), actsAs: try $0.text(1), rights: try $0.text(2))
                    },
                    everybody: PublicRights(
                        mayConnect: try rights.bool(0), mayMakeTemporaryTables: try rights.bool(1)))
            }
        } catch {
            throw JournalError(any: error)
        }
    }
}

extension Session {
    /// Whoever made objects of his own under names of PostgreSQL's must not deceive the audit.
    func seePlainNamesAsPostgres() throws {
        try executeScript("SET LOCAL search_path = pg_catalog, pg_temp")
    }

    func findings(of check: Audit) throws -> [RoleFinding] {
        try query(String(decoding: check.sql, as: UTF8.self)).map {
            RoleFinding(
                check: check.name, object: try $0.text(0), problem: try $0.text(1), remedy: try $0.text(2))
        }
    }
}
