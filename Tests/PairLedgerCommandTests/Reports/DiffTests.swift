import Foundation
import Testing

extension ReportSuite {
    @Suite("what changed of a report")
    struct DiffTests {
        /// A report on 2014 was published when 8 events were known; then a payment of 2014 was recorded late, one of 2015 made, and the first
        /// taken back.
        private static func ledger() async throws -> CommandLedger {
            let ledger = try await ReportLedger.new()
            try await ledger.record(
                "programme establish XJ --name Xinjiang --from 2010-03-01",
                "pairing form JS-KZ --programme XJ --donor 320000 --recipient 653000 --from 2010-03-30",
                "commit A1 --pairing JS-KZ --fiscal-year 2014 --amount 1000 --on 2014-02-20",
                "transfer T1 --agreement A1 --amount 1000 --on 2014-03-18", "receive T1 --on 2014-03-21",
                "project approve K1 --name School --place 653000 --purpose education --planned-total 900 --planned-aid 800 "
                    + "--on 2014-03-25", "allocate K1 --amount 800 --on 2014-04-08",
                "spend P1 --project K1 --amount 100 --payee builder --on 2014-06-12",
                "report position --output \(ledger.name)-published.csv",
                "report publish R1 --of position --title Aid --file \(ledger.name)-published.csv --known-at 8 "
                    + "--from 2014-01-01 --to 2014-12-31 --by Bureau --on 2015-01-10",
                "spend P2 --project K1 --amount 30 --payee builder --on 2014-12-31 --actor late",
                "spend P3 --project K1 --amount 5 --payee builder --on 2015-02-01",
                "reverse 7 --reason duplicate --on 2015-02-02 --actor auditor")
            return ledger
        }

        @Test("since a publication: which figures, by which events, by whom and why, and which of them move the past")
        func published() async throws {
            let ledger = try await Self.ledger()
            let figures = try await ledger.figures("diff", "--from", "report/R1")
            let spent = try #require(
                figures.rows("amounts").first {
                    Entries.text($0["section"]) == "pairings" && Entries.text($0["column"]) == "spent"
                })
            #expect(Entries.text(spent["row"]) == "JS-KZ")
            let entries = Entries(ledger: ledger)
            let sum = "SELECT sum(amount) AS a FROM m WHERE kind = 'spent' AND position"
            #expect(Figures.integer(spent["before"]) == (try await entries.integer("\(sum) < 8")))
            #expect(Figures.integer(spent["after"]) == (try await entries.integer("\(sum) >= 0")))
            #expect(Figures.integer(spent["difference"]) == (try await entries.integer("\(sum) >= 8")))
            #expect(Entries.text(spent["positions"]) == "9-11")
            #expect(
                figures.texts("events", "position", "actor", "reason", "past_moved", "effective_on") == [
                    ["9", "late", "", "yes", "2014-12-31"], ["10", "county finance bureau", "", "", "2015-02-01"],
                    ["11", "auditor", "duplicate", "", "2015-02-02"],
                ])
            let all = try await entries.rows("SELECT position AS a, type AS b FROM e WHERE position > 8 ORDER BY 1")
            #expect(figures.texts("events", "position", "type") == all)
            // What was given has not changed, and does not stand there.
            #expect(!figures.texts("amounts", "column").contains(["given"]))
        }

        @Test("exits with 1 for a change only when asked to check, and says when there is none")
        func check() async throws {
            let ledger = try await Self.ledger()
            #expect(try await ledger.run("diff", "--from", "report/R1").status == 0)
            let changed = try await ledger.run("diff", "--from", "report/R1", "--check")
            #expect(changed.status == 1 && changed.errors == "" && changed.output.contains("duplicate"))
            let same = try await ledger.run("diff", "--from", "11", "--check")
            #expect(same.status == 0 && same.output.contains("nothing changed: no event was recorded in between"))
            // The publication itself moves no figure.
            let other = try await ledger.run("diff", "--from", "7", "--to", "8", "--check")
            #expect(other.status == 0 && other.output.contains("none of the 1 events recorded in between"))
            #expect(try await ledger.events() == 12)
        }

        @Test("of any report, with its options, and between any two points")
        func reports() async throws {
            let ledger = try await Self.ledger()
            // The words behind -- are the report's, so that the form stands in front of them.
            let outcome = try await ledger.run(
                "diff", "--from", "7", "--to", "9", "--report", "project", "--format", "json", "--", "K1")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let figures = try Figures(outcome.output)
            #expect(figures.texts("rows", "section", "row") == [["payments", "P2"], ["timeline", "2014-12-31"]])
            let money = figures.rows("amounts").filter { Entries.text($0["section"]) == "money" }
            #expect(money.map { Entries.text($0["column"]) } == ["spent", "left", "spent", "left"])
            #expect(figures.texts("events", "position") == [["9"]])
        }

        @Test("rows that came are shown as such")
        func came() async throws {
            let ledger = try await Self.ledger()
            let figures = try await ledger.figures("diff", "--from", "4", "--to", "6", "--report", "projects")
            #expect(
                figures.texts("rows", "section", "row", "change") == [
                    ["projects", "K1", "came"], ["stages", "approved", "came"],
                ])
            #expect(figures.texts("events", "position") == [["5"], ["6"]])
        }

        @Test("refuses points that are none, the wrong order, and reports that record something")
        func refusals() async throws {
            let ledger = try await Self.ledger()
            for (words, saying) in [
                (["--from", "12"], "the ledger has no position 12"),
                (["--from", "report/R2"], "did you mean report/R1"),
                (["--from", "nowhere.json"], "nowhere.json cannot be read"),
                (["--from", "\(ledger.name)-published.csv"], "the report has no seal"),
                (["--from", "8", "--to", "5"], "give the earlier point with --from"),
                (["--from", "5", "--report", "publish"], "there is no report \"publish\""),
                (["--from", "5", "--report", "nonsense"], "there are position"),
            ] {
                let refused = try await ledger.run(["diff"] + words)
                #expect(refused.status == 2 && refused.errors.contains(saying), "\(words): \(refused.errors)")
            }
            #expect(try await ledger.events() == 12)
        }

        @Test("of a sealed file the report is drawn by the file's own words, and a file that was edited is refused")
        func sealed() async throws {
            let sealed = try await SealedLedger(events: 300)
            _ = try await sealed.seal("then.checkpoint")
            for (file, words) in [
                ("a.json", ["position", "--purpose", "education", "--unit", "wan"]),
                ("b.csv", ["projects", "--known-at", "250", "--lang", "zh"]),
            ] {
                let made = try await sealed.run(["report"] + words + ["--seal", "--output", sealed.file(file)])
                #expect(made.status == 0, "\(made.errors)")
            }
            try await sealed.ledger.record("programme establish NEW --name New --from 2020-01-01")
            let same = try await sealed.run("diff", "--from", sealed.file("a.json"), "--check")
            #expect(same.status == 0 && same.output.contains("nothing changed"), "\(same.output)\(same.errors)")
            let changed = try await sealed.run("diff", "--from", sealed.file("b.csv"), "--check", "--format", "json")
            #expect(changed.status == 1, "\(changed.errors)")
            let figures = try Figures(changed.output)
            #expect(!figures.rows("events").isEmpty)
            #expect(figures.rows("events").allSatisfy { Figures.integer($0["position"]) > 250 })
            let edited = try sealed.text("a.json").replacing(
                /"digest": "sha256:./, with: "\"digest\": \"sha256:0", maxReplacements: 1)
            let text = edited == (try sealed.text("a.json")) ? edited.replacing("sha256:0", with: "sha256:1") : edited
            try sealed.write(text, to: "edited.json")
            let refused = try await sealed.run("diff", "--from", sealed.file("edited.json"))
            #expect(refused.status == 1 && refused.errors.contains("is not what history gives"), "\(refused.errors)")
        }
    }

    @Suite("the report of claims")
    struct ClaimsReportTests {
        @Test(
            "the read models have the same of every claim about a fiscal year as the fold of the log, and as the entries"
        )
        func stored() async throws {
            let ledger = try await ReportLedger.new()
            let made = try await ledger.run([
                "sample", "generate", "--seed", "11", "--events", "1500", "--irregularities", "--quiet", "--into",
                ledger.name,
            ])
            try #require(made.status == 0, "seed 11: \(made.errors)")
            let entries = Entries(ledger: ledger)
            let pairing = try await entries.rows(
                "SELECT d->>'pairing' AS a FROM e WHERE type = 'FundsTransferred' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
            )[0][0]
            let measures = ["committed", "sent", "received", "allocated", "spent", "pairings", "projects"]
            let year = try await entries.rows(
                """
                SELECT d->>'fiscal_year' AS a FROM e WHERE type = 'FundsCommitted' AND d->>'pairing' = '\(pairing)'
                GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1
                """)[0][0]
            for measure in measures {
                let isMoney = !["pairings", "projects"].contains(measure)
                for (name, scope) in [
                    ("ALL", []), ("ONE", ["--pairing", pairing]), ("KIND", ["--instrument", "fiscal"]),
                ] {
                    let published = try await ledger.run(
                        [
                            "claim", "publish", "\(name)-\(measure)", "--by", "a bureau", "--source", "News",
                            "--measure",
                            measure, isMoney ? "--amount" : "--count", "7", "--fiscal-year", year, "--on", "2025-12-31",
                        ] + scope)
                    try #require(published.status == 0, "\(published.errors)")
                }
            }
            let stored = try await ledger.run("report", "claims", "--format", "csv", "--quiet")
            let last = try await ledger.events() - 1
            let folded = try await ledger.run("report", "claims", "--format", "csv", "--quiet", "--known-at", "\(last)")
            #expect(stored.status == 0 && stored.output == folded.output)
            let figures = try await ledger.figures("report", "claims", "--fiscal-year", year)
            let said = Dictionary(figures.texts("amounts", "claim", "on_record").map { ($0[0], $0[1]) }) { first, _ in
                first
            }
            let sent = try await entries.integer(
                """
                SELECT sum((d->>'amount')::bigint) AS a FROM e WHERE type = 'FundsTransferred' AND position NOT IN
                    (SELECT (d->>'position')::bigint FROM e WHERE type = 'EntryReversed') AND d->>'agreement' IN
                    (SELECT split_part(stream, '/', 2) FROM e WHERE type = 'FundsCommitted' AND d->>'fiscal_year' = '\(year)')
                """)
            let rejected = try await entries.integer(
                """
                SELECT coalesce(sum((d->>'amount')::bigint), 0) AS a FROM e WHERE type = 'FundsRejected' AND stream IN
                    (SELECT stream FROM e WHERE type = 'FundsTransferred' AND d->>'agreement' IN
                    (SELECT split_part(stream, '/', 2) FROM e WHERE type = 'FundsCommitted' AND d->>'fiscal_year' = '\(year)'))
                """)
            #expect(said["ALL-sent"] == "\(sent - rejected)")
            #expect(Figures.integer(Int(said["ONE-sent"] ?? "")) > 0)
        }

        @Test("claims about a period and about counties are held against the whole log all the same")
        func folded() async throws {
            let ledger = try await ReportLedger.new()
            try await ledger.record(
                "programme establish XJ --name Xinjiang --from 2010-03-01",
                "pairing form JS-AK --programme XJ --donor 320000 --recipient 653022 --from 2010-03-30",
                "commit A1 --pairing JS-AK --fiscal-year 2014 --amount 5 --on 2014-02-20",
                "claim publish C1 --by JS --source News --measure counties --count 1 --fiscal-year 2014 --on 2014-12-31",
                "claim publish C2 --by JS --source News --measure committed --amount 5 --from 2014-01-01 --to 2014-12-31 --on 2014-12-31"
            )
            let figures = try await ledger.figures("report", "claims")
            #expect(figures.texts("counts", "claim", "on_record") == [["C1", "1"]])
            #expect(figures.texts("amounts", "claim", "on_record") == [["C2", "500"]])
            let explained = try await ledger.figures("report", "claims", "--explain", "C2")
            #expect(explained.texts("events_1", "position") + explained.texts("events", "position") == [["2"], ["4"]])
            let refused = try await ledger.run("report", "claims", "--purpose", "education")
            #expect(refused.status == 2 && refused.errors.contains("no claim is about a purpose"))
        }
    }
}
