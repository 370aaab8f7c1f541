import Foundation
import Testing

extension ReportSuite {
    @Suite("report position")
    struct PositionReportTests {
        private static func figures(_ ledger: ReportLedger, _ words: String...) async throws -> Figures {
            let outcome = try await ledger.ledger().run(["report", "position", "--format", "json", "--quiet"] + words)
            try #require(outcome.status == 0, "\(outcome.errors)")
            return try Figures(outcome.output)
        }

        private static func column(_ rows: [[String: Any]], _ name: String, by key: String) -> [String: Int64] {
            Dictionary(rows.map { ("\($0[key] ?? "")", Int64(Figures.integer($0[name]))) }) { $0 + $1 }
                .filter { $0.value != 0 }
        }

        @Test(
            "has the sums that SQL finds in the entries: by kind of account, by donor, by place and by purpose",
            arguments: [ReportLedger.kizilsu, .zhejiang, .invented, .renamed, .one, .empty])
        func sums(ledger: ReportLedger) async throws {
            let figures = try await Self.figures(ledger)
            let entries = EntryFigures(try await ledger.ledger())
            let kinds = try await entries.sums("SELECT kind, sum(amount)::bigint FROM posting GROUP BY kind")
            #expect(
                Self.column(figures.rows("trial_balance"), "balance", by: "account") == kinds.filter { $0.value != 0 })
            let donors = try await entries.sums(
                "SELECT owner, -sum(amount)::bigint FROM posting WHERE kind = 'donor' GROUP BY owner")
            #expect(Self.column(figures.rows("donors"), "given", by: "region") == donors.filter { $0.value != 0 })
            let purposes = try await entries.sums(
                """
                , project AS (
                    SELECT split_part(stream, '/', 2) AS id, data->>'purpose' AS purpose
                    FROM entry WHERE type = 'ProjectApproved'
                )
                SELECT purpose, sum(amount)::bigint FROM posting JOIN project ON id = owner WHERE kind = 'spent' GROUP BY 1
                """)
            #expect(
                Self.column(figures.rows("purposes"), "spent", by: "purpose") == purposes.filter { $0.value != 0 })
        }

        @Test(
            "of a period has what SQL finds to have moved in it, in every month",
            arguments: [ReportLedger.kizilsu, .invented])
        func period(ledger: ReportLedger) async throws {
            let (from, to) = ledger == .kizilsu ? ("2014-03-01", "2014-09-30") : ("2017-02-01", "2019-10-31")
            let figures = try await Self.figures(ledger, "--from", from, "--to", to, "--by", "month")
            let spent = try await EntryFigures(ledger.ledger()).sums(
                """
                SELECT to_char(on_day, 'YYYY-MM'), sum(amount)::bigint FROM posting
                WHERE kind = 'spent' AND on_day BETWEEN '\(from)' AND '\(to)' GROUP BY 1
                """)
            #expect(!spent.isEmpty)
            #expect(Self.column(figures.rows("times"), "spent", by: "time") == spent.filter { $0.value != 0 })
            let total = Figures.integer(figures.total("times")?["spent"])
            #expect(total == Figures.integer(figures.total("pairings")?["spent"]))
            #expect(Int64(total) == spent.values.reduce(0, +))
        }

        @Test("of each instrument, purpose, tier and region has a part of all, and the parts come to the whole")
        func parts() async throws {
            let all = try await Self.figures(.invented)
            let whole = Figures.integer(all.total("pairings")?["given"])
            for options in [
                ["fiscal", "social-donation", "central-enterprise", "central-transfer"].map { ["--instrument", $0] },
                Set(all.rows("pairings").compactMap { $0["pairing"] as? String }).map { ["--pairing", $0] },
            ] {
                var sum = 0
                for option in options {
                    let part = try await Self.figures(.invented, option[0], option[1])
                    sum += Figures.integer(part.total("pairings")?["given"])
                }
                #expect(sum == whole, "\(options)")
            }
            let donors = all.rows("donors").compactMap { $0["region"] as? String }
            for donor in donors {
                let part = try await Self.figures(.invented, "--region", donor)
                #expect(part.rows("donors").compactMap { $0["region"] as? String } == [donor])
                let row = try #require(all.rows("donors").first { $0["region"] as? String == donor })
                #expect(Figures.integer(part.total("pairings")?["given"]) == Figures.integer(row["given"]))
            }
        }

        @Test("says the same of a moment when it is asked for then and later")
        func then() async throws {
            let ledger = try await ReportLedger.new()
            try await ledger.record("sample generate --seed 9 --events 600 --quiet --into \(ledger.name)")
            let then = try await ledger.run("report", "position", "--format", "json", "--region", "320000")
            try await ledger.record("programme establish LATER --name Later --from 2020-01-01")
            let later = try await ledger.run(
                "report", "position", "--format", "json", "--region", "320000", "--known-at", "599")
            #expect(then.status == 0 && then.output == later.output)
        }

        @Test("the events behind a row move just what the row says, and can be proved")
        func explained() async throws {
            let ledger = try await ReportLedger.kizilsu.ledger()
            let purposes = try await Self.figures(.kizilsu)
            let row = try #require(purposes.rows("purposes").first { $0["purpose"] as? String == "education" })
            let outcome = try await ledger.run(
                "report", "position", "--explain", "education", "--format", "json", "--quiet")
            let explained = try Figures(outcome.output)
            let spent = explained.rows("events").filter { $0["type"] as? String == "FundsSpent" }
            #expect(spent.reduce(0) { $0 + Figures.integer($1["moved"]) } == Figures.integer(row["spent"]))
            let entries = try await ledger.run(
                "report", "position", "--explain", "education", "--format", "ndjson", "--quiet")
            let lines = entries.output.split(separator: "\n")
            #expect(lines.count == explained.rows("events").count && lines.allSatisfy { $0.hasPrefix("{\"actor\"") })
        }

        @Test("refuses a period that ends before it begins, both forms of a tree, and an unknown tier")
        func refused() async throws {
            let ledger = try await ReportLedger.one.ledger()
            for words in [
                ["--from", "2020-02-01", "--to", "2020-01-01"], ["--tree", "--flat"], ["--depth", "0"],
                ["--tier", "village"],
            ] {
                let outcome = try await ledger.run(["report", "position"] + words)
                #expect(outcome.status == 2 && outcome.output.isEmpty, "\(words): \(outcome.errors)")
            }
        }
    }
}
