import Foundation
import Glibc
import Postgres
import Testing

extension CommandSuite {
    @Suite("keeping, rebuilding and verifying read models")
    struct ReadModelTests {
        /// A ledger of invented events of all kinds, with what the rules look for among them.
        private static func sample(events: Int = 4_000, seed: Int) async throws -> CommandLedger {
            let ledger = try await CommandHome.ledger()
            let made = try await ledger.run([
                "sample", "generate", "--seed", "\(seed)", "--events", "\(events)", "--irregularities", "--quiet",
                "--into", ledger.name,
            ])
            try #require(made.status == 0, "\(made.errors)")
            return ledger
        }

        private static func verify(_ ledger: CommandLedger, _ names: String...) async throws -> CommandOutcome {
            try await ledger.run(["projection", "verify", "--quiet"] + names)
        }

        @Test(
            "a worker in small batches and a rebuild make the rows of every model that a fold of the log comes to",
            arguments: [31, 32])
        func everyModel(seed: Int) async throws {
            let ledger = try await CommandHome.ledger()
            // The rows are there from the beginning, so that everything is taken up in batches.
            try await ledger.record("projection run --once --quiet")
            let file = "models-\(ledger.name).ndjson"
            try await ledger.record(
                "sample generate --seed \(seed) --events 3000 --irregularities --quiet --output \(file)")
            let lines = try ledger.home.contents(of: file).split(separator: "\n")
            for start in stride(from: 0, to: lines.count, by: 375) {
                let part = lines[start..<min(start + 375, lines.count)].joined(separator: "\n") + "\n"
                try ledger.home.write(part, to: file)
                try await ledger.record("import ndjson \(file) --quiet", "projection run --once --quiet")
            }
            let worker = try await Self.verify(ledger)
            #expect(worker.status == 0, "seed \(seed): \(worker.output)")
            #expect(worker.output.contains(/funds\s+3,000\s/), "\(worker.output)")
            try await ledger.record("projection rebuild --quiet")
            let rebuilt = try await Self.verify(ledger)
            #expect(rebuilt.status == 0 && rebuilt.output == worker.output, "seed \(seed): \(rebuilt.output)")
        }

        @Test("workers of all models killed at random moments lose nothing and count nothing twice")
        func killed() async throws {
            var random = SystemRandomNumberGenerator()
            let ledger = try await CommandHome.ledger()
            try await ledger.record("projection run --once --quiet")
            let file = "killed-\(ledger.name).ndjson"
            try await ledger.record("sample generate --seed 33 --events 3000 --quiet --output \(file)")
            let lines = try ledger.home.contents(of: file).split(separator: "\n")
            var delays: [Int] = []
            for start in stride(from: 0, to: lines.count, by: 300) {
                try ledger.home.write(lines[start..<start + 300].joined(separator: "\n") + "\n", to: file)
                let worker = try ledger.home.start(
                    ["projection", "run", "--quiet"], variables: ["PAIRLEDGER_LEDGER": ledger.name])
                async let imported: Void = ledger.record("import ndjson \(file) --quiet")
                delays.append(Int.random(in: 50...700, using: &random))
                try await Task.sleep(for: .milliseconds(delays[delays.count - 1]))
                worker.signal(SIGKILL)
                try await imported
                _ = await worker.outcome()
                let verified = try await Self.verify(ledger)
                try #require(verified.status == 0, "killed after \(delays) ms: \(verified.output)")
            }
            try await ledger.record("projection run --once --quiet")
            let verified = try await Self.verify(ledger)
            #expect(verified.status == 0, "killed after \(delays) ms: \(verified.output)")
        }

        @Test("a rebuild killed at random moments leaves the old rows, and the next one clears up")
        func killedRebuild() async throws {
            let ledger = try await Self.sample(seed: 34)
            try await ledger.record("projection run --once --quiet")
            let before = try await ledger.run("report", "position", "--stale")
            for _ in 0..<6 {
                let rebuild = try ledger.home.start(
                    ["projection", "rebuild", "--quiet"], variables: ["PAIRLEDGER_LEDGER": ledger.name])
                try await Task.sleep(for: .milliseconds(Int.random(in: 30...900)))
                rebuild.signal(SIGKILL)
                _ = await rebuild.outcome()
                #expect(try await ledger.run("report", "position", "--stale").output == before.output)
            }
            // Its connection may still be ending on the server.
            var last = try await ledger.run("projection", "rebuild", "--quiet")
            for _ in 0..<50 where last.errors.contains("is being rebuilt") {
                try await Task.sleep(for: .milliseconds(100))
                last = try await ledger.run("projection", "rebuild", "--quiet")
            }
            #expect(last.status == 0, "\(last.errors)")
            #expect(try await Self.verify(ledger).status == 0)
            #expect(try await ledger.run("report", "position", "--stale").output == before.output)
            let left = try await ledger.query(
                "SELECT count(*)::text FROM pairledger_model.generation WHERE ledger = $1 AND NOT is_current")
            #expect(left == ["0"], "generations are left behind")
        }

        @Test("a row that somebody edits in the database is named, with both values, until a rebuild heals it")
        func edited() async throws {
            let ledger = try await Self.sample(events: 600, seed: 35)
            try await ledger.record("projection run --once --quiet")
            let changes = [
                (
                    "UPDATE pairledger_model.account SET balance = balance + 700 WHERE kind = 'spent'", "account",
                    "balance"
                ),
                (
                    "UPDATE pairledger_model.project SET stage = 'closed', closed_on = '2020-01-01'", "project",
                    "closed_on"
                ),
                ("UPDATE pairledger_model.region_year SET population = 1", "region_year", "population"),
                ("UPDATE pairledger_model.cooperation SET persons = 7", "cooperation", "persons"),
                ("UPDATE pairledger_model.indicator SET target = target + 1", "indicator", "target"),
                ("UPDATE pairledger_model.thing SET region = '110000'", "thing", "region"),
            ]
            for (change, table, column) in changes {
                #expect(try await Self.verify(ledger).status == 0)
                let where_ = change.contains("WHERE") ? " AND" : " WHERE"
                try await ledger.change(
                    change + where_
                        + " generation IN (SELECT generation FROM pairledger_model.generation WHERE ledger = $1)")
                let verified = try await Self.verify(ledger)
                #expect(verified.status == 1, "\(change)")
                #expect(verified.output.contains("The first rows that differ"), "\(verified.output)")
                let output = verified.output
                #expect(output.contains(" \(table) ") && output.contains(" \(column) "), "\(output)")
                try await ledger.record("projection rebuild --quiet")
            }
            #expect(try await Self.verify(ledger).status == 0)
        }

        @Test("the position of an earlier moment is folded, and that of the head is the tables' to the byte")
        func horizons() async throws {
            let ledger = try await Self.sample(events: 1_500, seed: 36)
            func position(_ arguments: String...) async throws -> CommandOutcome {
                try await ledger.run(["report", "position", "--format", "json"] + arguments)
            }
            let table = try await position()
            #expect(table.status == 0)
            #expect(try await position("--known-at", "1499").output == table.output)
            // What the tables said when the ledger had so many events is what a fold says of it later.
            let early = try await CommandHome.ledger()
            let file = "early-\(early.name).ndjson"
            try await early.record(
                "sample generate --seed 36 --events 1500 --irregularities --quiet --output \(file)")
            let lines = try early.home.contents(of: file).split(separator: "\n")
            try early.home.write(lines[..<900].joined(separator: "\n") + "\n", to: file)
            try await early.record("import ndjson \(file) --quiet")
            let then = try await early.run("report", "position", "--format", "json")
            let known = try await position("--known-at", "899")
            #expect(known.status == 0 && known.output != table.output)
            #expect(known.output == then.output.replacing("\"\(early.name)\"", with: "\"\(ledger.name)\""))
            let asOf = try await position("--as-of", "2020-12-31", "--known-at", "1200")
            #expect(asOf.status == 0)
            let figures = try Figures(asOf.output)
            #expect(Figures.integer(figures.total("trial_balance")?["balance"]) == 0)
            #expect(asOf.output != table.output)
        }

        @Test("a projection that is paused says so everywhere, and goes on when it is resumed")
        func standstill() async throws {
            let ledger = try await Self.sample(events: 300, seed: 37)
            try await ledger.record("projection run --once --quiet")
            let paused = try await ledger.run("projection", "pause", "funds", "--reason", "moving the server")
            #expect(paused.status == 0)
            try await ledger.record("programme establish NEW --name New --from 2020-01-01")
            try await ledger.record("projection run --once --quiet projects")
            let list = try await ledger.run("projection", "list")
            // Somebody wanted it: nothing is wrong.
            #expect(list.status == 0)
            #expect(
                list.output.contains("note: funds: paused: moving the server; pairledger projection resume funds"),
                "\(list.output)")
            let report = try await ledger.run("report", "position")
            #expect(report.output.contains("moving the server"), "\(report.output)")
            for (arguments, message) in [
                (
                    ["skip", "funds", "--position", "3", "--reason", "none"],
                    "does not stand before an event that cannot be applied"
                ),
                (["resume", "projects"], "does not stand still"), (["pause", "nonsense", "--reason", "x"], "nonsense"),
                (["resume", "nonsense"], "nonsense"),
            ] {
                let refused = try await ledger.run(["projection"] + arguments)
                #expect(refused.status != 0, "\(arguments)")
                #expect(refused.errors.contains(message), "\(arguments): \(refused.errors)")
            }
            try await ledger.record("projection resume funds", "projection run --once --quiet")
            #expect(try await ledger.run("projection", "list").status == 0)
            #expect(try await Self.verify(ledger).status == 0)
        }

        // MARK: Beside SQL over the entries

        /// The events as SQL sees them in their canonical text.
        private static let events = """
            WITH e AS (
                SELECT position, version, type, split_part(stream, '/', 1) AS kind, split_part(stream, '/', 2) AS id,
                    (j ->> 'effective_on')::date AS day, j ->> 'actor' AS actor, j -> 'data' AS d, j -> 'postings' AS postings
                FROM (SELECT *, convert_from(entry, 'UTF8')::jsonb AS j FROM pairledger.event WHERE ledger = $1) x)
            """

        /// A question to a view and the same one to the entries.
        struct Question: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let view: String
            let entries: String

            init(_ name: String, view: String, entries: String) {
                (testDescription, self.view, self.entries) = (name, view, entries)
            }
        }

        @Test(
            "every view says what SQL makes of the entries themselves",
            arguments: [
                Question(
                    "balances", view: "SELECT account, balance FROM account WHERE balance <> 0",
                    entries: """
                        SELECT p ->> 'account', sum((p ->> 'amount')::bigint)::bigint
                        FROM e, jsonb_array_elements(postings) p GROUP BY 1 HAVING sum((p ->> 'amount')::bigint) <> 0
                        """),
                Question(
                    "the last line of every register",
                    view: """
                        SELECT account, position, balance FROM register r
                        WHERE position = (SELECT max(position) FROM register s WHERE s.ledger = $1 AND s.account = r.account)
                        """,
                    entries: """
                        SELECT account, max(position), sum(amount)::bigint FROM (
                            SELECT p ->> 'account' AS account, position, (p ->> 'amount')::bigint AS amount
                            FROM e, jsonb_array_elements(postings) p) x GROUP BY 1
                        """),
                Question(
                    "lots add up to balances", view: "SELECT account, sum(amount)::bigint FROM lot GROUP BY 1",
                    entries: """
                        SELECT p ->> 'account', sum((p ->> 'amount')::bigint)::bigint
                        FROM e, jsonb_array_elements(postings) p GROUP BY 1 HAVING sum((p ->> 'amount')::bigint) <> 0
                        """),
                Question(
                    "promises", view: "SELECT agreement, pairing, fiscal_year, agreed_on FROM agreement",
                    entries: """
                        SELECT id, d ->> 'pairing', (d ->> 'fiscal_year')::int, day FROM e WHERE type = 'FundsCommitted'
                        """),
                Question(
                    "transfers", view: "SELECT transfer, sent_on FROM transfer",
                    entries: "SELECT id, day FROM e WHERE type IN ('FundsTransferred', 'FundsForwarded')"),
                Question(
                    "projects and their money",
                    view: "SELECT project, allocated - spent, name FROM project WHERE allocated > 0",
                    entries: """
                        SELECT id, coalesce((SELECT sum((p ->> 'amount')::bigint)::bigint FROM e s, jsonb_array_elements(s.postings) p
                            WHERE split_part(p ->> 'account', '/', 1) = 'project:' || e.id), 0),
                            (SELECT n.d ->> 'name' FROM e n WHERE n.kind = 'project' AND n.id = e.id AND n.d ? 'name'
                             AND n.type IN ('ProjectApproved', 'ProjectProposed') ORDER BY n.position DESC LIMIT 1)
                        FROM e WHERE type = 'FundsAllocated' GROUP BY id
                        """),
                Question(
                    "regions by year",
                    view: """
                        SELECT region, year, poverty_headcount, poverty_rate, population, rural_income_per_head, fiscal_revenue,
                            position FROM region_year
                        """,
                    entries: "SELECT id, (d ->> 'year')::int, "
                        + [
                            "poverty-headcount", "poverty-rate", "population", "rural-income-per-head",
                            "fiscal-revenue",
                        ]
                        .map {
                            """
                            (array_agg((d ->> 'value')::bigint ORDER BY position DESC) FILTER (WHERE d ->> 'indicator' = '\($0)'))[1]
                            """
                        }.joined(separator: ", ")
                        + ", max(position) FROM e WHERE type = 'RegionIndicatorReported' GROUP BY 1, 2"),
                Question(
                    "designations",
                    view: "SELECT region, designation, since, last_day FROM region_designation",
                    entries: """
                        SELECT id, d ->> 'designation', (d ->> 'since')::date,
                            (SELECT (o.d ->> 'last_day')::date FROM e o WHERE o.type = 'RegionDelisted' AND o.id = e.id
                             AND o.d ->> 'designation' = e.d ->> 'designation' AND o.position > e.position
                             ORDER BY o.position LIMIT 1)
                        FROM e WHERE type = 'RegionDesignated'
                        """),
                Question(
                    "cooperation by year",
                    view: """
                        SELECT pairing, direction, year, kind, entries, persons, registered_poor, person_days, amount, committed, jobs
                        FROM cooperation_year
                        """,
                    entries: """
                        SELECT d ->> 'pairing', d ->> 'direction', extract(year FROM day)::int,
                            CASE type WHEN 'PersonnelSeconded' THEN 'secondment' WHEN 'LabourPlaced' THEN 'placement'
                                WHEN 'IndustryInvested' THEN 'investment' WHEN 'ConsumptionPurchased' THEN 'purchase'
                                ELSE 'training' END,
                            count(*), sum(coalesce((d ->> 'persons')::bigint, 0))::bigint,
                            sum(coalesce((d ->> 'registered_poor')::bigint, 0))::bigint,
                            sum(coalesce((d ->> 'persons')::bigint * (d ->> 'days')::bigint, 0))::bigint,
                            sum(coalesce((d ->> 'amount')::bigint, (d ->> 'paid_in')::bigint, 0))::bigint,
                            sum(coalesce((d ->> 'committed')::bigint, 0))::bigint, sum(coalesce((d ->> 'jobs')::bigint, 0))::bigint
                        FROM e WHERE kind = 'cooperation' AND type <> 'SecondmentEnded' GROUP BY 1, 2, 3, 4
                        """),
                Question(
                    "ended secondments", view: "SELECT cooperation, ends_on FROM cooperation WHERE has_ended",
                    entries: "SELECT id, day FROM e WHERE type = 'SecondmentEnded'"),
                Question(
                    "findings",
                    view: "SELECT finding, state, recovered, reopened, closed_by, raised_on, documents FROM finding",
                    entries: """
                        SELECT id, (array_agg(CASE type WHEN 'FindingRaised' THEN 'open' WHEN 'FindingAnswered' THEN 'answered'
                                WHEN 'FindingRectified' THEN 'rectified' WHEN 'FindingClosed' THEN 'closed'
                                ELSE 'open' END ORDER BY position DESC))[1],
                            sum(coalesce((d ->> 'recovered')::bigint, 0))::bigint,
                            count(*) FILTER (WHERE type = 'FindingReopened'),
                            (array_agg(CASE WHEN type = 'FindingClosed' THEN actor END ORDER BY position DESC))[1],
                            min(day) FILTER (WHERE type = 'FindingRaised'),
                            (SELECT count(*) FROM e a WHERE a.type = 'EvidenceAttached' AND a.d ->> 'about' = 'finding/' || e.id)
                        FROM e WHERE kind = 'finding' GROUP BY id
                        """),
                Question(
                    "outcomes as reported",
                    view: "SELECT indicator, target, reports, reported_value, reported_until FROM indicator",
                    entries: """
                        SELECT id, (d ->> 'target')::bigint,
                            (SELECT count(DISTINCT (r.d ->> 'period_start', r.d ->> 'period_end')) FROM e r
                             WHERE r.type = 'OutcomeReported' AND r.id = e.id),
                            (SELECT (r.d ->> 'value')::bigint FROM e r WHERE r.type = 'OutcomeReported' AND r.id = e.id
                             ORDER BY r.d ->> 'period_end' DESC, r.position DESC LIMIT 1),
                            (SELECT max((r.d ->> 'period_end')::date) FROM e r WHERE r.type = 'OutcomeReported' AND r.id = e.id)
                        FROM e WHERE type = 'IndicatorDefined'
                        """),
                Question(
                    "reports, and what others found",
                    view: """
                        SELECT indicator, number, value, verifications, disputes, verified_value, superseded_by
                        FROM outcome_report
                        """,
                    entries: """
                        SELECT id, version, (d ->> 'value')::bigint,
                            (SELECT count(*) FROM e v WHERE v.type = 'OutcomeVerified' AND v.id = e.id
                             AND (v.d ->> 'report')::bigint = e.version),
                            (SELECT count(*) FROM e v WHERE v.type = 'OutcomeDisputed' AND v.id = e.id
                             AND (v.d ->> 'report')::bigint = e.version),
                            (SELECT (v.d ->> 'value')::bigint FROM e v WHERE v.type = 'OutcomeVerified' AND v.id = e.id
                             AND (v.d ->> 'report')::bigint = e.version ORDER BY v.position DESC LIMIT 1),
                            (SELECT min(s.version) FROM e s WHERE s.type = 'OutcomeReported' AND s.id = e.id
                             AND s.version > e.version AND s.d ->> 'period_start' = e.d ->> 'period_start'
                             AND s.d ->> 'period_end' = e.d ->> 'period_end')
                        FROM e WHERE type = 'OutcomeReported'
                        """),
                Question(
                    "beneficiaries", view: "SELECT indicator, position, persons, households FROM beneficiary_count",
                    entries: """
                        SELECT id, position, (d ->> 'persons')::bigint, (d ->> 'households')::bigint
                        FROM e WHERE type = 'BeneficiariesCounted'
                        """),
                Question(
                    "the timeline", view: "SELECT position, type, kind, id, actor FROM timeline",
                    entries: "SELECT position, type, kind, id, actor FROM e"),
            ])
        func besideSQL(_ question: Question) async throws {
            let ledger = try await Self.questioned.value
            let rows = try await ledger.query(
                "SELECT count(*)::text FROM (\(Self.scoped(question.view))) x")
            let count = try #require(rows.first.flatMap { Int($0) })
            #expect(count > 0, "the sample has nothing to ask about")
            for (one, other, name) in [
                (question.view, question.entries, "in the view alone"),
                (question.entries, question.view, "in the entries alone"),
            ] {
                let different = try await ledger.query(
                    "\(Self.views) SELECT x::text FROM ((\(one)) EXCEPT ALL (\(other))) x ORDER BY 1 LIMIT 5")
                #expect(different.isEmpty, "\(name): \(different)")
            }
        }

        /// The views, of the ledger alone, under their own names beside the events.
        private static let views =
            events
            + [
                "account", "register", "lot", "agreement", "transfer", "project", "region_year", "region_designation",
                "cooperation", "cooperation_year", "finding", "indicator", "outcome_report", "beneficiary_count",
                "timeline",
            ].map { ", \($0) AS (SELECT * FROM pairledger_read.\($0) WHERE ledger = $1)" }.joined()

        private static func scoped(_ query: String) -> String { "\(views) SELECT * FROM (\(query)) q" }

        private static let questioned = Task { () async throws -> CommandLedger in
            let ledger = try await sample(seed: 38)
            try await ledger.record("projection run --once --quiet")
            return ledger
        }
    }
}

extension CommandLedger {
    /// The first column of the answer, which is a text, to a question about the ledger, `$1`, as an inspector asks it.
    fileprivate func query(_ sql: String) async throws -> [String] {
        let connection = try await home.connect()
        let rows = try await connection.run { [name] session in
            try session.query(sql, [.text(name)]).map { try $0.text(0) }
        }
        await connection.close()
        return rows
    }

    /// Changes what is in the database as its administrator may, and must change something.
    fileprivate func change(_ sql: String) async throws {
        let connection = try await home.connect(as: "pairledger_admin")
        let count = try await connection.run { [name] session in
            try session.query("WITH changed AS (\(sql) RETURNING 1) SELECT count(*) FROM changed", [.text(name)]).only()
                .int8(0)
        }
        await connection.close()
        try #require(count > 0, "\(sql) changed nothing")
    }
}
