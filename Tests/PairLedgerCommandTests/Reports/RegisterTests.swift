import Foundation
import Postgres
import Testing

extension ReportSuite {
    @Suite("the register of accounts")
    struct RegisterTests {
        /// Every line with its running balance, by window over the postings of the entries.
        private static let sql = """
            SELECT concat_ws(' ', account, e->>'effective_on', position, amount,
              sum(amount) OVER (PARTITION BY account ORDER BY e->>'effective_on', position))
            FROM (
              SELECT position, e, p->>'account' AS account, sum((p->>'amount')::bigint) AS amount
              FROM (SELECT position, convert_from(entry, 'UTF8')::jsonb AS e FROM pairledger.event WHERE ledger = $1) entry,
                jsonb_array_elements(e->'postings') p
              WHERE starts_with(p->>'account', $2) AND e->>'effective_on' <= $3
              GROUP BY position, e, account) line
            ORDER BY account, e->>'effective_on', position
            """

        private static func expected(_ ledger: CommandLedger, _ account: String, _ day: String) async throws -> [String]
        {
            let connection = try await ledger.home.connect()
            let rows = try await connection.run { [name = ledger.name] session in
                try session.query(sql, [.text(name), .text(account), .text(day)]).map { try $0.text(0) }
            }
            await connection.close()
            return rows
        }

        /// The lines of a register; those of one event are put together, with the balance after the last.
        private static func lines(_ output: String) throws -> [String] {
            var lines: [(key: String, amount: Int, balance: Int)] = []
            for row in try Figures(output).rows("register") {
                guard let position = row["position"] as? NSNumber else { continue }
                let key = "\(row["account"] ?? "") \(row["on"] ?? "") \(position)"
                let amount =
                    ((row["in"] as? NSNumber)?.intValue ?? 0) - ((row["out"] as? NSNumber)?.intValue ?? 0)
                let balance = Figures.integer(row["balance"])
                if lines.last?.key == key {
                    lines[lines.count - 1].amount += amount
                    lines[lines.count - 1].balance = balance
                } else {
                    lines.append((key, amount, balance))
                }
            }
            return lines.map { "\($0.key) \($0.amount) \($0.balance)" }
        }

        @Test("has every line and balance that the entries give, now and as of a day")
        func lines() async throws {
            let made = try await ReportLedger.new()
            try await made.record(
                "sample generate --seed 51 --events 1500 --irregularities --quiet --into \(made.name)")
            for (ledger, accounts) in [
                (made, ["holding:", "transit:", "donor:", "committed:", "project:", "spent:"]),
                (try await ReportLedger.kizilsu.ledger(), ["holding:", "donor:", "project:KZ14-00"]),
                (try await ReportLedger.zhejiang.ledger(), ["committed:", "donor:"]),
            ] {
                for account in accounts {
                    for day in [nil, "2017-12-31", "2014-08-31"] as [String?] {
                        let outcome = try await ledger.run(
                            ["report", "register", account, "--format", "json", "--quiet"]
                                + (day.map { ["--as-of", $0] } ?? []))
                        try #require(outcome.status == 0, "\(outcome.errors)")
                        let wanted = try await expectedLines(ledger, account, day)
                        #expect(try Self.lines(outcome.output) == wanted, "\(account) \(day ?? "")")
                        #expect(!wanted.isEmpty || day != nil, "\(account)")
                    }
                }
            }
        }

        private func expectedLines(_ ledger: CommandLedger, _ account: String, _ day: String?) async throws -> [String]
        {
            try await Self.expected(ledger, account, day ?? "9999-12-31")
        }

        @Test("begins with the balance before the period, and ends with what the trial balance has at its end")
        func periods() async throws {
            let ledger = try await ReportLedger.kizilsu.ledger()
            let account = "holding:653001"
            let words = ["report", "register", account, "--format", "json", "--quiet"]
            let figures = try Figures(
                try await ledger.run(words + ["--from", "2014-06-01", "--to", "2014-08-31"]).output)
            func balance(_ day: String) async throws -> Int {
                let all = try Figures(
                    try await ledger.run("report", "balance", "--as-of", day, "--format", "json").output)
                return Figures.integer(all.rows("accounts").first { $0["account"] as? String == account }?["balance"])
            }
            let row = try #require(figures.rows("accounts").first)
            let before = try await balance("2014-05-31")
            #expect(before != .min && Figures.integer(row["opening"]) == before)
            #expect(Figures.integer(figures.rows("register").first?["balance"]) == before)
            let after = Figures.integer(row["closing"])
            #expect(after == before + Figures.integer(row["in"]) - Figures.integer(row["out"]))
            #expect(Figures.integer(figures.rows("register").last?["balance"]) == after)
            #expect(max(0, try await balance("2014-08-31")) == after)

            let months = try Figures(try await ledger.run(words + ["--by", "month"]).output).rows("times")
            #expect(months.count > 3)
            for (month, next) in zip(months, months.dropFirst()) {
                #expect(Figures.integer(month["closing"]) == Figures.integer(next["opening"]))
            }
        }

        @Test("of one pairing has only that one's money")
        func filters() async throws {
            let ledger = try await ReportLedger.new()
            try await ledger.record(
                "programme establish P --name Aid --from 2010-03-30",
                "pairing form JS-KZ --programme P --donor 320000 --recipient 653000 --from 2010-03-30",
                "pairing form SH-KS --programme P --donor 310000 --recipient 653000 --from 2010-03-30",
                "commit A1 --pairing JS-KZ --fiscal-year 2014 --amount 900 --on 2014-02-20",
                "commit A2 --pairing SH-KS --fiscal-year 2014 --amount 500 --on 2014-02-20",
                "transfer T1 --agreement A1 --amount 600 --on 2014-03-01", "receive T1 --on 2014-03-05",
                "transfer T2 --agreement A2 --amount 500 --on 2014-03-06", "receive T2 --on 2014-03-08",
                "forward F1 --from 653000 --to 653001 --amount 800 --on 2014-03-10")
            let own = try await ledger.run(
                "report", "register", "holding:653000", "--pairing", "SH-KS", "--format", "csv")
            #expect(
                own.output.split(separator: "\r\n").filter { $0.hasPrefix("register") }.map(String.init) == [
                    "register,holding:653000,,,,500,,,2014-03-08,8,FundsReceived,transfer/T2,transit:T2,500",
                    "register,holding:653000,,,,,200,,2014-03-10,9,FundsForwarded,transfer/F1,transit:F1,300",
                ], "\(own.output)")
            for wrong in [["holding:653000", "--tree"], ["holding"], [], ["holding:653009"]] {
                let refused = try await ledger.run(["report", "register"] + wrong)
                #expect(refused.status == 2 && refused.output.isEmpty, "\(wrong)")
            }
            let near = try await ledger.run("report", "register", "holding:653010")
            #expect(near.errors.contains("holding:653000"), "\(near.errors)")
        }
    }
}
