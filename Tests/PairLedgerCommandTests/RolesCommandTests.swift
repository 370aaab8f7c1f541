import Foundation
import Postgres
import Testing

extension CommandSuite {
    @Suite("looking after the roles")
    struct RolesCommandTests {
        private struct Shown: Decodable {
            struct Sections: Decodable {
                let findings: [Finding]
                let logins: [Login]
            }
            struct Finding: Decodable {
                let check: String
                let object: String
                let problem: String
                let remedy: String
            }
            struct Login: Decodable {
                let login: String
                let acts_as: String
            }
            let facts: [String: Fact]
            let sections: Sections
        }
        private enum Fact: Decodable, Equatable {
            case count(Int)
            case text(String)

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let count = try? container.decode(Int.self) {
                    self = .count(count)
                } else {
                    self = .text(try container.decode(String.self))
                }
            }
        }

        private func run(_ script: String, in home: CommandHome, database: String = "pairledger") async throws {
            let admin = try await Connection.open(ConnectionOptions(home.connectionString(database: database)))
            try await admin.run { try $0.executeScript(script) }
            await admin.close()
        }

        @Test("finds nothing on a new server, names what is wrong then with its remedy, and sets it right")
        func checkAndApply() async throws {
            let home = try CommandHome()
            defer { home.remove() }
            let sound = try await home.run(["roles", "check", "--quiet"])
            #expect(sound.status == 0 && sound.errors == "")
            #expect(
                sound.output == """
                    Roles
                    Findings                             0
                    Any login of the server may connect  yes
                    and make temporary tables            yes

                    Findings
                    Check  Object  Problem  Remedy
                    -----  ------  -------  ------
                    (no rows)

                    Who may log in
                    Login                 May act as            Rights over the server
                    --------------------  --------------------  -------------------------------------------------------------------
                    pairledger_admin      anybody               superuser, may create roles, owns the database, may copy the server
                    pairledger_inspector  pairledger_inspector
                    pairledger_observer   pairledger_observer
                    pairledger_projector  pairledger_projector
                    pairledger_recorder   pairledger_recorder

                    """)

            try await run(
                """
                CREATE ROLE clerk LOGIN; GRANT pairledger_recorder, pairledger_inspector TO clerk;
                GRANT INSERT ON pairledger.event TO clerk; ALTER TABLE pairledger.event DISABLE TRIGGER event_append_only
                """, in: home)
            let wrong = try await home.run(["roles", "check", "--format", "json"])
            #expect(wrong.status == 1)
            #expect(
                wrong.errors == """
                    pairledger: error: the roles have 2 findings
                      set right what is shown with: pairledger roles apply

                    """)
            let shown = try JSONDecoder().decode(Shown.self, from: Data(wrong.output.utf8))
            #expect(shown.facts["findings"] == .count(2) && shown.facts["public_connect"] == .text("yes"))
            #expect(
                shown.sections.findings.map { "\($0.check): \($0.object): \($0.problem): \($0.remedy)" } == [
                    "append_only_triggers: table pairledger.event: the trigger event_append_only does not fire always: "
                        + "ALTER TABLE pairledger.event ENABLE ALWAYS TRIGGER event_append_only",
                    "table_excess: table pairledger.event: clerk has INSERT: "
                        + "REVOKE INSERT ON TABLE pairledger.event FROM clerk CASCADE",
                ])
            let clerk = shown.sections.logins.first { $0.login == "clerk" }
            #expect(clerk?.acts_as == "pairledger_inspector, pairledger_recorder")

            let applied = try await home.run(["roles", "apply", "--format", "csv"])
            #expect(applied.status == 0 && applied.errors == "")
            #expect(
                applied.output == """
                    check,object,problem,remedy\r
                    append_only_triggers,table pairledger.event,the trigger event_append_only does not fire always,\
                    ALTER TABLE pairledger.event ENABLE ALWAYS TRIGGER event_append_only\r
                    table_excess,table pairledger.event,clerk has INSERT,REVOKE INSERT ON TABLE pairledger.event FROM clerk CASCADE\r

                    """)
            #expect(try await home.run(["roles", "check"]).status == 0)
            let again = try await home.run(["roles", "apply", "--format", "csv"])
            #expect(again.status == 0 && again.output == "check,object,problem,remedy\r\n")
        }

        @Test("in a configured database without the schema makes the roles, says what is missing, and checks nothing")
        func withoutSchema() async throws {
            let home = try CommandHome()
            defer { home.remove() }
            #expect(try await home.run(["up"]).status == 0)
            try await run("CREATE DATABASE office", in: home)
            let office = ["PAIRLEDGER_DATABASE_URL": home.connectionString(database: "office")]
            let check = try await home.run(["roles", "check"], variables: office)
            #expect(check.status == 3 && check.output == "")
            #expect(check.errors.hasPrefix("pairledger: error: the database does not have the ledger's schema yet\n"))
            let applied = try await home.run(["roles", "apply", "--format", "csv"], variables: office)
            #expect(applied.status == 0 && applied.output == "check,object,problem,remedy\r\n")
            #expect(
                applied.errors
                    == "the roles are there, the ledger's schema is not: run `pairledger up`, or restore a dump and run this again\n"
            )
            #expect(try await home.run(["up"], variables: office).status == 0)
            #expect(try await home.run(["roles", "check"], variables: office).status == 0)
            let inspector = [
                "PAIRLEDGER_DATABASE_URL": home.connectionString(database: "office", user: "pairledger_inspector")
            ]
            #expect(try await home.run(["roles", "check"], variables: inspector).status == 0)
            try await run("GRANT SELECT ON pairledger.event TO PUBLIC", in: home, database: "office")
            let found = try await home.run(["roles", "check", "--quiet"], variables: inspector)
            #expect(found.status == 1 && found.output.contains("PUBLIC has SELECT"))
            let refused = try await home.run(["roles", "apply"], variables: inspector)
            #expect(refused.status == 3 && refused.output == "")
        }
    }
}
