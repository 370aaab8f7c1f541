import CanonicalJSON
import Journal
import PairLedgerTesting
import Postgres
import Testing

@Suite("Who may do what", .serialized) struct PrivilegeTests {
    private func refuses(_ connection: Connection, _ statements: [String]) async throws {
        for statement in statements {
            do {
                try await connection.run { try $0.executeScript(statement) }
                Issue.record("not refused: \(statement)")
            } catch let error as PostgresError {
                #expect(error.sqlState == .insufficientPrivilege, "\(statement): \(error)")
            }
        }
    }

    /// Every pair of a role and a thing for which `question`, about `role` and the thing's columns, is true.
    private func matrix(_ question: String) async throws -> Set<String> {
        let admin = try await TestDatabase.sharedLedger().connect()
        return try await admin.run { session in
            Set(
                try session.query(
                    """
                    WITH role AS (SELECT unnest(ARRAY['recorder', 'projector', 'inspector', 'observer']) AS role),
                        privilege AS (SELECT unnest(ARRAY[
                            'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS privilege)
                    \(question)
                    """
                ).map { try $0.text(0) })
        }
    }

    @Test(
        "functions: the recorder may append and flush, readers ask what is guarded and seen, the projector makes generations, and that is all"
    )
    func functions() async throws {
        let allowed = try await matrix(
            """
            SELECT role || ' ' || proname FROM role, pg_proc
            WHERE pronamespace IN ('pairledger'::regnamespace, 'pairledger_model'::regnamespace,
                    'pairledger_read'::regnamespace)
                AND has_function_privilege('pairledger_' || role, oid, 'EXECUTE')
            """)
        let own = [
            "recorder append", "recorder flush", "inspector flush", "projector begin_generation",
            "projector attach_generation", "projector drop_generation",
        ]
        let questions = ["is_guarded", "sees", "sees_stream", "has_names", "masked"]
        let asked = ["projector", "inspector", "observer"].flatMap { role in questions.map { "\(role) \($0)" } }
        #expect(allowed == Set(own + asked))
    }

    @Test(
        "tables: the log can be read by projector and inspector, by the observer only as it is masked, and written by nobody"
    )
    func logTables() async throws {
        let allowed = try await matrix(
            """
            SELECT role || ' ' || privilege || ' ' || relname
            FROM role, pg_class, privilege
            WHERE relnamespace = 'pairledger'::regnamespace AND relkind IN ('r', 'v', 'm', 'p')
                AND (has_table_privilege('pairledger_' || role, oid, privilege)
                    OR privilege IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
                        AND has_any_column_privilege('pairledger_' || role, oid, privilege))
            """)
        let readers = ["projector", "inspector"].flatMap { role in
            ["account", "event", "ledger", "migration"].map { "\(role) SELECT \($0)" }
        }
        let observer = ["account", "ledger", "migration"].map { "observer SELECT \($0)" }
        #expect(allowed == Set(readers + observer))
    }

    @Test("tables: the read models are written by the projector, read by the inspector and unknown to the recorder")
    func readModelTables() async throws {
        let wrong = try await matrix(
            """
            SELECT role || ' ' || privilege || ' ' || relname
            FROM role, pg_class, privilege
            WHERE relnamespace IN ('pairledger_model'::regnamespace, 'pairledger_read'::regnamespace)
                AND relkind IN ('r', 'v', 'm', 'p') AND has_table_privilege('pairledger_' || role, oid, privilege)
                AND NOT (role IN ('inspector', 'observer') AND privilege = 'SELECT')
                AND NOT (role = 'projector' AND privilege = 'SELECT')
                AND NOT (role = 'projector' AND privilege IN ('INSERT', 'UPDATE', 'DELETE')
                    AND relnamespace = 'pairledger_model'::regnamespace)
            """)
        #expect(wrong.isEmpty)
        let unread = try await matrix(
            """
            SELECT role || ' ' || relname FROM role, pg_class
            WHERE relnamespace IN ('pairledger_model'::regnamespace, 'pairledger_read'::regnamespace)
                AND relkind IN ('r', 'v', 'm', 'p') AND role <> 'recorder' AND relname !~ '_[0-9]+$'
                AND NOT has_table_privilege('pairledger_' || role, oid, 'SELECT')
            """)
        #expect(unread.isEmpty)
    }

    @Test("a recorder who tries is refused")
    func recorder() async throws {
        let connection = try await TestDatabase.sharedLedger().connect(as: .recorder)
        try await refuses(
            connection,
            [
                "SELECT FROM pairledger.event", "SELECT FROM pairledger.account", "SELECT FROM pairledger.ledger",
                "SELECT FROM pairledger.migration", "SELECT pairledger.create_ledger('mine')",
                "SELECT FROM pairledger_read.projection",
                "INSERT INTO pairledger.ledger (ledger) VALUES ('mine')", "DELETE FROM pairledger.event",
                "UPDATE pairledger.account SET balance = 1", "CREATE TABLE pairledger.t ()", "CREATE TABLE public.t ()",
                "SELECT pairledger.posting('a', 1, 'b')", "DELETE FROM pairledger.migration",
                "SET ROLE pairledger_owner", "DROP FUNCTION pairledger.flush(text)",
                "ALTER TABLE pairledger.event DISABLE TRIGGER ALL", "SET session_replication_role = replica",
            ])
    }

    @Test("an inspector who tries to change anything is refused")
    func inspector() async throws {
        let connection = try await TestDatabase.sharedLedger().connect(as: .inspector)
        try await refuses(
            connection,
            [
                "SELECT pairledger.create_ledger('mine')",
                "DELETE FROM pairledger_model.generation", "TRUNCATE pairledger_model.account",
                "INSERT INTO pairledger.ledger (ledger) VALUES ('mine')",
                "UPDATE pairledger.ledger SET next_position = 0",
                "CREATE TABLE pairledger_read.t ()", "SELECT 1; LOCK TABLE pairledger.event IN SHARE MODE",
            ])
        _ = try await connection.run {
            try $0.query("SELECT FROM pairledger.event, pairledger_read.projection LIMIT 1")
        }
        let bench = try await Bench(seed: 110)
        #expect(
            try await sqlState { try await RawAppend(bench.ledger, seed: 110).run(on: bench.inspector.connection) }
                == "42501")
    }

    @Test("a projector writes read models, and nothing of the log")
    func projector() async throws {
        let bench = try await Bench(seed: 111)
        let connection = try await bench.ledger.connect(as: .projector)
        let name = bench.ledger.name.description
        try await connection.run { session in
            _ = try session.query(
                "SELECT pairledger_model.begin_generation($1, 'p', 1, ARRAY['account'])", [.text(name)])
            let moved = try session.execute(
                "UPDATE pairledger_model.generation SET next_position = 1 WHERE ledger = $1", [.text(name)])
            #expect(moved == 1)
            _ = try session.query(
                """
                SELECT pairledger_model.drop_generation(generation, ARRAY['account']) FROM pairledger_model.generation
                WHERE ledger = $1
                """, [.text(name)])
        }
        try await refuses(
            connection,
            [
                "UPDATE pairledger.ledger SET next_position = 0", "DELETE FROM pairledger.event",
                "INSERT INTO pairledger.account VALUES ('main', 'donor:1', 'CNY', 1)",
                "SELECT pairledger.flush('main')",
                "TRUNCATE pairledger_model.account", "CREATE TABLE pairledger_read.t ()",
                "CREATE TABLE pairledger_model.t ()", "DELETE FROM pairledger_model.generation",
                "DELETE FROM pairledger_model.skip", "UPDATE pairledger_model.skip SET reason = 'x'",
            ])
        #expect(
            try await sqlState { try await RawAppend(bench.ledger, seed: 111).run(on: connection) } == "42501")
    }

    @Test("a login without grants may do nothing")
    func stranger() async throws {
        let connection = try await TestDatabase.fresh().connect()
        try await connection.run { session in
            // Roles belong to the cluster: two test runs must not meet, and this one is gone with its cluster.
            try session.executeScript("CREATE ROLE stranger LOGIN; SET SESSION AUTHORIZATION stranger")
        }
        try await refuses(
            connection,
            [
                "SELECT FROM pairledger.migration", "SELECT FROM pairledger.event",
                "SELECT FROM pairledger_read.projection",
                "SELECT pairledger.flush('main')", "SELECT pairledger.create_ledger('mine')",
                "SELECT pairledger.is_guarded('x')", "CREATE TABLE pairledger.t ()", "CREATE TABLE public.t ()",
                "CREATE SCHEMA s", "SET ROLE pairledger_owner", "SET ROLE pairledger_recorder",
            ])
    }

    @Test("functions that run as the owner have their search path pinned, and belong to the owner")
    func searchPaths() async throws {
        let admin = try await TestDatabase.sharedLedger().connect()
        let functions = try await admin.run { session in
            try session.query(
                """
                SELECT proname::text, proconfig[1], proowner::regrole::text
                FROM pg_proc WHERE prosecdef AND pronamespace <> 'pg_catalog'::regnamespace
                """
            ).map { [try $0.text(0), try $0.text(1), try $0.text(2)] }
        }
        #expect(functions.count >= 3)
        for function in functions {
            #expect(
                Array(function.dropFirst()) == ["search_path=pg_catalog, pg_temp", "pairledger_owner"], "\(function)")
        }
    }

    @Test("a recorder cannot slip objects of its own under append")
    func shadowing() async throws {
        let bench = try await Bench(seed: 112)
        try await bench.recorder.connection.run { session in
            try session.executeScript(
                """
                CREATE TEMP TABLE event (LIKE pg_catalog.pg_class);
                CREATE TEMP TABLE ledger (ledger text, next_position bigint, last_recorded_at timestamptz);
                CREATE FUNCTION pg_temp.sum(numeric) RETURNS numeric LANGUAGE sql RETURN 0;
                CREATE FUNCTION pg_temp.clock_timestamp() RETURNS timestamptz LANGUAGE sql
                    RETURN '2000-01-01'::timestamptz;
                SET search_path = pg_temp, pairledger, pg_catalog;
                """)
        }
        #expect(try await RawAppend(bench.ledger, seed: 112).run(on: bench.recorder.connection) == 2)
        #expect(try await bench.log().allSatisfy { $0.recordedAt.date.year > 2020 })
    }

    @Test("nobody can log in as the owner, and every object belongs to it")
    func owner() async throws {
        let ledger = try await TestDatabase.sharedLedger()
        let admin = try await ledger.connect()
        let (mayLogIn, strays) = try await admin.run { session in
            let login = "SELECT rolcanlogin OR rolsuper FROM pg_roles WHERE rolname = 'pairledger_owner'"
            let strays = """
                SELECT relname::text FROM pg_class WHERE relnamespace::regnamespace::text LIKE 'pairledger%'
                    AND relowner <> 'pairledger_owner'::regrole
                UNION ALL SELECT proname FROM pg_proc WHERE pronamespace::regnamespace::text LIKE 'pairledger%'
                    AND proowner <> 'pairledger_owner'::regrole
                UNION ALL SELECT nspname FROM pg_namespace WHERE nspname LIKE 'pairledger%'
                    AND nspowner <> 'pairledger_owner'::regrole
                """
            return (try session.query(login).only().bool(0), try session.query(strays).map { try $0.text(0) })
        }
        #expect(!mayLogIn)
        #expect(strays == [])
        let options = ledger.database.cluster.options(user: "pairledger_owner", database: ledger.database.name)
        await #expect(throws: PostgresError.self) { try await Connection.open(options) }
    }
}
