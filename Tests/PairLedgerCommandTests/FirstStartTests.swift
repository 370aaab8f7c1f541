import Testing

extension CommandSuite {
    @Suite("on a home that does not exist yet")
    struct FirstStartTests {
        @Test("two commands at once both succeed, and each finds what the other needs")
        func twoAtOnce() async throws {
            let home = try CommandHome()
            defer { home.remove() }
            let one = try home.start(["programme", "establish", "one", "--name", "One", "--from", "2010-03-30"])
            let two = try home.start(["programme", "establish", "two", "--name", "Two", "--from", "2010-03-30"])
            for outcome in [await one.outcome(), await two.outcome()] {
                #expect(outcome.status == 0, "\(outcome.errors)")
                #expect(outcome.output.hasPrefix("Recorded\n"))
            }
            let ledgers = try Figures(try await home.run(["ledger", "list", "--format", "json"]).output)
            #expect(ledgers.rows("ledgers").count == 1)
            #expect(ledgers.rows("ledgers").first?["ledger"] as? String == "main")
            #expect(Figures.integer(ledgers.rows("ledgers").first?["events"]) == 2)
        }

        @Test("the state of the server is told at every step, and stopping loses nothing")
        func lifeCycle() async throws {
            let home = try CommandHome()
            defer { home.remove() }
            let before = try await home.run(["status"])
            #expect(before.output == "Status\nPrivate server in  \(home.path)\nServer             not created yet\n")
            #expect(before.status == 4)
            #expect(
                before.errors == """
                    pairledger: error: the private server is not running
                      start it with: pairledger up

                    """)
            let up = try await home.run(["up", "--quiet"])
            #expect(up.status == 0 && up.output == "" && up.errors == "")
            let again = try await home.run(["up"])
            #expect(again.status == 0 && again.errors == "ready; the schema was up to date\n")
            let recorded = try await home.run([
                "programme", "establish", "aid", "--name", "Aid", "--from", "2010-03-30",
            ])
            #expect(recorded.status == 0 && recorded.errors == "")
            let running = try Figures(try await home.run(["status", "--format", "json"]).output)
            #expect(Figures.integer(running.rows("ledgers").first?["events"]) == 1)
            let down = try await home.run(["down"])
            #expect(down.status == 0 && down.output == "" && down.errors == "stopped\n")
            let stopped = try await home.run(["status"])
            #expect(stopped.status == 4)
            #expect(stopped.output.contains("\nServer             stopped (PostgreSQL "))
            let log = try await home.run(["log", "show", "--format", "ndjson", "--quiet"])
            #expect(log.status == 0 && log.errors == "")
            #expect(log.output.split(separator: "\n").count == 1)
            #expect(log.output.contains("\"stream\":\"programme/aid\""))
        }
    }
}
