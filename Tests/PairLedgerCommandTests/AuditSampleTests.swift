import Foundation
import Testing

extension CommandSuite {
    @Suite("choosing what is audited")
    struct AuditSampleTests {
        private static let words = ["audit", "sample", "--quiet"]

        private static func sample(_ ledger: CommandLedger, _ words: String...) async throws -> Figures {
            try await ledger.figures(Self.words + words)
        }

        /// The whole way once more, by nothing of ours: from the lines of an export to the units that are hit or drawn.
        private static let script = """
            import json, sys
            path, method, size, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
            entries = [json.loads(line) for line in open(path, encoding="utf-8")]
            gone = {e["data"]["position"] for e in entries if e["type"] == "EntryReversed"}
            units = [e for e in entries if e["type"] == "FundsSpent" and e["position"] not in gone]
            amounts = [e["data"]["amount"] for e in units]
            M, state = 2**64, seed
            def number():
                global state
                state = (state + 0x9E3779B97F4A7C15) % M
                z = state
                z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) % M
                z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) % M
                return z ^ (z >> 31)
            def below(n):
                while True:
                    product = number() * n
                    if product % M >= M % n: return product // M
            print(len(units), sum(amounts))
            if method == "random":
                order = list(range(len(units)))
                for place in range(size):
                    other = place + below(len(order) - place)
                    order[place], order[other] = order[other], order[place]
                drawn = {index: draw for draw, index in enumerate(order[:size], 1)}
                for index in sorted(drawn): print(units[index]["data"]["payment"], amounts[index], drawn[index])
            else:
                interval = sum(amounts) // size
                start = 1 + below(interval)
                print(interval, start)
                before, hit = 0, start
                for unit, amount in zip(units, amounts):
                    first, hits = hit, 0
                    while hit <= before + amount: hit, hits = hit + interval, hits + 1
                    before += amount
                    if hits: print(unit["data"]["payment"], amount, before, first, hits, "certain" if amount >= interval else "hit")
            """

        /// An invented ledger in which some payments were taken back.
        private static func invented(_ seed: Int) async throws -> CommandLedger {
            let ledger = try await CommandHome.ledger()
            try await ledger.record(
                "sample generate --seed \(seed) --events 1500 --irregularities --quiet --into \(ledger.name)")
            let payments = try await Entries(ledger: ledger).rows(
                "SELECT position FROM e WHERE type = 'FundsSpent' ORDER BY md5(position::text) LIMIT 5")
            for payment in payments {
                try await ledger.record("reverse \(payment[0]) --reason mistake --on 2026-01-05 --output /dev/null")
            }
            return ledger
        }

        /// One that tests only read.
        private static let shared = Task { try await invented(61) }

        @Test("gives the units, sums and hits that a script of its own gives from an export")
        func independent() async throws {
            let ledger = try await Self.shared.value
            let file = "\(ledger.home.folder)/\(ledger.name).ndjson"
            try await ledger.record("log show --limit 0 --format ndjson --output \(file)")
            for (size, chance) in [(1, 0), (25, 20_150_409), (60, 9_007_199_254_740_991)] {
                for method in ["monetary-unit", "random"] {
                    let python = try await ledger.home.run(
                        program: "python3", ["-c", Self.script, file, method, "\(size)", "\(chance)"])
                    try #require(python.status == 0, "\(python.errors)")
                    let figures = try await Self.sample(
                        ledger, "--method", method, "--size", "\(size)", "--seed", "\(chance)")
                    var lines = [["units", "units_sum"]]
                    var columns = ["payment", "amount", "draw"]
                    if method == "monetary-unit" {
                        lines.append(["interval", "random_start"])
                        columns = ["payment", "amount", "cumulative", "hit", "hits", "reason"]
                    }
                    let told =
                        lines.map { $0.map { Entries.text(figures.fact($0)) } } + figures.texts("sample", columns)
                    #expect(
                        told.map { $0.joined(separator: " ") } == python.output.split(separator: "\n").map(String.init))
                    #expect(figures.rows("sample").count > 0)
                    let sum = figures.rows("sample").reduce(0) { $0 + Figures.integer($1["amount"]) }
                    #expect(Figures.integer(figures.total("sample")?["amount"]) == sum)
                    #expect(Figures.integer(figures.fact("chosen_sum")) == sum)
                }
            }
        }

        @Test("says the same again once the ledger has gone on, seen from where it was")
        func again() async throws {
            let ledger = try await Self.invented(63)
            func printed(_ words: String...) async throws -> [String] {
                var texts: [String] = []
                for format in ["table", "csv", "json"] {
                    let outcome = try await ledger.run(
                        Self.words + ["--seed", "7", "--size", "30", "--format", format] + words)
                    try #require(outcome.status == 0, "\(outcome.errors)")
                    texts.append(outcome.output)
                }
                return texts
            }
            let head = try await ledger.events() - 1
            let before = try await printed()
            #expect(try await printed() == before)
            let payment = try await Entries(ledger: ledger).integer(
                "SELECT max(position) AS p FROM e WHERE type = 'FundsSpent' AND \(Self.stands)")
            try await ledger.record(
                "programme establish NEW --name New --from 2020-01-01 --output /dev/null",
                "reverse \(payment) --reason mistake --on 2026-01-06 --output /dev/null")
            #expect(zip(try await printed(), before).allSatisfy { $0 != $1 })
            #expect(try await printed("--known-at", "\(head)") == before)
        }

        @Test("has the money of its filters in the population, as the trial balance has it")
        func filters() async throws {
            let ledger = try await CommandHome.ledger()
            try await ledger.record(
                "sample generate --seed 64 --events 1500 --irregularities --quiet --into \(ledger.name)")
            let pairings = try await Entries(ledger: ledger).rows(
                "SELECT stream FROM e WHERE type = 'PairingFormed' ORDER BY position LIMIT 3")
            var filters = pairings.map { ["--pairing", String($0[0].dropFirst("pairing/".count))] }
            filters += [
                [], ["--programme", "east-west"], ["--instrument", "social-donation"], ["--region", "650000"],
                ["--as-of", "2019-06-30"], ["--to", "2018-12-31"], ["--tier", "county"],
            ]
            var populations: Set<Int> = []
            for filter in filters {
                let balance = try await ledger.figures(["report", "balance", "--depth", "1", "--quiet"] + filter)
                let spent = balance.rows("accounts").first { $0["account"] as? String == "spent" }
                let figures = try await ledger.figures(Self.words + ["--seed", "1", "--size", "5"] + filter)
                let sum = Figures.integer(figures.fact("units_sum"))
                #expect(sum == max(0, Figures.integer(spent?["balance"])), "\(filter)")
                populations.insert(sum)
            }
            #expect(populations.count > 6, "\(populations)")
            // Divided at a day, each payment is on one side of it.
            let before = try await Self.sample(ledger, "--seed", "1", "--size", "5", "--to", "2019-06-30")
            let after = try await Self.sample(ledger, "--seed", "1", "--size", "5", "--from", "2019-07-01")
            let all = try await Self.sample(ledger, "--seed", "1", "--size", "5")
            #expect(
                Figures.integer(before.fact("units")) + Figures.integer(after.fact("units"))
                    == Figures.integer(all.fact("units")))
        }

        @Test(
            "of transfers, forwardings and projects has those that the entries have",
            arguments: [
                (
                    "transfers",
                    "SELECT count(*) AS a, sum((d->>'amount')::bigint) AS b FROM e WHERE type = 'FundsTransferred' AND \(Self.stands)"
                ),
                (
                    "forwardings",
                    "SELECT count(*) AS a, sum((d->>'amount')::bigint) AS b FROM e WHERE type = 'FundsForwarded' AND \(Self.stands)"
                ),
                (
                    "projects",
                    """
                    SELECT count(*) AS a, sum(given) AS b FROM (
                      SELECT sum(amount) AS given FROM m WHERE kind IN ('project', 'spent') GROUP BY owner HAVING sum(amount) > 0) AS g
                    """
                ),
            ])
        func populations(_ population: String, _ select: String) async throws {
            for ledger in [try await Self.shared.value, try await ReportLedger.kizilsu.ledger()] {
                let wanted = try await Entries(ledger: ledger).rows(select)
                let figures = try await Self.sample(ledger, "--of", population, "--seed", "3", "--size", "4")
                #expect([figures.fact("units"), figures.fact("units_sum")].map(Entries.text) == wanted.first)
                #expect(!figures.rows("sample").isEmpty)
            }
        }

        private static let stands =
            "position NOT IN (SELECT (d->>'position')::bigint FROM e WHERE type = 'EntryReversed')"

        /// A project that paid three times, once a person and once by mistake.
        static func small(_ ledger: CommandLedger) async throws {
            try await ledger.record(
                "programme establish P --name Aid --from 2010-03-30",
                "pairing form JS-KZ --programme P --donor 320000 --recipient 653000 --from 2010-03-30",
                "commit A --pairing JS-KZ --fiscal-year 2014 --amount 9000 --on 2014-02-20",
                "transfer T1 --agreement A --amount 9000 --on 2014-03-01", "receive T1 --on 2014-03-05",
                "project approve K1 --name School --place 653000 --purpose education --planned-total 9000 "
                    + "--planned-aid 9000 --on 2014-01-10", "allocate K1 --amount 9000 --on 2014-03-10",
                "spend V1 --project K1 --amount 6000 --payee =builder --on 2014-05-01",
                "spend V2 --project K1 --amount 1000 --payee beneficiary --payee-kind person --payee-digest "
                    + String(repeating: "ab", count: 32) + " --on 2014-06-01",
                "spend V3 --project K1 --amount 700 --payee nameless --payee-kind person --on 2014-06-02",
                "spend V4 --project K1 --amount 500 --payee mistake --on 2014-06-03",
                "reverse 10 --reason mistake --on 2014-06-04")
        }

        @Test("names no person, and asks for nobody who was paid by mistake")
        func masking() async throws {
            let ledger = try await CommandHome.ledger()
            try await Self.small(ledger)
            for format in ["table", "csv", "json", "html"] {
                let printed = try await ledger.run(
                    Self.words + ["--seed", "1", "--size", "9", "--format", format])
                #expect(printed.status == 0 && printed.output.contains("builder"), "\(printed.errors)")
                #expect(printed.output.contains(String(repeating: "ab", count: 32)))
                for hidden in ["beneficiary", "nameless", "mistake"] {
                    #expect(!printed.output.contains(hidden), "\(format): \(hidden)")
                }
            }
        }

        @Test("counts of a voucher that two donors paid for the part of the one that is asked for")
        func parts() async throws {
            let ledger = try await CommandHome.ledger()
            try await ledger.record(
                "programme establish P --name Aid --from 2010-03-30",
                "pairing form JS-KZ --programme P --donor 320000 --recipient 653000 --from 2010-03-30",
                "pairing form SH-KS --programme P --donor 310000 --recipient 653000 --from 2010-03-30",
                "commit A1 --pairing JS-KZ --fiscal-year 2014 --amount 600 --on 2014-02-20",
                "commit A2 --pairing SH-KS --fiscal-year 2014 --amount 500 --on 2014-02-20",
                "transfer T1 --agreement A1 --amount 600 --on 2014-03-01", "receive T1 --on 2014-03-05",
                "transfer T2 --agreement A2 --amount 500 --on 2014-03-06", "receive T2 --on 2014-03-08",
                "project approve K1 --name School --place 653000 --purpose education --planned-total 1100 "
                    + "--planned-aid 1100 --on 2014-01-10", "allocate K1 --amount 1100 --on 2014-03-10",
                "spend V1 --project K1 --amount 800 --payee builder --on 2014-05-01")
            for (filter, amount) in [
                ([], "80000"), (["--pairing", "JS-KZ"], "60000"), (["--region", "310000"], "20000"),
            ] {
                for population in ["payments", "projects"] {
                    let figures = try await ledger.figures(
                        Self.words + ["--seed", "1", "--size", "1", "--of", population] + filter)
                    // The project was given 1,100.
                    let given = ["80000": "110000", "60000": "60000", "20000": "50000"][amount]
                    let whole = population == "payments" ? "80000" : ""
                    #expect(
                        figures.texts("sample", "whole", "amount") == [
                            [whole, population == "payments" ? amount : given ?? ""]
                        ], "\(population) \(filter)")
                }
            }
        }

        @Test("is a worksheet with empty columns as CSV, where no text becomes a formula")
        func worksheet() async throws {
            let ledger = try await CommandHome.ledger()
            try await Self.small(ledger)
            let printed = try await ledger.run(Self.words + ["--seed", "1", "--size", "2", "--format", "csv"])
            // 7,700 yuan are three payments; 3,850 are the interval, of which V1 has more.
            let lines = printed.output.split(separator: "\r\n").map(String.init)
            #expect(
                lines.first
                    == "number,payment,position,effective_on,project,payee,whole_yuan,amount_yuan,cumulative_yuan,hit_yuan,hits,"
                    + "reason,document_seen,audited_amount_yuan,difference_yuan,remark")
            #expect(lines[1].hasPrefix("1,V1,7,2014-05-01,K1,'=builder,6000,6000,6000,"), "\(lines)")
            #expect(lines[1].hasSuffix(",certain,,,,"))
            let table = try await ledger.run(Self.words + ["--seed", "1", "--size", "2"])
            #expect(!table.output.contains("Remark"))
            let explained = try await ledger.figures(Self.words + ["--seed", "1", "--size", "2", "--explain", "V1"])
            #expect(explained.texts("events", "position", "type") == [["7", "FundsSpent"]])
            let project = try await ledger.figures(
                Self.words + ["--of", "projects", "--seed", "1", "--size", "2", "--explain", "K1"])
            #expect(project.texts("events", "position") == ["5", "6", "7", "8", "9", "10", "11"].map { [$0] })
        }

        @Test("of an empty ledger is empty, and of a small one all of it")
        func extremes() async throws {
            let empty = try await Self.sample(try await ReportLedger.empty.ledger(), "--seed", "1", "--size", "5")
            #expect(empty.rows("sample").isEmpty && empty.notes == ["there is nothing to choose from"])
            #expect(Figures.integer(empty.fact("units")) == 0)
            let ledger = try await CommandHome.ledger()
            try await Self.small(ledger)
            let all = try await Self.sample(ledger, "--seed", "1", "--size", "3")
            #expect(all.texts("sample", "payment", "reason") == [["V1", "whole"], ["V2", "whole"], ["V3", "whole"]])
            #expect(all.fact("interval") == nil)
        }

        @Test(
            "refuses what means nothing before it looks at anything",
            arguments: [
                (["--size", "0", "--seed", "1"], "--size goes from 1 to 1000000"),
                (["--size=-5", "--seed", "1"], "--size goes from 1 to 1000000"),
                (["--size", "5"], "--seed"), (["--seed", "5"], "--size"),
                (["--size", "5", "--seed=-1"], "--seed goes from 0 to 2⁵³−1"),
                (["--size", "5", "--seed", "9007199254740992"], "--seed goes from 0 to 2⁵³−1"),
                (["--size", "5", "--seed", "1", "--of", "findings"], "--of"),
                (["--size", "5", "--seed", "1", "--method", "haphazard"], "--method"),
                (["--size", "5", "--seed", "1", "--by", "year"], "--by has no meaning here"),
                (
                    ["--size", "5", "--seed", "1", "--of", "transfers", "--purpose", "education"],
                    "--purpose has no meaning here"
                ),
                (["--size", "5", "--seed", "1", "--pairing", "NONE"], "there is no pairing NONE"),
                (
                    ["--size", "5", "--seed", "1", "--bundle", "b.proof", "--explain", "V1"],
                    "--bundle proves the whole sample"
                ),
            ])
        func refusals(_ words: [String], _ sentence: String) async throws {
            let ledger = try await ReportLedger.one.ledger()
            let refused = try await ledger.run(Self.words + words)
            #expect(refused.status == 2 && refused.output.isEmpty)
            #expect(refused.errors.contains(sentence), "\(refused.errors)")
            #expect(!ledger.home.files.contains("b.proof"))
        }
    }
}
