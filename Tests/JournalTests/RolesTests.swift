import Journal
import PairLedgerTesting
import Postgres
import Testing

/// The tests change roles, which belong to the whole server: they have one of their own.
@Suite("The audit of roles and privileges", .serialized) struct RolesTests {
    private static let database = Task { () async throws -> TestDatabase in
        try await TestDatabase.only(of: TestCluster.disposable(durable: false))
    }

    private func connect() async throws -> Connection { try await Self.database.value.connect() }

    private func run(_ script: String, on connection: Connection) async throws {
        try await connection.run { try $0.executeScript(script) }
    }

    private func findings(_ connection: Connection) async throws -> [String] {
        try await connection.auditRoles().findings.map { "\($0.check): \($0.object): \($0.problem)" }
    }

    @Test("a database that was just migrated has no findings, and there is nothing to set right")
    func sound() async throws {
        let connection = try await connect()
        #expect(try await findings(connection) == [])
        let repair = try await connection.applyRoles()
        #expect(repair.repaired == [] && repair.left == [])
    }

    private struct Damage: Sendable, CustomTestStringConvertible {
        let script: String
        let findings: [String]
        /// What gets rid of what the damage made, and no audit is about.
        var removal = ""

        var testDescription: String { script }
    }

    private static let damages = [
        Damage(
            script: "ALTER ROLE pairledger_owner LOGIN",
            findings: ["role_attributes: role pairledger_owner: it has the attribute LOGIN"]),
        Damage(
            script:
                "ALTER ROLE pairledger_recorder SUPERUSER CREATEROLE BYPASSRLS; ALTER ROLE pairledger_inspector CREATEDB",
            findings: [
                "role_attributes: role pairledger_inspector: it has the attribute CREATEDB",
                "role_attributes: role pairledger_recorder: it has the attribute BYPASSRLS",
                "role_attributes: role pairledger_recorder: it has the attribute CREATEROLE",
                "role_attributes: role pairledger_recorder: it has the attribute SUPERUSER",
            ]),
        Damage(
            script: "ALTER ROLE pairledger_projector REPLICATION",
            findings: ["role_attributes: role pairledger_projector: it has the attribute REPLICATION"]),
        Damage(
            script:
                "GRANT pairledger_inspector TO pairledger_recorder; GRANT pg_write_all_data TO pairledger_projector",
            findings: [
                "role_memberships: role pairledger_projector: it is a member of pg_write_all_data",
                "role_memberships: role pairledger_recorder: it is a member of pairledger_inspector",
            ]),
        Damage(
            script: """
                CREATE ROLE "the clerk" LOGIN; CREATE ROLE staff; GRANT staff TO "the clerk"; GRANT pairledger_owner TO staff;
                CREATE ROLE boss LOGIN CREATEROLE; GRANT pairledger_owner TO boss
                """,
            findings: ["owner_members: role pairledger_owner: the clerk may act as it"],
            removal: "DROP ROLE \"the clerk\", staff, boss"),
        Damage(
            script: """
                ALTER TABLE pairledger.event OWNER TO pairledger_projector;
                ALTER FUNCTION pairledger.flush(text) OWNER TO pairledger_admin;
                ALTER SCHEMA pairledger_read OWNER TO pairledger_admin
                """,
            findings: [
                "object_owners: ROUTINE pairledger.flush(text): it belongs to pairledger_admin",
                "object_owners: SCHEMA pairledger_read: it belongs to pairledger_admin",
                "object_owners: TABLE pairledger.event: it belongs to pairledger_projector",
            ]),
        Damage(
            script: """
                CREATE VIEW pairledger_read.spying AS SELECT * FROM pairledger.event;
                CREATE SEQUENCE pairledger.counting; CREATE TYPE pairledger.pair AS (one int, two int)
                """,
            findings: [
                "object_owners: SEQUENCE pairledger.counting: it belongs to pairledger_admin",
                "object_owners: TYPE pairledger.pair: it belongs to pairledger_admin",
                "object_owners: VIEW pairledger_read.spying: it belongs to pairledger_admin",
                "table_lack: table pairledger_read.spying: pairledger_inspector lacks SELECT",
                "table_lack: table pairledger_read.spying: pairledger_projector lacks SELECT",
            ],
            removal: "DROP VIEW pairledger_read.spying; DROP SEQUENCE pairledger.counting; DROP TYPE pairledger.pair"),
        Damage(
            script: """
                ALTER FUNCTION pairledger.create_ledger RESET search_path;
                ALTER FUNCTION pairledger.flush SET search_path = pairledger, public
                """,
            findings: [
                "definer_functions: function pairledger.create_ledger: it runs as its owner with a search path that is not pinned",
                "definer_functions: function pairledger.flush: it runs as its owner with a search path that is not pinned",
            ]),
        Damage(
            script: """
                CREATE FUNCTION public.backdoor() RETURNS void LANGUAGE sql SECURITY DEFINER
                    AS 'UPDATE pairledger.account SET balance = 1';
                ALTER FUNCTION public.backdoor() OWNER TO pairledger_owner
                """,
            findings: [
                "definer_functions: function public.backdoor: it runs as pairledger_owner outside the ledger's schemas"
            ], removal: "DROP FUNCTION public.backdoor()"),
        Damage(
            script: """
                ALTER TABLE pairledger.event DISABLE TRIGGER event_append_only;
                ALTER TABLE pairledger.ledger ENABLE TRIGGER ledger_not_removed
                """,
            findings: [
                "append_only_triggers: table pairledger.event: the trigger event_append_only does not fire always",
                "append_only_triggers: table pairledger.ledger: the trigger ledger_not_removed does not fire always",
            ]),
        Damage(
            script: """
                DROP TRIGGER event_append_only ON pairledger.event;
                CREATE OR REPLACE TRIGGER ledger_not_removed BEFORE DELETE ON pairledger.ledger
                    FOR EACH STATEMENT EXECUTE FUNCTION pairledger.refuse_change()
                """,
            findings: [
                "append_only_triggers: table pairledger.event: the trigger event_append_only is missing, or is another",
                "append_only_triggers: table pairledger.ledger: the trigger ledger_not_removed is missing, or is another",
            ]),
        Damage(
            script: "ALTER DEFAULT PRIVILEGES FOR ROLE pairledger_owner GRANT EXECUTE ON FUNCTIONS TO PUBLIC",
            findings: [
                "default_privileges: functions of pairledger_owner to come: PUBLIC will be allowed to call them"
            ]),
        Damage(
            script: """
                GRANT USAGE ON SCHEMA pairledger TO PUBLIC; GRANT CREATE ON SCHEMA pairledger_read TO pairledger_projector;
                GRANT USAGE ON SCHEMA pairledger_read TO pairledger_recorder;
                GRANT CREATE ON SCHEMA public TO PUBLIC; GRANT USAGE ON SCHEMA pairledger TO pairledger_inspector WITH GRANT OPTION
                """,
            findings: [
                "schema_excess: schema pairledger: PUBLIC has USAGE",
                "schema_excess: schema pairledger: pairledger_inspector has USAGE, and may pass it on",
                "schema_excess: schema pairledger_read: pairledger_projector has CREATE",
                "schema_excess: schema pairledger_read: pairledger_recorder has USAGE",
                "schema_excess: schema public: PUBLIC has CREATE",
            ]),
        Damage(
            script: """
                GRANT SELECT ON pairledger.event TO pairledger_recorder; GRANT INSERT ON pairledger.event TO pairledger_projector;
                GRANT UPDATE (balance) ON pairledger.account TO pairledger_inspector;
                GRANT TRUNCATE ON pairledger_read.projection TO pairledger_projector; GRANT SELECT ON pairledger.ledger TO PUBLIC;
                GRANT SELECT (entry) ON pairledger.event TO PUBLIC
                """,
            findings: [
                "table_excess: table pairledger.account.balance: pairledger_inspector has UPDATE",
                "table_excess: table pairledger.event: pairledger_projector has INSERT",
                "table_excess: table pairledger.event: pairledger_recorder has SELECT",
                "table_excess: table pairledger.event.entry: PUBLIC has SELECT",
                "table_excess: table pairledger.ledger: PUBLIC has SELECT",
                "table_excess: table pairledger_read.projection: pairledger_projector has TRUNCATE",
            ]),
        Damage(
            script: """
                CREATE ROLE reader; GRANT USAGE ON SCHEMA pairledger TO reader;
                GRANT SELECT ON pairledger.event TO reader WITH GRANT OPTION;
                GRANT SELECT ON pairledger.event TO pairledger_inspector WITH GRANT OPTION;
                SET ROLE reader; GRANT SELECT ON pairledger.event TO pairledger_recorder; RESET ROLE
                """,
            findings: [
                "schema_excess: schema pairledger: reader has USAGE",
                "table_excess: table pairledger.event: pairledger_inspector has SELECT, and may pass it on",
                "table_excess: table pairledger.event: pairledger_recorder has SELECT",
                "table_excess: table pairledger.event: reader has SELECT, and may pass it on",
            ], removal: "DROP ROLE reader"),
        Damage(
            script: """
                CREATE TABLE public.notes (); CREATE SEQUENCE public.numbers; GRANT SELECT ON public.notes TO pairledger_recorder;
                GRANT SELECT, DELETE ON public.notes TO pairledger_inspector; GRANT USAGE ON SEQUENCE public.numbers TO pairledger_recorder
                """,
            findings: [
                "table_excess: sequence public.numbers: pairledger_recorder has USAGE",
                "table_excess: table public.notes: pairledger_inspector has DELETE",
                "table_excess: table public.notes: pairledger_recorder has SELECT",
            ], removal: "DROP TABLE public.notes; DROP SEQUENCE public.numbers"),
        Damage(
            script: """
                GRANT EXECUTE ON FUNCTION pairledger.create_ledger TO pairledger_recorder;
                GRANT EXECUTE ON FUNCTION pairledger.flush TO pairledger_projector, PUBLIC;
                CREATE FUNCTION pairledger.mine() RETURNS int LANGUAGE sql RETURN 1;
                ALTER FUNCTION pairledger.mine OWNER TO pairledger_owner;
                CREATE FUNCTION public.yours() RETURNS int LANGUAGE sql RETURN 1;
                GRANT EXECUTE ON FUNCTION public.yours TO pairledger_recorder
                """,
            findings: [
                "function_excess: function pairledger.create_ledger: pairledger_recorder may call it",
                "function_excess: function pairledger.flush: PUBLIC may call it",
                "function_excess: function pairledger.flush: pairledger_projector may call it",
                "function_excess: function pairledger.mine: PUBLIC may call it",
                "function_excess: function public.yours: pairledger_recorder may call it",
            ], removal: "DROP FUNCTION pairledger.mine; DROP FUNCTION public.yours"),
        Damage(
            script: """
                GRANT CREATE ON DATABASE pairledger TO PUBLIC, pairledger_recorder; REVOKE CONNECT ON DATABASE pairledger FROM PUBLIC;
                GRANT CONNECT ON DATABASE pairledger TO pairledger_inspector
                """,
            findings: [
                "database_privileges: database pairledger: PUBLIC may create schemas in it",
                "database_privileges: database pairledger: pairledger_observer may not connect to it",
                "database_privileges: database pairledger: pairledger_projector may not connect to it",
                "database_privileges: database pairledger: pairledger_recorder may create schemas in it",
                "database_privileges: database pairledger: pairledger_recorder may not connect to it",
            ], removal: "GRANT CONNECT ON DATABASE pairledger TO PUBLIC"),
        Damage(
            script: """
                REVOKE USAGE ON SCHEMA pairledger FROM pairledger_recorder; REVOKE SELECT ON pairledger.event FROM pairledger_inspector;
                REVOKE DELETE, UPDATE ON pairledger_model.account FROM pairledger_projector;
                REVOKE EXECUTE ON FUNCTION pairledger.append FROM pairledger_recorder;
                REVOKE EXECUTE ON FUNCTION pairledger.is_guarded FROM pairledger_inspector
                """,
            findings: [
                "schema_lack: schema pairledger: pairledger_recorder lacks USAGE",
                "table_lack: table pairledger.event: pairledger_inspector lacks SELECT",
                "table_lack: table pairledger_model.account: pairledger_projector lacks DELETE",
                "table_lack: table pairledger_model.account: pairledger_projector lacks UPDATE",
                "function_lack: function pairledger.append: pairledger_recorder may not call it",
                "function_lack: function pairledger.is_guarded: pairledger_inspector may not call it",
            ]),
        Damage(
            script: """
                ALTER TABLE pairledger_model.finding DISABLE ROW LEVEL SECURITY;
                ALTER POLICY contract_scope ON pairledger_model.contract USING (true);
                CREATE POLICY spying ON pairledger_model.finding TO PUBLIC USING (true);
                DROP POLICY finding_scope ON pairledger_model.finding;
                ALTER VIEW pairledger_read.contract RESET (security_invoker);
                GRANT SELECT ON pairledger.event, pairledger.scope TO pairledger_observer
                """,
            findings: [
                "row_security: policy contract_scope: it says something else",
                "row_security: policy finding_scope: it does not exist",
                "row_security: policy spying: it shows rows beside the scope",
                "row_security: table pairledger_model.finding: row security is off",
                "row_security: view pairledger_read.contract: it looks with the rights of its owner",
                "table_excess: table pairledger.event: pairledger_observer has SELECT",
                "table_excess: table pairledger.scope: pairledger_observer has SELECT",
            ]),
        Damage(
            script: """
                REVOKE ALL ON SCHEMA pairledger FROM pairledger_projector; GRANT ALL ON ALL TABLES IN SCHEMA pairledger TO PUBLIC;
                DROP OWNED BY pairledger_inspector; DROP ROLE pairledger_inspector
                """,
            findings: ["roles_missing: role pairledger_inspector: it does not exist"]
                + ["schema_lack: schema pairledger: pairledger_projector lacks USAGE"]
                + ["contract", "finding"].map { "row_security: policy \($0)_all: it says something else" }
                + ["account", "event", "ledger", "migration", "scope"].flatMap { table in
                    ["DELETE", "INSERT", "REFERENCES", "SELECT", "TRIGGER", "TRUNCATE", "UPDATE"].map {
                        "table_excess: table pairledger.\(table): PUBLIC has \($0)"
                    }
                }),
    ]

    @Test("each damage is named, with nothing beside it, and set right", arguments: damages)
    private func damage(_ damage: Damage) async throws {
        let connection = try await connect()
        try await run(damage.script, on: connection)
        #expect(try await findings(connection).sorted() == damage.findings.sorted())
        let repair = try await connection.applyRoles()
        #expect(repair.left == [])
        #expect(Set(repair.repaired.map { "\($0.check): \($0.object): \($0.problem)" }).isSuperset(of: damage.findings))
        #expect(try await findings(connection) == [])
        if !damage.removal.isEmpty { try await run(damage.removal, on: connection) }
    }

    @Test("what was set right works: the recorder records, the inspector reads, and nobody removes")
    func works() async throws {
        let database = try await Self.database.value
        let admin = try await connect()
        try await run(
            """
            DROP OWNED BY pairledger_recorder, pairledger_inspector; DROP TRIGGER event_append_only ON pairledger.event;
            DROP ROLE pairledger_recorder, pairledger_inspector
            """, on: admin)
        #expect(try await admin.applyRoles().left == [])
        var maker = EventMaker(seed: 130)
        let event = maker.event()
        _ = try await database.journal().append([event])
        #expect(try await database.journal(as: .inspector).read(LogSelection()).map(\.id) == [event.id])
        let state = try await sqlState { try await run("DELETE FROM pairledger.event", on: admin) }
        #expect(state == "PL007")
    }

    @Test("an audit changes nothing, and an inspector may make it")
    func readOnly() async throws {
        let database = try await Self.database.value
        let admin = try await connect()
        try await run("GRANT SELECT ON pairledger.event TO pairledger_recorder", on: admin)
        let inspector = try await database.connect(as: .inspector)
        let before = try await findings(inspector)
        #expect(before == ["table_excess: table pairledger.event: pairledger_recorder has SELECT"])
        #expect(try await findings(inspector) == before)
        let error = try await refusal { try await inspector.applyRoles() }
        guard case .database(let cause) = error, cause.sqlState == .insufficientPrivilege else { throw error }
        #expect(try await findings(admin) == before)
        _ = try await admin.applyRoles()
    }

    @Test("functions of others under names of PostgreSQL's do not deceive the audit")
    func deception() async throws {
        let connection = try await connect()
        try await run(
            """
            CREATE VIEW public.pg_roles AS SELECT * FROM pg_catalog.pg_roles WHERE false;
            CREATE VIEW public.pg_namespace AS SELECT * FROM pg_catalog.pg_namespace WHERE false;
            SET search_path = public, pg_catalog; GRANT SELECT ON pairledger.event TO pairledger_recorder
            """, on: connection)
        #expect(
            try await findings(connection) == ["table_excess: table pairledger.event: pairledger_recorder has SELECT"])
        #expect(try await connection.applyRoles().repaired.count == 1)
        try await run("RESET search_path; DROP VIEW public.pg_roles, public.pg_namespace", on: connection)
    }

    @Test("it says who may log in and act as whom, and what PUBLIC may do")
    func logins() async throws {
        let connection = try await connect()
        try await run(
            """
            CREATE ROLE wang LOGIN; CREATE ROLE office; GRANT office TO wang;
            GRANT pairledger_recorder, pairledger_inspector TO office;
            CREATE ROLE dba LOGIN CREATEROLE; CREATE ROLE copier LOGIN REPLICATION; CREATE ROLE stranger LOGIN;
            CREATE ROLE loader LOGIN; GRANT pg_write_all_data TO loader; GRANT pairledger_inspector TO stranger;
            REVOKE pairledger_inspector FROM stranger; REVOKE TEMPORARY ON DATABASE pairledger FROM PUBLIC
            """, on: connection)
        let audit = try await connection.auditRoles()
        #expect(audit.findings == [])
        #expect(
            audit.logins.map { "\($0.name): \($0.actsAs): \($0.rights)" } == [
                "copier: : may copy the server", "dba: : may create roles", "loader: pg_write_all_data: ",
                "pairledger_admin: anybody: superuser, may create roles, owns the database, may copy the server",
                "pairledger_inspector: pairledger_inspector: ", "pairledger_observer: pairledger_observer: ",
                "pairledger_projector: pairledger_projector: ",
                "pairledger_recorder: pairledger_recorder: ", "wang: pairledger_inspector, pairledger_recorder: ",
            ])
        #expect(audit.everybody.mayConnect && !audit.everybody.mayMakeTemporaryTables)
        try await run(
            "DROP ROLE wang, office, dba, copier, stranger, loader; GRANT TEMPORARY ON DATABASE pairledger TO PUBLIC",
            on: connection)
    }

    @Test("an administrator without superuser rights sets right what is his, and nothing by halves")
    func ordinaryAdministrator() async throws {
        let database = try await Self.database.value
        let admin = try await connect()
        try await run("CREATE ROLE keeper LOGIN CREATEROLE; ALTER DATABASE pairledger OWNER TO keeper", on: admin)
        try await run("GRANT SELECT ON pairledger.event TO PUBLIC", on: admin)
        let keeper = try await database.connect()
        try await run("SET SESSION AUTHORIZATION keeper", on: keeper)
        let repair = try await keeper.applyRoles()
        #expect(repair.repaired.map(\.object) == ["table pairledger.event"] && repair.left == [])
        // He may not take a superuser's rights, and so he changes nothing.
        try await run(
            "ALTER ROLE pairledger_inspector SUPERUSER; GRANT SELECT ON pairledger.event TO PUBLIC", on: admin)
        let error = try await refusal { try await keeper.applyRoles() }
        guard case .database(let cause) = error, cause.sqlState == .insufficientPrivilege else { throw error }
        #expect(try await findings(admin).count == 2)
        _ = try await admin.applyRoles()
        try await run(
            """
            RESET SESSION AUTHORIZATION; ALTER DATABASE pairledger OWNER TO pairledger_admin;
            REVOKE pairledger_owner FROM keeper; DROP ROLE keeper
            """, on: keeper)
    }
}
