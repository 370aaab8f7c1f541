import Foundation
import Testing

extension CommandSuite {
    @Suite("overseeing")
    struct OversightTests {
        private static let inspector = ["PAIRLEDGER_ACTOR": "provincial audit office"]

        private static func raise(_ name: String, due: String, on: String) -> [String] {
            [
                "finding", "raise", name, "--about", "region/653022", "--severity", "major", "--statement", "Idle",
                "--by", "Provincial audit office", "--due", due, "--on", on,
            ]
        }

        private static func run(_ ledger: CommandLedger, _ commands: [[String]], by variables: [String: String])
            async throws
        {
            for command in commands {
                let outcome = try await ledger.run(command, variables: variables)
                try #require(outcome.status == 0, "\(command): \(outcome.errors)")
            }
        }

        @Test("lists findings as they stood on a day: what is not closed and due first before the others")
        func findings() async throws {
            let ledger = try await CommandHome.ledger()
            try await Self.run(
                ledger,
                [
                    Self.raise("A", due: "2016-06-30", on: "2016-01-10"),
                    Self.raise("B", due: "2016-03-31", on: "2016-01-15"),
                    Self.raise("C", due: "2016-02-28", on: "2016-01-20"),
                ], by: Self.inspector)
            try ledger.home.write("credited", to: "slip.txt")
            try await Self.run(
                ledger,
                [
                    ["finding", "answer", "C", "--by", "bureau", "--text", "late", "--on", "2016-02-01"],
                    [
                        "finding", "rectify", "C", "--text", "done", "--recovered", "12万元", "--on", "2016-02-20",
                        "--evidence", "slip.txt",
                    ],
                ], by: [:])
            try await Self.run(
                ledger, [["finding", "close", "C", "--remark", "seen", "--on", "2016-03-01"]], by: Self.inspector)

            func list(on date: String) async throws -> [String] {
                let outcome = try await ledger.run("finding", "list", "--on", date, "--format", "csv")
                #expect(outcome.status == 0 && outcome.errors == "")
                return outcome.output.split(separator: "\r\n").dropFirst().map(String.init)
            }
            #expect(
                try await list(on: "2016-04-10") == [
                    "B,open,待答复,major,,region/653022,2016-01-15,2016-03-31,86,10,0,Idle",
                    "A,open,待答复,major,,region/653022,2016-01-10,2016-06-30,91,,0,Idle",
                    "C,closed,已销号,major,,region/653022,2016-01-20,2016-02-28,41,,120000,Idle",
                ])
            #expect(
                try await list(on: "2016-02-20") == [
                    "C,rectified,已整改,major,,region/653022,2016-01-20,2016-02-28,31,,120000,Idle",
                    "B,open,待答复,major,,region/653022,2016-01-15,2016-03-31,36,,0,Idle",
                    "A,open,待答复,major,,region/653022,2016-01-10,2016-06-30,41,,0,Idle",
                ])
            #expect(try await list(on: "2016-01-09") == [])
        }

        @Test("lets nobody close a finding who answered it, and nobody without evidence")
        func twoHands() async throws {
            let ledger = try await CommandHome.ledger()
            try await Self.run(ledger, [Self.raise("A", due: "2016-06-30", on: "2016-01-10")], by: Self.inspector)
            try await Self.run(
                ledger, [["finding", "answer", "A", "--by", "bureau", "--text", "late", "--on", "2016-02-01"]], by: [:])
            let close = ["finding", "close", "A", "--remark", "seen", "--on", "2016-03-01"]
            let refused = try await ledger.run(close)
            #expect(refused.status == 3 && refused.output == "")
            #expect(
                refused.errors == """
                    pairledger: error: county finance bureau answered or rectified finding A, and cannot close it too
                      let the one who raised it, or another inspector, close it

                    """)
            let bare = try await ledger.run(close, variables: Self.inspector)
            #expect(
                bare.status == 3
                    && bare.errors == """
                        pairledger: error: no document says what was done about finding A since it was opened
                          give one with --evidence FILE, here or with `pairledger finding rectify A …`

                        """
            )
            try ledger.home.write("seen on site", to: "visit.txt")
            let evidence = ["--evidence", "visit.txt"]
            #expect(try await ledger.run(close + evidence, variables: Self.inspector).status == 0)
        }

        @Test("finds events that prove something by their positions, and refuses those that are not there")
        func positions() async throws {
            let ledger = try await CommandHome.ledger()
            try await ledger.record("programme establish aid --name Aid --from 2010-03-30")
            let raise = Self.raise("A", due: "2016-06-30", on: "2016-01-10")
            let refused = try await ledger.run(raise + ["--position", "0", "--position", "1"])
            #expect(refused.status == 3)
            #expect(refused.errors.hasPrefix("pairledger: error: there is no event at position 1\n"))
            try await Self.run(
                ledger,
                [
                    raise + ["--position", "0"],
                    Self.raise("B", due: "2016-06-30", on: "2016-01-10") + [
                        "--position", "1", "--position", "0", "--position", "1",
                    ],
                ], by: [:])
            let shown = try await ledger.run("log", "show", "2", "--format", "ndjson")
            #expect(shown.output.contains(#""positions":[0,1]"#))
        }

        @Test("lists the rules and their settings without a ledger")
        func rules() async throws {
            let home = try await CommandHome.shared.value
            let outcome = try await home.run(["policy", "list", "--format", "csv"])
            #expect(outcome.status == 0 && outcome.errors == "")
            let lines = outcome.output.split(separator: "\r\n").map(String.init)
            #expect(lines.count { $0.hasPrefix("rules,R") } == 23)
            for line in [
                "rules,R08,Diversion,挪用,,,", "parameters,R09,,,livelihood_share,80%,of the money goes to livelihoods",
                "parameters,R01,,,idle_days,365 days,older lots with a remainder are idle",
            ] { #expect(lines.contains(line), "\(line)") }
            #expect(lines.contains { $0.hasPrefix("lists,R08,,,negative_categories,\"administrative-expenses, ") })
        }

        @Test(
            "tells what a setting of a policy cannot be before it records anything",
            arguments: [
                (["--parameter", "idle_days"], "--parameter is \"idle_days\"; write a name, = and what it is set to"),
                (
                    ["--parameter", "idle=1"],
                    "rule R01 has no parameter \"idle\"; its parameters are: idle_days, severe_days"
                ),
                (
                    ["--parameter", "idle_days=1.5"],
                    "--parameter idle_days is \"1.5\", but in days it is a whole number, such as 365"
                ),
                (["--parameter", "idle_days=1", "--parameter", "idle_days=2"], "--parameter idle_days is given twice"),
                (["--list", "words=a", "--list", "words=b"], "--list words is given twice"),
            ])
        func usage(options: [String], message: String) async throws {
            let ledger = try await CommandHome.ledger()
            let outcome = try await ledger.run(
                ["policy", "set", "R01", "--effective-from", "2015-01-01", "--basis", "x"] + options)
            #expect(
                outcome.status == 2 && outcome.errors.hasPrefix("pairledger: error: \(message)\n"), "\(outcome.errors)")
            #expect(try await ledger.events() == 0)
        }

        @Test("shows what is in force for a programme, for others and before, with the version that set it")
        func policy() async throws {
            let ledger = try await CommandHome.ledger()
            try await ledger.record(
                "programme establish xj --name Xinjiang --from 2010-03-30",
                "policy set R09 --programme xj --parameter livelihood_share=85% --effective-from 2015-01-01 --basis x",
                "policy set R09 --parameter livelihood_share=70.25% --list livelihood_purposes=education --effective-from 2016-01-01 --basis x"
            )
            func show(_ options: String...) async throws -> [String] {
                let outcome = try await ledger.run(["policy", "show", "R09", "--format", "csv"] + options)
                #expect(outcome.status == 0 && outcome.errors == "")
                return outcome.output.split(separator: "\r\n").filter { $0.contains("livelihood") }.map(String.init)
            }
            let purposes = "\"housing-infrastructure, education, employment-training, social-services\""
            #expect(
                try await show("--on", "2014-12-31", "--programme", "xj") == [
                    "parameters,R09,livelihood_share,8000,basis-points,80%,80%,,,0,,",
                    "lists,R09,,,,,,,,0,livelihood_purposes,\(purposes)",
                ])
            #expect(
                try await show("--on", "2016-01-01", "--programme", "xj") == [
                    "parameters,R09,livelihood_share,8500,basis-points,85%,80%,2015-01-01,xj,1,,",
                    "lists,R09,,,,,,2016-01-01,,2,livelihood_purposes,education",
                ])
            #expect(
                try await show("--on", "2016-01-01") == [
                    "parameters,R09,livelihood_share,7025,basis-points,70.25%,80%,2016-01-01,,2,,",
                    "lists,R09,,,,,,2016-01-01,,2,livelihood_purposes,education",
                ])
            let unknown = try await ledger.run("policy", "show", "--programme", "tb")
            #expect(unknown.status == 3 && unknown.errors.contains("there is no programme tb on record"))
        }

        @Test("takes a region's figure in the unit of its indicator")
        func figures() async throws {
            let ledger = try await CommandHome.ledger()
            func indicate(_ indicator: String, _ value: String) async throws -> CommandOutcome {
                try await ledger.run(
                    "region", "indicate", "653022", "--indicator", indicator, "--year", "2014", "--value", value,
                    "--source", "统计公报", "--on", "2015-03-01")
            }
            for (indicator, value) in [("poverty-rate", "31"), ("population", "1.5"), ("fiscal-revenue", "1.005")] {
                let outcome = try await indicate(indicator, value)
                #expect(outcome.status == 2 && outcome.errors.contains("--value is \"\(value)\""), "\(outcome.errors)")
            }
            for (indicator, value) in [
                ("poverty-rate", "31.5%"), ("population", "180000"), ("fiscal-revenue", "1.02亿元"),
            ] {
                #expect(try await indicate(indicator, value).status == 0)
            }
            let log = try await ledger.run("log", "show", "--format", "ndjson").output
            for value in [3_150, 180_000, 10_200_000_000] { #expect(log.contains("\"value\":\(value),")) }
        }

        @Test("records a published report with the digest of its file, once")
        func publish() async throws {
            let ledger = try await CommandHome.ledger()
            try await ledger.record("programme establish aid --name Aid --from 2010-03-30")
            try ledger.home.write("abc", to: "published.csv")
            func publish(_ file: String) async throws -> CommandOutcome {
                try await ledger.run(
                    "report", "publish", "JS-2014", "--of", "position", "--title", "Aid in 2014", "--file", file,
                    "--known-at", "1", "--from", "2014-01-01", "--to", "2014-12-31", "--by", "Jiangsu audit office",
                    "--on", "2015-04-09")
            }
            let outcome = try await publish("published.csv")
            #expect(outcome.status == 0 && outcome.errors == "")
            // NIST's example for SHA-256.
            let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            #expect(
                try await ledger.run("log", "show", "1", "--format", "ndjson").output.contains(
                    #""sha256":"\#(digest)""#))
            #expect(try await publish("published.csv").errors.contains("already on record at position 1"))
            try ledger.home.write("abcd", to: "published.csv")
            let other = try await publish("published.csv")
            #expect(
                other.status == 3 && other.errors.contains("report/JS-2014 is on record already"), "\(other.errors)")
            for (file, words) in [("absent.csv", "No such file"), (".", "is a folder")] {
                let refused = try await publish(file)
                #expect(refused.status == 2 && refused.errors.contains(words), "\(refused.errors)")
            }
            #expect(try await ledger.events() == 2)
        }
    }
}
