import Foundation
import Postgres
import Testing

extension PostgresSuite {
    @Suite struct Errors {
        @Test("a violated constraint is known by SQLSTATE, class, name, table and schema")
        func constraints() async throws {
            let connection = try await connect()
            try await connection.run { session in
                try session.executeScript(
                    """
                    CREATE TEMP TABLE parent (id int8 CONSTRAINT parent_key PRIMARY KEY);
                    CREATE TEMP TABLE child (
                        parent int8 NOT NULL CONSTRAINT child_parent REFERENCES parent,
                        amount int8 CONSTRAINT amount_positive CHECK (amount > 0));
                    INSERT INTO parent VALUES (1);
                    """)
                func violation(_ sql: String) -> PostgresError? {
                    #expect(throws: PostgresError.self) { try session.execute(sql) }
                }
                let unique = violation("INSERT INTO parent VALUES (1)")
                #expect(unique?.sqlState == .uniqueViolation)
                #expect(unique?.constraint == "parent_key")
                #expect(unique?.table == "parent")
                #expect(unique?.schema?.hasPrefix("pg_temp") == true)
                #expect(unique?.detail?.contains("(id)=(1)") == true)
                #expect(unique?.query == "INSERT INTO parent VALUES (1)")
                #expect(unique?.file?.hasSuffix("ErrorTests.swift") == true)
                #expect(unique?.code == .server)
                let check = violation("INSERT INTO child VALUES (1, -5)")
                #expect(check?.sqlState == .checkViolation && check?.constraint == "amount_positive")
                let foreign = violation("INSERT INTO child VALUES (2, 5)")
                #expect(foreign?.sqlState == .foreignKeyViolation && foreign?.constraint == "child_parent")
                let null = violation("INSERT INTO child VALUES (NULL, 5)")
                #expect(null?.sqlState == .notNullViolation && null?.column == "parent")
                for error in [unique, check, foreign, null] {
                    switch error?.sqlState {
                    case .integrityConstraintViolation?: break
                    default: Issue.record("not of class 23: \(String(describing: error))")
                    }
                }
                #expect(violation("SELECT * FROM absent")?.sqlState == .undefinedTable)
                #expect(violation("SELECT absent()")?.sqlState == .undefinedFunction)
                #expect(violation("SELEC")?.sqlState == .syntaxError)
            }
        }

        @Test("a class code matches its codes, and an exact code only itself")
        func classes() {
            #expect(SQLState.integrityConstraintViolation ~= .uniqueViolation)
            #expect(SQLState.uniqueViolation ~= .uniqueViolation)
            #expect(!(SQLState.uniqueViolation ~= .checkViolation))
            #expect(!(SQLState.transactionRollback ~= .uniqueViolation))
            #expect(!(SQLState.uniqueViolation ~= .integrityConstraintViolation))
            #expect(SQLState.uniqueViolation.primary == .integrityConstraintViolation)
            #expect(SQLState.integrityConstraintViolation != .uniqueViolation)
        }

        @Test("codes of one's own, their hint and detail come through")
        func ownCodes() async throws {
            let connection = try await connect()
            let error = try await failure {
                try await connection.run {
                    try $0.execute(
                        """
                        DO $$ BEGIN
                            RAISE EXCEPTION 'overdrawn' USING ERRCODE = 'PL004', DETAIL = '-3', HINT = 'transfer first';
                        END $$
                        """)
                }
            }
            #expect(error.sqlState == SQLState(rawValue: "PL004"))
            #expect(error.message == "overdrawn")
            #expect(error.detail == "-3")
            #expect(error.hint == "transfer first")
            #expect(error.context?.contains("PL/pgSQL") == true)
        }

        @Test("errors never tell the values of parameters or a password literal, and cut long SQL short")
        func discretion() async throws {
            let connection = try await connect()
            let first = try await failure {
                try await connection.run {
                    try $0.query("SELECT $1::text, 1/0", [.text("private-value")])
                }
            }
            #expect(!first.description.contains("private-value"))
            let second = try await failure {
                try await connection.run { try $0.query("ALTER ROLE absent_role WITH PASSWORD 'hunter2 it is'") }
            }
            #expect(second.sqlState == .undefinedObject)
            #expect(!second.description.contains("hunter2") && !second.description.contains("it is"))
            let third = try await failure {
                try await connection.run { try $0.query("SELECT 1/0 -- \(String(repeating: "长", count: 500))") }
            }
            #expect(third.query?.count == 201)
        }

        @Test("an unknown database, an unknown user and a refused connection are told apart")
        func refusals() async throws {
            let database = try await failure { try await connect(["dbname": "absent_database"]) }
            #expect(database.code == .connectFailed)
            #expect(database.sqlState == .invalidCatalogName)
            #expect(database.message.contains("absent_database"))
            #expect(!database.message.contains("LOCATION") && !database.message.contains("3D000"))
            #expect(database.hint != nil)

            let user = try await failure { try await connect(["user": "absent_user"]) }
            #expect(user.code == .connectFailed)
            #expect(user.sqlState == .invalidAuthorizationSpecification)

            let refused = try await failure {
                try await Connection.open(ConnectionOptions("host=127.0.0.1 port=1 user=u dbname=d password=hunter2"))
            }
            #expect(refused.code == .connectFailed)
            #expect(refused.sqlState == nil)
            #expect(refused.message.contains("127.0.0.1") && refused.message.contains("port=1"))
            #expect(!refused.description.contains("hunter2"))

            #expect(ServerState.probe(ConnectionOptions("host=127.0.0.1 port=1")) == .noAnswer)
            #expect(ServerState.probe(ConnectionOptions("host=127.0.0.1 absent_option=1")) == .misconfigured)
            #expect(ServerState.probe(try await testServerOptions()) == .accepting)
        }

        @Test(
            "a password is in no description and no error, however malformed the connection string",
            arguments: [
                "host=/nowhere user=u password=hunter2",
                "postgresql://u:hunter2@127.0.0.1:1/d",
                "postgresql://u:hun@hunter2@127.0.0.1:1/d",
                "postgresql://u:1/hunter2@127.0.0.1:1/d",
                "postgresql://u:hunter2@127.0.0.1:port/d",
                "postgresql://u:hunter2%zz@127.0.0.1:1/d",
                "postgresql://u:hunter2@[::1/d",
                "host=/nowhere password=my hunter2 user=u",
                "host=/nowhere password=my hunter2=x user=u",
                "host=/nowhere password='hunter2",
                "password=hunter2 hunter2",
                "password=hunter2\u{0}",
            ])
        func scrubbing(conninfo: String) async throws {
            let options = ConnectionOptions(conninfo, overrides: ["sslpassword": "hunter2"])
            let error = try await failure { try await Connection.open(options) }
            var dumped = ""
            dump(options, to: &dumped)
            var dumpedError = ""
            dump(error, to: &dumpedError)
            for text in ["\(options)", String(reflecting: options), dumped, "\(error)", dumpedError] {
                #expect(!text.contains("hunter2"), "\(text)")
            }
            #expect(ServerState.probe(options) != .accepting)
        }

        @Test("a wrong password is refused without telling it")
        func wrongPassword() async throws {
            let server = try await startDisposableServer()
            let admin = try await Connection.open(server.options)
            try await admin.run { session in
                try session.executeScript(
                    """
                    CREATE ROLE guarded LOGIN PASSWORD 'correct-horse';
                    COPY (SELECT 'local all guarded scram-sha-256' UNION ALL SELECT 'local all all trust')
                        TO PROGRAM 'cat > pg_hba.conf';
                    """)
                try session.query("SELECT pg_reload_conf()")
                try session.query("SELECT pg_sleep(0.3)")
            }
            var options = server.options
            options.overrides.merge(["user": "guarded", "dbname": "postgres", "password": "hunter2"]) { _, new in new }
            let error = try await failure { try await Connection.open(options) }
            #expect(error.sqlState == .invalidPassword)
            #expect(!error.description.contains("hunter2"))
            options.overrides["password"] = "correct-horse"
            let connection = try await Connection.open(options)
            #expect(try await connection.run { try $0.query("SELECT current_user::text")[0].text(0) } == "guarded")
            server.stop()
        }

        @Test("an override is never taken for a connection string")
        func overrides() async throws {
            var options = try await testServerOptions()
            options.overrides["dbname"] = "host=127.0.0.1 port=1 dbname=postgres"
            let error = try await failure { try await Connection.open(options) }
            #expect(error.sqlState == .invalidCatalogName)
            options.overrides = ["absent_option": "1"]
            #expect(try await failure { try await Connection.open(options) }.code == .connectFailed)
        }
    }
}
