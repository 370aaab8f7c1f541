import Accountability
import ArgumentParser
import Journal

struct RolesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roles", abstract: "The database's roles: who may do what with the ledgers.",
        subcommands: [Check.self, Apply.self, Scope.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Look for roles and privileges that are not as the ledger needs them.",
            discussion: """
                Changes nothing. Every finding stands with the statement that sets it right. Below are those who may log in, and \
                as whom each may then act. Exit status 1 when anything is found.

                Examples:
                  pairledger roles check
                  pairledger roles check --format json
                """)

        @OptionGroup var options: DatabaseOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let database = try await Database.open(options)
            let audit = try await database.connectCurrent(.administer, quiet: options.quiet).auditRoles()
            try output.write(
                Report(
                    name: "roles", title: "Roles",
                    facts: [
                        .init(key: "findings", label: "Findings", value: .count(Int64(audit.findings.count))),
                        .init(
                            key: "public_connect", label: "Any login of the server may connect",
                            value: .text(audit.everybody.mayConnect ? "yes" : "no")),
                        .init(
                            key: "public_temporary", label: "and make temporary tables",
                            value: .text(audit.everybody.mayMakeTemporaryTables ? "yes" : "no")),
                    ],
                    sections: [
                        RolesCommand.section("findings", "Findings", audit.findings), Check.section(audit.logins),
                    ]))
            let count = audit.findings.count
            guard count == 0 else {
                throw CommandFailure(
                    .no, "the roles have \(count) finding\(count == 1 ? "" : "s")",
                    remedy: "set right what is shown with: pairledger roles apply")
            }
        }

        private static func section(_ logins: [RoleLogin]) -> Report.Section {
            Report.Section(
                key: "logins", title: "Who may log in",
                columns: [
                    .init(key: "login", label: "Login", kind: .text),
                    .init(key: "acts_as", label: "May act as", kind: .text),
                    .init(key: "rights", label: "Rights over the server", kind: .text),
                ],
                rows: logins.map {
                    .init([.text($0.name), .text($0.actsAs), $0.rights.isEmpty ? .empty : .text($0.rights)])
                })
        }
    }

    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "apply",
            abstract: "Make the roles, and give and take what each needs and must not have.",
            discussion: """
                For an administrator of the database; repeat it at will. All or nothing is changed. Before a dump is restored on \
                a new server it makes the roles that the dump names. It takes privileges on the ledger's objects from everybody \
                but the ledger's roles: grant people these roles.

                Examples:
                  pairledger roles apply
                  PAIRLEDGER_DATABASE_URL=postgresql://admin@db.example/pairledger pairledger roles apply
                """)

        @OptionGroup var options: DatabaseOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let database = try await Database.open(options)
            let shown = try output.openForReport()
            let administrator = try await database.connect(.administer)
            let repair = try await administrator.applyRoles()
            try shown.write(
                Report(
                    name: "roles", title: "Roles",
                    sections: [RolesCommand.section("repaired", "Set right", repair.repaired)]
                        + (repair.left.isEmpty ? [] : [RolesCommand.section("left", "Wrong still", repair.left)])))
            try shown.finish()
            guard repair.left.isEmpty else {
                throw CommandFailure(
                    .no, "\(repair.left.count) of the findings are beyond the rights of this login",
                    remedy: "have a superuser run it")
            }
            if try await Migrator().state(on: administrator) == .absent {
                Terminal.note(
                    "the roles are there, the ledger's schema is not: run `pairledger up`, or restore a dump and run this again",
                    quiet: options.quiet)
            }
        }
    }

    private static func section(_ key: String, _ title: String, _ findings: [RoleFinding]) -> Report.Section {
        Report.Section(
            key: key, title: title,
            columns: [
                .init(key: "check", label: "Check", kind: .text),
                .init(key: "object", label: "Object", kind: .text),
                .init(key: "problem", label: "Problem", kind: .text),
                .init(key: "remedy", label: "Remedy", kind: .text),
            ],
            rows: findings.map { .init([.text($0.check), .text($0.object), .text($0.problem), .text($0.remedy)]) })
    }
}
