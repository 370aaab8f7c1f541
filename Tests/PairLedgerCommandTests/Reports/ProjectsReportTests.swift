import Foundation
import Projection
import Testing

extension ReportSuite {
    @Suite("reports of projects")
    struct ProjectsReportTests {
        static let ledgers: [ReportLedger] = [.kizilsu, .invented]

        /// By the entries: what each project was given and spent, its plan as revised last, and the work that was told last.
        private static let projects = """
            SELECT p.stream AS a, coalesce((SELECT sum(amount) FROM m WHERE kind IN ('project', 'spent')
                       AND 'project/' || owner = p.stream), 0) AS b,
                   coalesce((SELECT sum(amount) FROM m WHERE kind = 'spent' AND 'project/' || owner = p.stream), 0) AS c,
                   (SELECT d->>'planned_total' FROM e WHERE e.stream = p.stream AND type IN ('ProjectProposed',
                       'ProjectApproved', 'BudgetRevised') ORDER BY position DESC LIMIT 1)::bigint AS d,
                   coalesce((SELECT d->>'total_done' FROM e WHERE e.stream = p.stream AND type = 'WorkReported'
                       ORDER BY day DESC, position DESC LIMIT 1), '0')::bigint AS e,
                   coalesce((SELECT d->>'aid_done' FROM e WHERE e.stream = p.stream AND type = 'WorkReported'
                       ORDER BY day DESC, position DESC LIMIT 1), '0')::bigint AS f
            FROM (SELECT DISTINCT stream FROM e WHERE stream LIKE 'project/%') AS p ORDER BY p.stream COLLATE "C"
            """

        @Test("the list has what the entries add up to", arguments: ledgers)
        func list(_ name: ReportLedger) async throws {
            let ledger = try await name.ledger()
            let expected = try await Entries(ledger: ledger).rows(Self.projects)
            try #require(expected.count > 20)
            let figures = try await ledger.figures("report", "projects", "--limit", "0")
            let said = figures.rows("projects").map { row in
                let share = row["work_share"] as? [String: Any]
                return [
                    "project/\(Entries.text(row["project"]))", Entries.text(row["given"]), Entries.text(row["spent"]),
                    Entries.text(row["planned_total"]), Entries.text(share?["numerator"]),
                ]
            }
            #expect(said == expected.map { Array($0[0...4]) })
            let total = try #require(figures.total("projects"))
            for (key, column) in [("given", 1), ("spent", 2), ("planned_total", 3)] {
                #expect(Figures.integer(total[key]) == expected.reduce(0) { $0 + (Int($1[column]) ?? 0) }, "\(key)")
            }
            #expect(figures.rows("stages").reduce(0) { $0 + Figures.integer($1["projects"]) } == expected.count)
        }

        @Test("the last payment is the last that stands", arguments: ledgers)
        func payments(_ name: ReportLedger) async throws {
            let ledger = try await name.ledger()
            let expected = try await Entries(ledger: ledger).rows(
                """
                SELECT stream AS a, max(day) AS b FROM e WHERE type = 'FundsSpent' GROUP BY stream
                HAVING count(*) > (SELECT count(*) FROM e AS r WHERE r.stream = e.stream AND type = 'EntryReversed'
                    AND d->>'original_type' = 'FundsSpent') ORDER BY stream COLLATE "C"
                """)
            let figures = try await ledger.figures("report", "projects", "--limit", "0")
            let said = figures.texts("projects", "project", "last_paid_on").filter { $0[1] != "" }
            #expect(said.map { ["project/\($0[0])", $0[1]] } == expected)
        }

        @Test(
            "the tables and a fold of the log list the same, however it is sorted",
            arguments: ProjectSelection.Order.allCases)
        func sorting(_ order: ProjectSelection.Order) async throws {
            let ledger = try await ReportLedger.invented.ledger()
            let last = try await ledger.events() - 1
            for words in [
                [], ["--reverse", "--region", "530000"], ["--stage", "closed", "--purpose", "education"],
                ["--tier", "county", "--limit", "3"],
            ] {
                let command = ["report", "projects", "--sort", order.rawValue, "--limit", "7"] + words
                let stored = try await ledger.run(command + ["--format", "csv", "--quiet"])
                let folded = try await ledger.run(command + ["--format", "csv", "--quiet", "--known-at", "\(last)"])
                #expect(stored.status == 0 && stored.output.split(separator: "\r\n").count > 2, "\(stored.errors)")
                #expect(stored.output == folded.output, "\(command)")
            }
        }

        @Test("in a period there is what moved in it, by the entries")
        func period() async throws {
            let ledger = try await ReportLedger.invented.ledger()
            let spent = try await Entries(ledger: ledger).integer(
                "SELECT sum(amount) AS a FROM m WHERE kind = 'spent' AND day BETWEEN '2018-01-01' AND '2019-06-30'")
            let given = try await Entries(ledger: ledger).integer(
                """
                SELECT sum(amount) AS a FROM m WHERE kind IN ('project', 'spent')
                AND day BETWEEN '2018-01-01' AND '2019-06-30'
                """)
            let figures = try await ledger.figures(
                "report", "projects", "--from", "2018-01-01", "--to", "2019-06-30", "--by", "year")
            let total = try #require(figures.total("projects"))
            #expect(Figures.integer(total["spent"]) == spent && Figures.integer(total["given"]) == given)
            #expect(figures.texts("times", "time") == [["2018"], ["2019"]])
            #expect(figures.rows("times").reduce(0) { $0 + Figures.integer($1["spent"]) } == spent)
        }

        @Test("the money of all pairings together is all money")
        func pairings() async throws {
            let ledger = try await ReportLedger.invented.ledger()
            let names = try await Entries(ledger: ledger).rows(
                "SELECT DISTINCT stream AS a FROM e WHERE stream LIKE 'pairing/%' ORDER BY 1")
            var sum = 0
            for name in names.prefix(40) {
                let pairing = String(name[0].dropFirst("pairing/".count))
                let figures = try await ledger.figures("report", "projects", "--pairing", pairing, "--limit", "1")
                sum += Figures.integer(figures.total("projects")?["given"])
            }
            try #require(names.count <= 40)
            let all = try await ledger.figures("report", "projects", "--limit", "1")
            #expect(sum == Figures.integer(all.total("projects")?["given"]))
        }
    }

    @Suite("the report of a project")
    struct ProjectReportTests {
        @Test("has its money, payments and events as the entries have them", arguments: ProjectsReportTests.ledgers)
        func money(_ name: ReportLedger) async throws {
            let ledger = try await name.ledger()
            let entries = Entries(ledger: ledger)
            let projects = try await entries.rows(
                """
                SELECT split_part(stream, '/', 2) AS a FROM e WHERE type IN ('FundsSpent', 'ContractAwarded', 'EntryReversed',
                    'MilestoneReached') AND stream LIKE 'project/%' GROUP BY stream ORDER BY count(*) DESC, 1 LIMIT 4
                """
            ).map { $0[0] }
            try #require(projects.count == 4)
            for project in projects {
                let figures = try await ledger.figures("report", "project", project)
                let payments = try await entries.rows(
                    """
                    SELECT m.position AS a, sum(amount) AS b FROM m WHERE kind = 'spent' AND owner = '\(project)'
                    GROUP BY 1 ORDER BY 1
                    """)
                #expect(figures.texts("payments", "position", "amount") == payments, "\(project)")
                let given = try await entries.integer(
                    "SELECT sum(amount) AS a FROM m WHERE kind IN ('project', 'spent') AND owner = '\(project)'")
                #expect(Figures.integer(figures.total("money")?["given"]) == given, "\(project)")
                #expect(figures.rows("money").reduce(0) { $0 + Figures.integer($1["given"]) } == given, "\(project)")
                let positions = try await entries.rows(
                    """
                    SELECT position AS a FROM e WHERE stream IN (
                        SELECT stream FROM e WHERE stream = 'project/\(project)' OR d->>'project' = '\(project)'
                        AND type = 'IndicatorDefined' OR d->>'about' IN ('project/\(project)', 'project:\(project)',
                        'spent:\(project)') OR d->>'about' IN (SELECT stream FROM e WHERE d->>'project' = '\(project)'
                        AND type = 'IndicatorDefined')) OR d->>'about' IN (SELECT stream FROM e WHERE
                        d->>'about' IN ('project/\(project)', 'project:\(project)', 'spent:\(project)')) ORDER BY position
                    """)
                #expect(figures.texts("timeline", "position") == positions, "\(project)")
                let milestones = try await entries.rows(
                    """
                    SELECT position AS a, day AS b FROM e WHERE type = 'MilestoneReached' AND stream = 'project/\(project)'
                    ORDER BY position
                    """)
                #expect(figures.texts("milestones", "position", "reached_on") == milestones, "\(project)")
                let contracts = try await entries.integer(
                    """
                    SELECT coalesce(sum((d->>'amount')::bigint), 0) AS a FROM e WHERE type = 'ContractAwarded'
                    AND stream = 'project/\(project)'
                    """)
                #expect(figures.rows("contracts").reduce(0) { $0 + Figures.integer($1["amount"]) } == contracts)
            }
        }

        @Test("says the same from the tables and from a fold of the log", arguments: ProjectsReportTests.ledgers)
        func folded(_ name: ReportLedger) async throws {
            let ledger = try await name.ledger()
            let last = try await ledger.events() - 1
            let list = try await ledger.figures("report", "projects", "--limit", "5", "--sort", "spent")
            for project in list.texts("projects", "project").map({ $0[0] }) {
                let command = ["report", "project", project, "--format", "csv", "--quiet"]
                let stored = try await ledger.run(command)
                let folded = try await ledger.run(command + ["--known-at", "\(last)"])
                #expect(stored.status == 0 && stored.output == folded.output, "\(project)")
            }
        }

        @Test("its payments explain themselves, and options that mean nothing are refused")
        func options() async throws {
            let ledger = try await ReportLedger.kizilsu.ledger()
            let explained = try await ledger.run("report", "project", "KZ14-001", "--explain", "KZ14-001-P1")
            #expect(explained.status == 0 && explained.output.contains("FundsSpent"))
            for words in [["--tier", "county"], ["--tree"], ["--by", "year"], ["--purpose", "education"]] {
                let refused = try await ledger.run(["report", "project", "KZ14-001"] + words)
                #expect(refused.status == 2 && refused.errors.contains("has no meaning here"), "\(words)")
            }
        }
    }
}
