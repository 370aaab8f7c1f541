import Foundation
import Testing

extension CommandSuite {
    @Suite("shows one thing")
    struct ShowTests {
        @Test("with what it is, its money and its history, aligned for Chinese and in the unit asked for")
        func table() async throws {
            let ledger = try await Self.ledger()
            let shown = try await ledger.run("show", "project/K1", "--unit", "wan")
            #expect(shown.status == 0 && shown.errors == "")
            #expect(
                Self.masked(shown.output) == """
                    Project K1
                    Ledger             \(ledger.name)
                    Stream             project/K1
                    Known at position  7

                    What it is (amounts in 10,000 yuan, 万元)
                    Field           Value           Meaning                   Amount  Said at
                    --------------  --------------  ------------------------  ------  -------
                    Name            Village school                                          5
                    Name (Chinese)  村小学                                                  5
                    Place           653000          克孜勒苏柯尔克孜自治州                  5
                    Scope           own             本级 Its own departments                5
                    Purpose         education       教育 Education                          5
                    Planned total                                                 20        5
                    Planned aid                                                   10        5

                    Money (amounts in 10,000 yuan, 万元)
                    Account     Meaning                   Kind of money  Balance
                    ----------  ------------------------  -------------  -------
                    project:K1  allocated, not yet spent  fiscal             4.5
                    spent:K1    spent                     fiscal             1.5

                    History
                    Position  Effective on  Recorded at                  Type             Actor                  Recorder             Says
                    --------  ------------  ---------------------------  ---------------  ---------------------  -------------------  --------------------------------------------------------------------
                           5  2014-01-10    (instant)                    ProjectApproved  county finance bureau  pairledger_recorder  planned total 20 万元; planned aid 10 万元
                           6  2014-04-08    (instant)                    FundsAllocated   county finance bureau  pairledger_recorder  from 653000 克孜勒苏柯尔克孜自治州; instrument fiscal; amount 6 万元
                           7  2014-06-12    (instant)                    FundsSpent       county finance bureau  pairledger_recorder  payment P1; instrument fiscal; amount 1.5 万元; payee 项目施工单位

                    """)
        }

        @Test("the same under its noun, and for programs in JSON and CSV")
        func formats() async throws {
            let ledger = try await Self.ledger()
            let json = try await ledger.run("project", "show", "K1", "--format", "json")
            #expect(try await ledger.run("show", "project/K1", "--format", "json").output == json.output)
            let figures = try Figures(json.output)
            #expect(figures.rows("history").map { Figures.integer($0["position"]) } == [5, 6, 7])
            #expect(figures.rows("balances").map { Figures.integer($0["balance"]) } == [4_500_000, 1_500_000])
            let aid = try #require(figures.rows("facts").first { $0["field"] as? String == "Planned aid" })
            #expect(Figures.integer(aid["amount"]) == 10_000_000)
            let csv = try await ledger.run("show", "agreement/A1", "--format", "csv")
            let lines = Self.masked(csv.output).split(separator: "\r\n")
            #expect(
                lines == [
                    "section,field,value,meaning,amount_yuan,position,account,instrument,balance_yuan,effective_on,recorded_at,type,actor,recorder,says",
                    "facts,Pairing,JS-KZ,,,2,,,,,,,,,", "facts,Fiscal year,2014,,,2,,,,,,,,,",
                    "facts,Instrument,fiscal,财政援助 Fiscal aid,,2,,,,,,,,,", "facts,Amount,,,100000,2,,,,,,,,,",
                    "balances,,,\"promised, not yet sent\",,,committed:A1,fiscal,20000,,,,,,",
                    "history,,,,,2,,,,2014-02-20,(instant),FundsCommitted,county finance bureau,pairledger_recorder,\"amount 100,000 元\"",
                ])
        }

        @Test("as it was on a day and as it was known at a position or an instant, with the money of then")
        func earlier() async throws {
            let ledger = try await Self.ledger()
            func committed(_ limit: String...) async throws -> Int {
                let shown = try await ledger.run(["show", "agreement/A1", "--format", "json"] + limit)
                return Figures.integer(try Figures(shown.output).rows("balances").first?["balance"])
            }
            #expect(try await committed() == 2_000_000)
            #expect(try await committed("--as-of", "2014-03-18") == 2_000_000)
            #expect(try await committed("--as-of", "2014-03-17") == 10_000_000)
            #expect(try await committed("--known-at", "3") == 2_000_000)
            #expect(try await committed("--known-at", "2") == 10_000_000)
            #expect(try await committed("--known-at", "9999-12-31T00:00:00Z") == 2_000_000)
            let log = try await ledger.run("log", "show", "2", "--format", "ndjson").output
            let instant = try #require(log.firstMatch(of: /"recorded_at":"([^"]+)"/)).output.1
            #expect(try await committed("--known-at", String(instant)) == 10_000_000)
            let history = try await ledger.run("show", "project/K1", "--as-of", "2014-04-30", "--format", "json")
            #expect(try Figures(history.output).rows("history").count == 2)
        }

        @Test("a thing that is not on record is refused, with those whose names are near")
        func unknown() async throws {
            let ledger = try await Self.ledger()
            let near = try await ledger.run("show", "project/k")
            #expect(near.status == 3 && near.output == "")
            #expect(
                near.errors == """
                    pairledger: error: there is no project k on record
                      check the identifier; this ledger has 1 of that kind

                    """)
            let far = try await ledger.run("pairing", "show", "JSKZ")
            #expect(far.status == 3)
            #expect(far.errors == "pairledger: error: there is no pairing JSKZ on record\n  did you mean JS-KZ?\n")
            let early = try await ledger.run("show", "agreement/A1", "--as-of", "2014-02-19")
            #expect(early.status == 3)
            #expect(early.errors.contains("agreement A1 was not there yet: its first event is of 2014-02-20"))
        }

        @Test("what names no thing is wrong usage, with the kinds that there are")
        func usage() async throws {
            let ledger = try await Self.ledger()
            for (thing, saying) in [
                ("K1", "such as project/K1"), ("village/V1", "programme, pairing, agreement, transfer"),
                ("payment/P1", "told of by its project"), ("project/K 1", "is not an identifier"),
            ] {
                let outcome = try await ledger.run("show", thing)
                #expect(outcome.status == 2 && outcome.errors.contains(saying), "\(thing): \(outcome.errors)")
            }
            for text in ["-1", "2014-06-30", "2014-06-30T24:00:00Z", "x", "2026-01-05T08:30:00.1234567Z"] {
                let outcome = try await ledger.run("show", "project/K1", "--known-at=\(text)")
                #expect(outcome.status == 2 && outcome.errors.contains("neither a position nor an instant"), "\(text)")
            }
        }

        @Test("a region shows what it holds, even when nothing else is recorded of it")
        func region() async throws {
            let ledger = try await Self.ledger()
            let shown = try await ledger.run("show", "region/653000", "--as-of", "2014-12-31", "--format", "json")
            let figures = try Figures(shown.output)
            #expect(figures.rows("region").first?["name"] as? String == "克孜勒苏柯尔克孜自治州")
            #expect(figures.rows("balances").map { Figures.integer($0["balance"]) } == [2_000_000])
            let giver = try await ledger.run("show", "region/320000", "--format", "json")
            #expect(try Figures(giver.output).rows("balances").map { Figures.integer($0["balance"]) } == [-10_000_000])
            let none = try await ledger.run("show", "region/999999")
            #expect(none.status == 3 && none.errors.contains("there is no region 999999 on record"))
        }

        /// 100,000 yuan promised, 80,000 sent and received, 60,000 given to a project, and 15,000 paid.
        private static func ledger() async throws -> CommandLedger {
            let ledger = try await CommandHome.ledger()
            try await ledger.record(
                "programme establish XJ --name Xinjiang --from 2010-03-01",
                "pairing form JS-KZ --programme XJ --donor 320000 --recipient 653000 --from 2010-03-30",
                "commit A1 --pairing JS-KZ --fiscal-year 2014 --amount 10万元 --on 2014-02-20",
                "transfer T1 --agreement A1 --amount 8万元 --on 2014-03-18", "receive T1 --on 2014-03-21")
            let approved = try await ledger.run(
                "project", "approve", "K1", "--name", "Village school", "--name-zh", "村小学", "--place", "653000",
                "--purpose", "education", "--planned-total", "20万元", "--planned-aid", "10万元", "--on", "2014-01-10")
            try #require(approved.status == 0, "\(approved.errors)")
            try await ledger.record(
                "allocate K1 --amount 6万元 --on 2014-04-08",
                "spend P1 --project K1 --amount 1.5万元 --payee 项目施工单位 --on 2014-06-12")
            return ledger
        }

        /// Without the instants, which take as much room as before.
        private static func masked(_ text: String) -> String {
            text.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z( ?)/) {
                $0.output.1.isEmpty ? "(instant)" : "(instant)" + String(repeating: " ", count: 19)
            }
        }
    }
}
