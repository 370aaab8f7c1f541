import Glibc
import Testing

extension CommandSuite {
    @Suite("asked about a ledger or database that is not there")
    struct DatabaseRefusalTests {
        @Test(
            "says that there is no such ledger, whatever is asked of it",
            arguments: [
                ["report", "position"], ["log", "show"], ["log", "show", "5"], ["projection", "run", "--once"],
                ["projection", "list"], ["programme", "establish", "aid", "--name", "Aid", "--from", "2010-03-30"],
                ["spend", "v", "--project", "k", "--amount", "1", "--payee", "x"],
                ["programme", "establish", "aid", "--name", "Aid", "--from", "2010-03-30", "--dry-run"],
                ["import", "csv", "payments.csv"],
            ])
        func unknownLedger(command: [String]) async throws {
            let home = try await CommandHome.shared.value
            let outcome = try await home.run(command + ["--ledger", "no-such"])
            #expect(
                outcome.errors == """
                    pairledger: error: there is no ledger "no-such"
                      create it with: pairledger ledger create no-such

                    """)
            #expect(outcome.status == 3)
            #expect(outcome.output == "")
        }

        @Test("refuses a name that no ledger can have, also from the environment")
        func ledgerName() async throws {
            let home = try await CommandHome.shared.value
            let sentence =
                "\"East West\" is not a ledger's name: use small letters, digits and '-', a letter first, at most 63"
            let option = try await home.run(["log", "show", "--ledger", "East West"])
            #expect(option.status == 2 && option.output == "")
            #expect(
                option.errors.hasPrefix(
                    "pairledger: error: The value 'East West' is invalid for '--ledger <name>': \(sentence)\n"))
            let variable = try await home.run(["log", "show"], variables: ["PAIRLEDGER_LEDGER": "East West"])
            #expect(variable.status == 2 && variable.output == "")
            #expect(variable.errors.hasPrefix("pairledger: error: \(sentence)\n"), "\(variable.errors)")
        }

        @Test(
            "does not take a password on the command line",
            arguments: [
                "postgresql://me:secret@db.example/ledger", "host=db.example user=me password=secret",
                "postgresql://me@db.example/ledger?password=secret",
            ])
        func password(url: String) async throws {
            let home = try await CommandHome.shared.value
            let outcome = try await home.run(["report", "position", "--database-url", url])
            #expect(
                outcome.errors == """
                    pairledger: error: a password must not stand on a command line, where every user of the machine can read it
                      put the whole address in PAIRLEDGER_DATABASE_URL, or the password in PGPASSWORD or ~/.pgpass

                    """)
            #expect(outcome.status == 2)
            #expect(outcome.output == "")
        }

        @Test("ends with status 4 when the database is out of reach, and never shows a password")
        func outOfReach() async throws {
            let home = try await CommandHome.shared.value
            let remedy = "\n  check that the server runs and the address is right; any request may be repeated\n"
            let option = try await home.run([
                "report", "position", "--database-url", "host=/nowhere port=5432 dbname=x user=y",
            ])
            #expect(
                option.errors
                    == "pairledger: error: No connection was made to host=/nowhere port=5432 dbname=x user=y: connection to "
                    + "server on socket \"/nowhere/.s.PGSQL.5432\" failed: No such file or directory Is the server running "
                    + "locally and accepting connections on that socket?" + remedy)
            #expect(option.status == 4 && option.output == "")
            let variable = try await home.run(
                ["spend", "v", "--project", "k", "--amount", "1", "--payee", "x"],
                variables: ["PAIRLEDGER_DATABASE_URL": "postgresql://me:hunter22@127.0.0.1:1/x"])
            #expect(
                variable.errors
                    == "pairledger: error: No connection was made to host=127.0.0.1 port=1 dbname=x user=me: connection to "
                    + "server at \"127.0.0.1\", port 1 failed: Connection refused Is the server running on that host and "
                    + "accepting TCP/IP connections?" + remedy)
            #expect(variable.status == 4 && variable.output == "")
            let libpq = try await home.run(["ledger", "list"], variables: ["PGHOST": "/nowhere"])
            #expect(libpq.status == 4 && libpq.output == "")
            #expect(libpq.errors.hasPrefix("pairledger: error: No connection was made to host=/nowhere"))
        }

        @Test("needs no answer of a database to find a wrong word, or to report of a file", .timeLimit(.minutes(1)))
        func silent() async throws {
            let home = try await CommandHome.shared.value
            let server = try SilentServer()
            let variables = ["PAIRLEDGER_DATABASE_URL": "host=\(server.folder) dbname=x user=y"]
            let wrong = try await home.run(["report", "position", "--unit", "jin"], variables: variables)
            #expect(wrong.status == 2 && wrong.output == "")
            #expect(wrong.errors.hasPrefix("pairledger: error: The value 'jin' is invalid for '--unit <unit>'"))
            let help = try await home.run(["report", "position", "--help"], variables: variables)
            #expect(help.status == 0 && help.output.hasPrefix("OVERVIEW: "))
            let file = try await home.run(["report", "balance", "--file", "nowhere.ndjson"], variables: variables)
            #expect(file.status == 2 && file.errors.contains("nowhere.ndjson"))
        }

        @Test("on a configured database asks for the schema, which `up` makes there")
        func configured() async throws {
            let home = try CommandHome()
            defer { home.remove() }
            let up = try await home.run(["up", "--quiet"])
            try #require(up.status == 0, "\(up.errors)")
            let variables = ["PAIRLEDGER_DATABASE_URL": home.connectionString(database: "postgres")]
            let establish = ["programme", "establish", "aid", "--name", "Aid", "--from", "2010-03-30"]
            for command in [["report", "position"], establish] {
                let outcome = try await home.run(command, variables: variables)
                #expect(
                    outcome.errors == """
                        pairledger: error: the database does not have the ledger's schema yet
                          run: pairledger up, as somebody who may create roles and schemas there

                        """)
                #expect(outcome.status == 3 && outcome.output == "")
            }
            let status = try await home.run(["status"], variables: variables)
            #expect(status.status == 1)
            let made = try await home.run(["up"], variables: variables)
            #expect(made.status == 0, "\(made.errors)")
            #expect(made.errors.wholeMatch(of: /(.+\n)*ready; \d+ migrations applied\n/) != nil, "\(made.errors)")
            let recorded = try await home.run(establish, variables: variables)
            #expect(recorded.status == 0, "\(recorded.errors)")
            #expect(recorded.output.hasPrefix("Recorded\n"))
            // The private server's own ledger knows nothing of it.
            let own = try await home.run(["log", "show", "--format", "ndjson"])
            #expect(own.status == 0 && own.output == "")
        }

        @Test("does not stop a server that is not its own")
        func down() async throws {
            let home = try await CommandHome.shared.value
            let outcome = try await home.run(["down"], variables: ["PGHOST": "/nowhere"])
            #expect(
                outcome.errors == """
                    pairledger: error: a database is configured, and only the private server is stopped from here
                      unset PAIRLEDGER_DATABASE_URL and libpq's PG… variables to mean the private server

                    """)
            #expect(outcome.status == 2)
        }
    }
}

/// A socket at which nobody ever answers.
private final class SilentServer {
    let folder = "/tmp/pairledger-silent-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    private let socket: CInt

    init() throws {
        socket = Glibc.socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
        try #require(socket >= 0 && mkdir(folder, 0o700) == 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array("\(folder)/.s.PGSQL.5432".utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        let bound = withUnsafeBytes(of: &address) {
            bind(socket, $0.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t($0.count))
        }
        try #require(bound == 0 && listen(socket, 8) == 0)
    }

    deinit {
        close(socket)
        unlink("\(folder)/.s.PGSQL.5432")
        rmdir(folder)
    }
}
