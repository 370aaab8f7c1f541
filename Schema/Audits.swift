/// One question to the catalogs of a database about its roles and what they may do: a file of the folder `audits`.
///
/// A check answers with a row for everything that is not as the ledger needs it: the object, the problem, and the statement
/// that sets it right.
public struct Audit: Sendable {
    /// The file's name without its ending, such as `table_excess`.
    public let name: String
    public let sql: [UInt8]
}

extension Audit {
    /// Every check, in the order in which they are set right: roles, owners, what is too much, and then what is missing.
    public static let checks: [Audit] = [
        Audit(name: "roles_missing", sql: PackageResources.roles_missing_sql),
        Audit(name: "role_attributes", sql: PackageResources.role_attributes_sql),
        Audit(name: "role_memberships", sql: PackageResources.role_memberships_sql),
        Audit(name: "owner_members", sql: PackageResources.owner_members_sql),
        Audit(name: "object_owners", sql: PackageResources.object_owners_sql),
        Audit(name: "definer_functions", sql: PackageResources.definer_functions_sql),
        Audit(name: "append_only_triggers", sql: PackageResources.append_only_triggers_sql),
        Audit(name: "row_security", sql: PackageResources.row_security_sql),
        Audit(name: "default_privileges", sql: PackageResources.default_privileges_sql),
        Audit(name: "schema_excess", sql: PackageResources.schema_excess_sql),
        Audit(name: "table_excess", sql: PackageResources.table_excess_sql),
        Audit(name: "function_excess", sql: PackageResources.function_excess_sql),
        Audit(name: "database_privileges", sql: PackageResources.database_privileges_sql),
        Audit(name: "schema_lack", sql: PackageResources.schema_lack_sql),
        Audit(name: "table_lack", sql: PackageResources.table_lack_sql),
        Audit(name: "function_lack", sql: PackageResources.function_lack_sql),
    ]

    /// Who may log in and act as whom: the login, the roles, and the rights over the server that it has beside them.
    public static let logins = Audit(name: "logins", sql: PackageResources.logins_sql)
}
