import Foundation
import Testing

extension ReportSuite {
    @Suite("the report of flows, beside the entries")
    struct FlowsEntriesTests {
        @Test("comes to what the postings come to, by donor, place and purpose", arguments: HeldLedger.all)
        func positions(_ held: HeldLedger) async throws {
            let ledger = try await held.ledger()
            let entries = EntryAnswers(ledger: ledger)
            let given = try await entries.ask(
                "SELECT owner, -sum(amount)::bigint FROM posting WHERE kind = 'donor' GROUP BY 1 HAVING sum(amount) <> 0"
            )
            let promised = try await entries.ask(
                """
                SELECT donor, sum(amount)::bigint FROM posting JOIN agreement ON agreement.agreement = owner
                WHERE kind = 'committed' GROUP BY 1 HAVING sum(amount) <> 0
                """)
            let sent = given.merging(promised) { $0 - $1 }.filter { $0.value != 0 }
            let report = try await ledger.report("flows --depth 1")
            #expect(report.figures("went", by: "code", of: "given") == given, "\(held)")
            #expect(report.figures("went", by: "code", of: "sent") == sent, "\(held)")
            #expect(report.figures("donors_recipients", by: "donor", of: "total") == given, "\(held)")
            let stages = try await entries.ask(
                "SELECT kind, sum(amount)::bigint FROM posting GROUP BY 1")
            let (projects, spent) = (stages["project"] ?? 0, stages["spent"] ?? 0)
            #expect(report.total("went", "spent") == spent)
            #expect(report.total("went", "allocated") == projects + spent)
            #expect(report.total("went", "received") == (stages["holding"] ?? 0) + projects + spent)

            for (measure, kinds) in [("allocated", "'project', 'spent'"), ("spent", "'spent'")] {
                let matrix = try await ledger.report("flows --measure \(measure)")
                let expected = try await entries.ask(
                    """
                    SELECT place || ' ' || replace(purpose, '-', '_'), sum(amount)::bigint FROM posting
                    WHERE kind IN (\(kinds)) GROUP BY 1 HAVING sum(amount) <> 0
                    """)
                var found: [String: Int] = [:]
                for purpose in Self.purposes {
                    for (place, amount) in matrix.figures("places_purposes", by: "place", of: purpose) {
                        found["\(place) \(purpose)"] = amount
                    }
                }
                #expect(found == expected, "\(held), \(measure)")
            }
            let holdings = try await entries.ask(
                "SELECT owner, sum(amount)::bigint FROM posting WHERE kind = 'holding' GROUP BY 1 HAVING sum(amount) <> 0"
            )
            #expect(report.figures("places_purposes", by: "place", of: "held") == holdings, "\(held)")
        }

        private static let purposes = [
            "housing_infrastructure", "education", "employment_training", "industry", "cadres_talent",
            "social_services",
        ]

        /// What each event takes from or adds to donors, donors and agreements, and so on, as far as money has to come.
        private static let crossings = """
            SELECT position, left(effective_on, 4) AS year,
                   coalesce(sum(amount) FILTER (WHERE kind = 'donor'), 0) AS donor,
                   coalesce(sum(amount) FILTER (WHERE kind IN ('donor', 'committed')), 0) AS unsent,
                   coalesce(sum(amount) FILTER (WHERE kind = 'transit'), 0) AS transit,
                   coalesce(sum(amount) FILTER (WHERE kind IN ('holding', 'project', 'spent')), 0) AS arrived,
                   coalesce(sum(amount) FILTER (WHERE kind IN ('project', 'spent')), 0) AS given,
                   coalesce(sum(amount) FILTER (WHERE kind = 'spent'), 0) AS spent
            FROM posting GROUP BY 1, 2
            """

        @Test("counts every movement of a year, and what came back apart", arguments: HeldLedger.all)
        func movements(_ held: HeldLedger) async throws {
            let ledger = try await held.ledger()
            try await check(ledger, "\(held)")
        }

        private func check(_ ledger: CommandLedger, _ name: String) async throws {
            let report = try await ledger.report("flows --by year")
            for (column, sum) in [
                ("given", "-donor) FILTER (WHERE donor < 0"), ("given_back", "donor) FILTER (WHERE donor > 0"),
                ("sent", "-unsent) FILTER (WHERE unsent < 0"), ("sent_back", "unsent) FILTER (WHERE unsent > 0"),
                ("received", "arrived) FILTER (WHERE arrived > 0 OR transit > 0"),
                ("received_back", "-arrived) FILTER (WHERE arrived < 0 AND transit <= 0"),
                ("allocated", "given) FILTER (WHERE given > 0"), ("allocated_back", "-given) FILTER (WHERE given < 0"),
                ("spent", "spent) FILTER (WHERE spent > 0"), ("spent_back", "-spent) FILTER (WHERE spent < 0"),
            ] {
                let expected = try await EntryAnswers(ledger: ledger).ask(
                    "SELECT year, coalesce(sum(\(sum)), 0)::bigint FROM (\(Self.crossings)) AS c GROUP BY 1"
                ).filter { $0.value != 0 }
                #expect(report.figures("times", by: "time", of: column) == expected, "\(name), \(column)")
            }
        }

        @Test("counts what was taken back as mistaken on both sides")
        func reversals() async throws {
            let ledger = try await ReportLedger.new()
            try await ledger.record(
                "sample generate --seed 43 --events 1500 --irregularities --quiet --into \(ledger.name)")
            let events = try await ledger.events()
            try await ledger.record(
                "commit MORE --pairing ZJ-AKSU --fiscal-year 2025 --amount 900 --on 2025-12-01",
                "transfer MORE-T --agreement MORE --amount 800 --to 652923 --on 2025-12-02",
                "receive MORE-T --on 2025-12-03",
                "project approve MORE-P --name Clinic --place 652923 --purpose social-services --planned-total 700 "
                    + "--planned-aid 700 --on 2025-12-04", "allocate MORE-P --amount 700 --on 2025-12-05",
                "spend MORE-S --project MORE-P --amount 600 --payee builder --on 2025-12-06")
            let before = try await ledger.report("flows")
            for position in [events + 5, events + 4, events + 2, events + 1] {
                try await ledger.record("reverse \(position) --reason mistaken --on 2025-12-31")
            }
            try await check(ledger, "seed 43 with entries taken back")
            let after = try await ledger.report("flows")
            let differences = [
                ("given", 0), ("sent", 80_000), ("received", 80_000), ("allocated", 70_000), ("spent", 60_000),
            ]
            for (column, taken) in differences {
                #expect(before.total("went", column) - after.total("went", column) == taken, "seed 43: \(column)")
            }
            let back = try await ledger.report("flows --gross --pairing ZJ-AKSU --from 2025-12-01")
            // A receipt that is taken back leaves its holding for the way, as what is sent on does: it is received less.
            for (column, taken) in differences where column != "received" {
                #expect(back.total("came_back", "\(column)_back") == taken, "seed 43: \(column)")
            }
            #expect(back.total("came_back", "received_back") == 0)
        }

        @Test("of a time, a region, an instrument or a tier is a part of the whole, and the parts make it up")
        func filters() async throws {
            let ledger = try await HeldLedger.generated(seed: 41).ledger()
            let whole = try await ledger.report("flows")
            for (option, values) in [
                ("--instrument", ["fiscal", "social-donation", "central-enterprise", "central-transfer"]),
                ("--tier", ["province", "prefecture", "county"]),
            ] {
                var sum = 0
                for value in values {
                    sum += try await ledger.report("flows \(option) \(value)").total("went", "spent")
                }
                #expect(sum == whole.total("went", "spent"), "\(option)")
            }
            let pairings = try await EntryAnswers(ledger: ledger).ask("SELECT pairing, 1 FROM pairing").keys.sorted()
            var sum = 0
            for pairing in pairings {
                sum += try await ledger.report("flows --pairing \(pairing)").total("went", "given")
            }
            #expect(sum == whole.total("went", "given"))
            let early = try await ledger.report("flows --from 2016-01-01 --to 2018-12-31")
            let late = try await ledger.report("flows --from 2019-01-01")
            let gross = try await ledger.report("flows --gross")
            for column in ["given", "sent", "received", "allocated", "spent"] {
                #expect(
                    early.total("went", column) + late.total("went", column) == gross.total("went", column), "\(column)"
                )
                #expect(
                    early.total("came_back", "\(column)_back") + late.total("came_back", "\(column)_back")
                        == gross.total("came_back", "\(column)_back"), "\(column)")
            }
        }

        @Test("explains a row by the events that moved its money")
        func explained() async throws {
            let ledger = try await ReportLedger.kizilsu.ledger()
            let outcome = try await ledger.run("report", "flows", "--explain", "653023", "--format", "json", "--quiet")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let figures = try Figures(outcome.output)
            let expected = try await EntryAnswers(ledger: ledger).ask(
                """
                SELECT DISTINCT position::text, position FROM posting
                WHERE place = '653023' AND kind IN ('holding', 'project', 'spent')
                """)
            let found = figures.rows("events_1").map { Figures.integer($0["position"]) }
            #expect(found == expected.values.sorted() && !found.isEmpty)
        }
    }
}
