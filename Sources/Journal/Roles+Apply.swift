public import Postgres
import Schema

/// What became of the roles of a database.
public struct RoleRepair: Sendable {
    /// What was set right, in that order.
    public let repaired: [RoleFinding]
    /// What is wrong still, because the login has not the right to change it.
    public let left: [RoleFinding]
}

extension Connection {
    /// Makes the roles that are missing, and gives and takes until every check is content, in one transaction. It may be
    /// repeated at any time, and in a database without the ledger's schema makes the roles alone, as before a restore.
    ///
    /// - Throws: `.database` when the login may not do what is needed; then nothing is changed.
    public func applyRoles() async throws(JournalError) -> RoleRepair {
        do {
            return try await transaction { session in
                try session.query("SELECT pg_advisory_xact_lock($1)", [.int8(Migrator.lock)])
                try session.seePlainNamesAsPostgres()
                var repaired = try session.findings(of: Audit.checks[0])
                // The files that made them, which also let an administrator without superuser rights act as the owner.
                for migration in Migration.all where migration.file.hasPrefix("roles/") {
                    try session.executeScript(String(decoding: migration.sql, as: UTF8.self))
                }
                // One check after another: taking a right from PUBLIC can show that a role has none of its own.
                for check in Audit.checks {
                    for finding in try session.findings(of: check) {
                        try session.executeScript(finding.remedy)
                        repaired.append(finding)
                    }
                }
                let left = try Audit.checks.flatMap(session.findings)
                return RoleRepair(repaired: repaired.filter { !left.contains($0) }, left: left)
            }
        } catch {
            throw JournalError(any: error)
        }
    }
}
