import Foundation
import Testing

extension CommandSuite {
    @Suite("with published figures")
    struct ClaimTests {
        @Test("holds the published total of Zhejiang and Sichuan, 2021, against the tiers: 33 and 32.8 亿元")
        func sample() async throws {
            let ledger = try await CommandHome.ledger()
            let files = try Self.sampleFiles()
            #expect(files.count == 3)
            let imported = try await ledger.run(["import", "csv", "--quiet"] + files)
            #expect(imported.status == 0, "\(imported.errors)")
            for claim in Self.claims {
                let published = try await ledger.run(["claim", "publish"] + claim)
                #expect(published.status == 0, "\(published.errors)")
            }
            let json = try await ledger.run("report", "claims", "--fiscal-year", "2021", "--format", "json")
            #expect(json.status == 0 && json.errors == "")
            let figures = try Figures(json.output)
            let aid = try #require(figures.rows("amounts").first)
            let yi = 10_000_000_000
            #expect(Figures.integer(aid["claimed"]) == 33 * yi)
            #expect(Figures.integer(aid["on_record"]) == 328 * yi / 10)
            #expect(Figures.integer(aid["difference"]) == 2 * yi / 10)
            let counties = try #require(figures.rows("counts").first)
            #expect(["claimed", "on_record", "difference"].map { Figures.integer(counties[$0]) } == [68, 48, 20])

            let table = try await ledger.run("report", "claims", "--programme", "east-west", "--unit", "yi").output
            let line =
                "ZJ-SC-2021-AID  programme east-west, from 330000 浙江省 Zhejiang, to 510000 四川省 Sichuan  2021  committed       33"
                + "       32.8         0.2  99.4 %"
            #expect(table.split(separator: "\n").contains(line[...]), "\(table)")
            let balance = try await ledger.run("ledger", "show", "--format", "json")
            #expect(Figures.integer(try Figures(balance.output).total("trial_balance")?["balance"]) == 0)
            #expect(Figures.integer(try Figures(balance.output).rows("trial_balance")[0]["balance"]) == -328 * yi / 10)
        }

        @Test("takes exactly one figure and one time, and says which are possible")
        func usage() async throws {
            let ledger = try await CommandHome.ledger()
            let common = ["claim", "publish", "C1", "--by", "a bureau", "--source", "News", "--measure", "sent"]
            for (arguments, saying) in [
                (["--fiscal-year", "2021"], "either --amount or --count"),
                (["--fiscal-year", "2021", "--amount", "1", "--count", "1"], "either --amount or --count"),
                (["--amount", "1"], "either --fiscal-year, or --from and --to"),
                (["--amount", "1", "--from", "2021-01-01"], "either --fiscal-year, or --from and --to"),
                (
                    ["--amount", "1", "--fiscal-year", "2021", "--to", "2021-01-01"],
                    "either --fiscal-year, or --from and --to"
                ),
            ] {
                let outcome = try await ledger.run(common + arguments)
                #expect(outcome.status == 2 && outcome.errors.contains(saying), "\(arguments): \(outcome.errors)")
            }
            let refused = try await ledger.run(common + ["--count", "7", "--fiscal-year", "2021"])
            #expect(refused.status == 3 && refused.errors.contains("sent is a measure of money"))
            #expect(try await ledger.events() == 0)
        }

        @Test("a ledger without claims says that there are none")
        func none() async throws {
            let ledger = try await CommandHome.ledger()
            let report = try await ledger.run("report", "claims")
            #expect(report.status == 0 && report.output.contains("(no rows)"))
        }

        @Test("what the ledger knew at a position is what is held against a claim")
        func knownAt() async throws {
            let ledger = try await CommandHome.ledger()
            try await ledger.record(
                "programme establish XJ --name Xinjiang --from 2010-03-01",
                "pairing form JS-KZ --programme XJ --donor 320000 --recipient 653000 --from 2010-03-30",
                "claim publish C1 --by JS --source News --measure committed --amount 5 --fiscal-year 2014 --on 2014-01-01",
                "commit A1 --pairing JS-KZ --fiscal-year 2014 --amount 3 --on 2014-02-20",
                "commit A2 --pairing JS-KZ --fiscal-year 2014 --amount 2 --on 2014-02-21")
            for (limit, expected) in [
                (["--known-at", "2"], 0), (["--known-at", "3"], 300), (["--as-of", "2014-02-20"], 300), ([], 500),
            ] {
                let json = try await ledger.run(["report", "claims", "--format", "json"] + limit)
                let row = try #require(try Figures(json.output).rows("amounts").first)
                #expect(Figures.integer(row["on_record"]) == expected, "\(limit)")
            }
        }

        private static let scope = [
            "--programme", "east-west", "--donor", "330000", "--recipient", "510000", "--fiscal-year", "2021",
        ]
        private static let claims = [
            [
                "ZJ-SC-2021-AID", "--by", "四川在线", "--measure", "committed", "--amount", "33亿元", "--source",
                "Sichuan Online, 2021-07-07", "--wording", "33亿元", "--on", "2021-07-07",
            ] + scope,
            [
                "ZJ-SC-2021-COUNTIES", "--by", "press conference of the programme", "--measure", "counties", "--count",
                "68", "--source", "Press conference of 2021-05-31", "--wording", "68个县", "--on", "2021-05-31",
            ] + scope,
        ]

        private static func sampleFiles() throws -> [String] {
            let folder = Guide.package.appending(path: "Scripts/samples/zhejiang-sichuan-2021").path
            return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".csv") }.sorted()
                .map { "\(folder)/\($0)" }
        }
    }
}
