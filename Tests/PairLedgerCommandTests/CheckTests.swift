import Foundation
import Testing

extension CommandSuite {
    @Suite("checking for red flags")
    struct CheckTests {
        private static let sample = [
            "sample", "generate", "--seed", "3", "--events", "5000", "--irregularities", "--output",
        ]

        @Test("gives at an earlier position, rule by rule, the bytes that it gave when that was the last one")
        func again() async throws {
            let ledger = try await CommandHome.ledger()
            let file = "check-\(ledger.name).ndjson"
            _ = try await ledger.run(Self.sample + [file])
            let path = "\(ledger.home.folder)/\(file)"
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            let first = 4_000
            try (lines[..<first].joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
            #expect(try await ledger.run("import", "ndjson", file).status == 0)
            let check = ["check", "--format", "json"]
            let then = try await ledger.run(check)
            let onDay = try await ledger.run(check + ["--as-of", "2020-06-30"])
            try (lines[first...].joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
            #expect(try await ledger.run("import", "ndjson", file).status == 0)

            let known = ["--known-at", "\(first - 1)"]
            #expect(then.status == 1 && then.errors == "")
            #expect(try await ledger.run(check + known).output == then.output)
            #expect(try await ledger.run(check + known + ["--as-of", "2020-06-30"]).output == onDay.output)
            let now = try await ledger.run(check)
            #expect(now.output != then.output && onDay.output != then.output)

            // Those that are new are those of now without those of then.
            let new = try await ledger.run(["check", "--format", "csv", "--since", "\(first - 1)"])
            let (earlier, later) = (
                try await Self.hits(ledger, known), try await Self.hits(ledger, [])
            )
            #expect(Self.hits(new.output) == later.subtracting(earlier) && !later.isSubset(of: earlier))
        }

        private static func hits(_ ledger: CommandLedger, _ more: [String]) async throws -> Set<String> {
            hits(try await ledger.run(["check", "--format", "csv"] + more).output)
        }

        /// The rule and the subject of every hit.
        private static func hits(_ csv: String) -> Set<String> {
            Set(
                csv.split(separator: "\r\n").map { $0.split(separator: ",").prefix(3).joined(separator: " ") }
                    .filter { $0.contains("/") })
        }

        @Test("says nothing of a ledger in which nothing is wrong, and ends with 0; a program gets an empty report")
        func clean() async throws {
            let ledger = try await CommandHome.ledger()
            for command in [["check"], ["check", "R01", "R23"], ["check", "--as-of", "2016-01-01"]] {
                let outcome = try await ledger.run(command)
                #expect(outcome.status == 0 && outcome.output == "" && outcome.errors == "", "\(command)")
            }
            let empty = try await ledger.run("check", "--format", "json")
            #expect(empty.status == 0 && empty.output.contains("\"hits\""))
        }

        @Test("raises every hit as a finding once, with its figures and events, all of them or none")
        func raising() async throws {
            let ledger = try await CommandHome.ledger()
            _ = try await ledger.run(Array(Self.sample.dropLast()) + ["--into", ledger.name])
            let raise = ["check", "R03", "R16", "--raise", "--raised-by", "Audit office", "--due", "2026-12-31"]
            let hits = try await Self.hits(ledger, ["R03", "R16"]).count
            try #require(hits > 1)
            let events = try await ledger.events()
            let dry = try await ledger.run(raise + ["--dry-run"])
            #expect(try await ledger.events() == events && dry.errors.contains("would be raised"))
            let raised = try await ledger.run(raise)
            #expect(raised.status == 0, "\(raised.errors)")
            #expect(raised.errors.contains("\(hits) of \(hits) hits raised as findings"), "\(raised.errors)")
            #expect(try await ledger.events() == events + Int64(hits))
            let again = try await ledger.run(raise)
            #expect(again.errors.contains("0 of \(hits) hits raised"), "\(again.errors)")
            #expect(try await ledger.events() == events + Int64(hits))
            #expect(again.output.contains("(open)"))
        }

        @Test("goes on as a service: raises what is there, then what comes, nothing twice, and ends at SIGTERM")
        func watching() async throws {
            let ledger = try await CommandHome.ledger()
            let file = "watched-\(ledger.name).ndjson"
            _ = try await ledger.run(Self.sample + [file])
            let lines = try ledger.home.contents(of: file).split(separator: "\n")
            try ledger.home.write(lines[..<3_000].joined(separator: "\n") + "\n", to: file)
            try await ledger.record("import ndjson \(file) --quiet")
            let rules = ["R03", "R14", "R16"]
            let watch = try ledger.home.start(
                ["check"] + rules + ["--raise", "--raised-by", "Audit office", "--due-in", "30", "--every", "1"],
                variables: ["PAIRLEDGER_LEDGER": ledger.name])
            var known = 0
            for end in [3_000, lines.count] {
                let hits = try await Self.hits(ledger, rules).count
                try #require(hits > known, "\(end) lines have no new hits")
                known = hits
                let deadline = Date(timeIntervalSinceNow: 60)
                while try await ledger.events() < end + hits, Date() < deadline {
                    try await Task.sleep(for: .milliseconds(100))
                }
                #expect(try await ledger.events() == Int64(end + hits))
                guard end < lines.count else { break }
                try ledger.home.write(lines[end...].joined(separator: "\n") + "\n", to: file)
                try await ledger.record("import ndjson \(file) --quiet")
            }
            watch.signal(SIGTERM)
            let outcome = await watch.outcome()
            #expect(outcome.status == 0 && outcome.errors.hasSuffix("stopped\n"), "\(outcome.errors)")
        }

        @Test(
            "refuses what cannot be meant",
            arguments: [
                (["R99"], "there is no rule \"R99\""), (["--raise"], "--raise needs --raised-by"),
                (["--due", "2026-12-31"], "go with --raise"), (["--from", "2020-01-01"], "--from has no meaning here"),
                (["--since", "-1"], "--since"), (["--every", "5"], "go with --raise"),
                (["--raise", "--raised-by", "A", "--due", "2026-12-31", "--due-in", "5"], "--due or --due-in"),
                (["--raise", "--raised-by", "A", "--due", "2026-12-31", "--every", "5"], "give --due-in"),
                (["--raise", "--raised-by", "A", "--due-in", "0"], "--due-in is 1 to"),
                (
                    ["--raise", "--raised-by", "A", "--due", "2026-12-31", "--as-of", "2020-01-01"],
                    "findings are raised of what is so now"
                ),
            ])
        func refusals(words: [String], reason: String) async throws {
            let outcome = try await CommandHome.ledger().run(["check"] + words)
            #expect(outcome.status == 2 && outcome.errors.contains(reason), "\(outcome.errors)")
        }
    }
}
