import Foundation
import Testing

extension ReportSuite {
    @Suite("the report of outcomes")
    struct OutcomesReportTests {
        /// 0 has every indicator read, a number the groups of the read model where they are enough.
        @Test(
            "adds up what the entries say of targets, claims and findings, and the money of their projects",
            arguments: ["0", "5000"])
        func units(_ limit: String) async throws {
            let ledger = try await ReportLedger.invented.ledger()
            let expected = try await Entries(ledger: ledger).rows(
                """
                SELECT i.d->>'unit' AS a, count(*) AS b, sum((i.d->>'target')::bigint) AS c, sum(reported) AS d, sum(verified) AS e,
                       sum(disputed) AS f, sum(spent) AS g
                FROM e AS i
                LEFT JOIN LATERAL (SELECT (d->>'value')::bigint AS reported FROM e WHERE e.stream = i.stream AND
                    type = 'OutcomeReported' ORDER BY d->>'period_end' DESC, position DESC LIMIT 1) AS r ON true
                LEFT JOIN LATERAL (SELECT (v.d->>'value')::bigint AS verified FROM e AS v JOIN e AS o ON o.stream = v.stream AND
                    o.version = (v.d->>'report')::bigint WHERE v.stream = i.stream AND v.type = 'OutcomeVerified'
                    ORDER BY o.d->>'period_end' DESC, v.position DESC LIMIT 1) AS v ON true
                LEFT JOIN LATERAL (SELECT (v.d->>'value')::bigint AS disputed FROM e AS v JOIN e AS o ON o.stream = v.stream AND
                    o.version = (v.d->>'report')::bigint WHERE v.stream = i.stream AND v.type = 'OutcomeDisputed'
                    ORDER BY o.d->>'period_end' DESC, v.position DESC LIMIT 1) AS x ON true
                LEFT JOIN LATERAL (SELECT sum(amount) AS spent FROM m WHERE kind = 'spent' AND
                    owner = i.d->>'project') AS money ON true
                WHERE type = 'IndicatorDefined' AND i.d->>'measure' = 'unit' AND i.d->>'ascending' <> 'false' GROUP BY 1 ORDER BY 1
                """)
            try #require(expected.count > 0 && expected.contains { $0[5] != "" })
            let figures = try await ledger.figures("report", "outcomes", "--limit", limit)
            let said = figures.texts(
                "units", "unit", "indicators", "target", "reported", "verified", "disputed", "spent")
            #expect(said == expected.map { $0.map { $0 == "" ? "0" : $0 } })
            // Places and purposes are the same indicators in other heaps.
            for section in ["places", "purposes"] {
                for (column, index) in [("target", 2), ("verified", 4), ("spent", 6)] {
                    let sum = figures.rows(section).reduce(0) { $0 + Figures.integer($1[column]) }
                    #expect(sum == expected.reduce(0) { $0 + (Int($1[index]) ?? 0) }, "\(section) \(column)")
                }
            }
        }

        @Test("has for each place the last headcount of the poor that was stated")
        func headcounts() async throws {
            let ledger = try await ReportLedger.invented.ledger()
            let figures = try await ledger.figures("report", "outcomes", "--limit", "5000")
            let expected = try await Entries(ledger: ledger).rows(
                """
                SELECT DISTINCT ON (stream) split_part(stream, '/', 2) AS a, d->>'value' AS b, d->>'year' AS c FROM e
                WHERE type = 'RegionIndicatorReported' AND d->>'indicator' = 'poverty-headcount'
                ORDER BY stream, (d->>'year')::int DESC, position DESC
                """)
            let stated = Dictionary(expected.map { ($0[0], [$0[1], $0[2]]) }) { first, _ in first }
            let said = figures.texts("counties", "place", "poverty_headcount", "headcount_year")
            try #require(said.contains { $0[1] != "" })
            for row in said { #expect(Array(row[1...]) == stated[row[0]] ?? ["", ""], "\(row[0])") }
        }

        private static let sections = [
            ("units", ["unit"]), ("purposes", ["purpose", "unit"]), ("places", ["place", "place_name", "unit"]),
        ]
        private static let sums = ["indicators", "target", "reported", "verified", "disputed", "spent"]

        @Test("moves what a project is to reach, and its money, to where its approval says that it is")
        func moved() async throws {
            let ledger = try await ReportLedger.new()
            try await ledger.record(
                "programme establish P --name Programme --from 2010-01-01",
                "pairing form JS-KZ --programme P --donor 320000 --recipient 653000 --from 2010-01-01",
                "commit A --pairing JS-KZ --fiscal-year 2014 --amount 900000 --on 2014-02-01",
                "transfer T --agreement A --amount 900000 --to 653023 --on 2014-03-01", "receive T --on 2014-03-02",
                "project propose K --name School --place 653022 --purpose education --planned-total 500000 "
                    + "--planned-aid 400000 --on 2014-01-05",
                "outcome define I --project K --name Pupils --measure unit --counts persons --target 100 "
                    + "--due 2015-12-31 --on 2014-01-06",
                "outcome define J --project K --name Teachers --measure unit --counts persons --baseline 3 "
                    + "--baseline-on 2014-01-01 --target 10 --due 2015-12-31 --on 2014-01-06",
                "outcome define S --project K --name Attendance --measure percentage --counts pupils --target 95% "
                    + "--due 2015-12-31 --on 2014-01-06",
                "outcome define W --region 653000 --name Water --measure unit --counts households --target 50 "
                    + "--due 2015-12-31 --on 2014-01-06",
                "outcome report I --value 40 --from 2014-01-01 --to 2014-12-31 --by school --on 2015-01-05")
            func check() async throws {
                let groups = try await ledger.figures("report", "outcomes", "--limit", "1000")
                let rows = try await ledger.figures("report", "outcomes", "--limit", "0")
                for (section, names) in Self.sections {
                    let columns = names + Self.sums
                    #expect(groups.texts(section, columns) == rows.texts(section, columns), "\(section)")
                }
                let columns = ["place", "place_name", "indicators", "verified_indicators", "persons", "spent"]
                #expect(groups.texts("counties", columns) == rows.texts("counties", columns))
            }
            try await check()
            try await ledger.record(
                "project approve K --name School --place 653023 --purpose social-services --planned-total 500000 "
                    + "--planned-aid 400000 --on 2014-04-01 --actor commission",
                "allocate K --amount 300000 --on 2014-05-01",
                "spend K-P1 --project K --amount 120000 --payee builder --on 2014-06-01",
                "spend K-P2 --project K --amount 30000 --payee builder --on 2014-06-02")
            try await check()
            try await ledger.record(
                "reverse \(try await ledger.events() - 1) --reason twice --on 2014-06-03",
                "outcome define L --project K --name Rooms --measure unit --counts rooms --target 6 "
                    + "--due 2015-12-31 --on 2014-07-06",
                "outcome report I --value 60 --from 2014-01-01 --to 2014-12-31 --by school --on 2015-01-06",
                "outcome report L --value 5 --from 2014-01-01 --to 2014-12-31 --by school --on 2015-01-06",
                "outcome count I --persons 58 --households 50 --group registered-poor --eligible 200 --from 2014-01-01 "
                    + "--to 2014-12-31 --on 2015-01-06")
            try await check()
            let figures = try await ledger.figures("report", "outcomes", "--limit", "1000")
            #expect(
                figures.texts("places", "place", "unit", "indicators", "target", "reported", "spent") == [
                    ["653000", "households", "1", "50", "0", "0"],
                    ["653023", "persons", "2", "110", "60", "12000000"],
                    ["653023", "rooms", "1", "6", "5", "12000000"],
                ])
            #expect(
                figures.texts("counties", "place", "indicators", "persons", "spent") == [
                    ["653000", "1", "0", "0"], ["653023", "4", "58", "12000000"],
                ])
        }

        @Test("says the same from the tables and from a fold of the log")
        func folded() async throws {
            let ledger = try await ReportLedger.invented.ledger()
            let last = try await ledger.events() - 1
            for words in [[], ["--purpose", "education"], ["--region", "530000", "--limit", "4"]] {
                let command = ["report", "outcomes", "--format", "csv", "--quiet"] + words
                let stored = try await ledger.run(command)
                #expect(stored.status == 0)
                #expect(
                    stored.output == (try await ledger.run(command + ["--known-at", "\(last)"])).output, "\(words)")
            }
        }
    }

    @Suite("the report of what happened")
    struct TimelineReportTests {
        @Test(
            "has the events of a pairing and of what belongs to it, by the entries",
            arguments: [ReportLedger.kizilsu, .invented])
        func pairing(_ name: ReportLedger) async throws {
            let ledger = try await name.ledger()
            let entries = Entries(ledger: ledger)
            let pairing = try await entries.rows(
                "SELECT d->>'pairing' AS a FROM e WHERE type = 'FundsCommitted' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
            )[0][0]
            let expected = try await entries.rows(
                """
                SELECT position AS a, day AS b FROM (
                    WITH RECURSIVE of AS (
                        SELECT DISTINCT stream FROM e WHERE stream = 'pairing/\(pairing)' OR version = 1 AND
                            d->>'pairing' = '\(pairing)' AND stream !~ '^(project|document|finding)/'
                        UNION SELECT e.stream FROM e JOIN of ON e.d->>'about' = of.stream OR
                            e.d->>'about' = replace(replace(of.stream, 'agreement/', 'committed:'), 'transfer/', 'transit:')
                    ) SELECT e.* FROM e JOIN of USING (stream)) AS found ORDER BY position
                """)
            try #require(expected.count > 5)
            let figures = try await ledger.figures("report", "timeline", "pairing/\(pairing)", "--limit", "0")
            #expect(figures.texts("timeline", "position", "effective_on") == expected)
            let back = try await ledger.figures("report", "timeline", "--pairing", pairing, "--reverse", "--limit", "3")
            #expect(back.texts("timeline", "position", "effective_on") == expected.suffix(3).reversed())
        }

        @Test("of the whole log has every event, once, and in a period those of it")
        func all() async throws {
            let ledger = try await ReportLedger.invented.ledger()
            let figures = try await ledger.figures("report", "timeline", "--limit", "0")
            #expect(figures.texts("timeline", "position").map { $0[0] } == (0..<2_000).map { "\($0)" })
            let expected = try await Entries(ledger: ledger).integer(
                "SELECT count(*) AS a FROM e WHERE day BETWEEN '2018-01-01' AND '2018-12-31'")
            let year = try await ledger.figures(
                "report", "timeline", "--from", "2018-01-01", "--to", "2018-12-31", "--limit", "0", "--by", "month")
            #expect(year.rows("timeline").count == expected)
            #expect(year.rows("times").reduce(0) { $0 + Figures.integer($1["events"]) } == expected)
        }

        @Test("says the same from the tables and from a fold of the log")
        func folded() async throws {
            let ledger = try await ReportLedger.invented.ledger()
            for words in [
                ["530000"], ["--tier", "county", "--limit", "9"], ["--instrument", "social-donation", "--reverse"],
            ] {
                let command = ["report", "timeline", "--format", "csv", "--quiet"] + words
                let stored = try await ledger.run(command)
                #expect(stored.status == 0 && stored.output.contains("\r\n"), "\(stored.errors)")
                #expect(stored.output == (try await ledger.run(command + ["--known-at", "1999"])).output, "\(words)")
            }
        }
    }
}
