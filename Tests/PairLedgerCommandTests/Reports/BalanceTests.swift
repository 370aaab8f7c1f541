import Foundation
import Testing

extension ReportSuite {
    @Suite("adding up balances")
    struct BalanceTests {
        /// A ledger with the sample of 2014, and its entries in a file.
        private static func sample(_ file: String) async throws -> CommandLedger {
            let ledger = try await ReportLedger.new()
            let imported = try await ledger.run(
                ["import", "csv", "--quiet"] + CommandSuite.DemoFiguresTests.sampleFiles())
            try #require(imported.status == 0, "\(imported.errors)")
            try await ledger.record("log show --limit 0 --format ndjson --output \(file)")
            return ledger
        }

        @Test("the database's table, its log and a file of its entries give the same, to the byte")
        func threeWays() async throws {
            let ledger = try await Self.sample("balance.ndjson")
            let events = try await ledger.events()
            func report(_ arguments: String...) async throws -> String {
                let outcome = try await ledger.run(["report", "balance", "--format", "json"] + arguments)
                #expect(outcome.status == 0 && outcome.errors == "", "\(arguments): \(outcome.errors)")
                return outcome.output
            }
            let table = try await report()
            #expect(try await report("--known-at", "\(events - 1)") == table)
            #expect(
                try await ledger.home.run(["report", "balance", "--format", "json", "--file", "balance.ndjson"]).output
                    == table)
            let pipe = try await ledger.shell("\"$1\" report balance --format json --file - < balance.ndjson", [])
            #expect(pipe.output == table, "\(pipe.errors)")

            let figures = try Figures(table)
            #expect(Figures.integer(figures.total("accounts")?["balance"]) == 0)
            let rows = figures.rows("accounts")
            #expect(Figures.integer(rows.first?["balance"]) == -41_759_000_000)
            #expect(rows.count > 80)

            for horizon in [
                ["--as-of", "2014-06-30"], ["--known-at", "200"], ["--as-of", "2014-06-30", "--known-at", "400"],
            ] {
                let log = try await ledger.run(["report", "balance", "--format", "json"] + horizon)
                let file = try await ledger.home.run(
                    ["report", "balance", "--format", "json", "--file", "balance.ndjson"] + horizon)
                #expect(log.status == 0 && log.output == file.output, "\(horizon): \(log.errors)\(file.errors)")
                #expect(log.output != table, "\(horizon)")
                #expect(Figures.integer(try Figures(log.output).total("accounts")?["balance"]) == 0)
            }
        }

        @Test("is the ledger's own where the read model does not have the whole log")
        func behind() async throws {
            let ledger = try await ReportLedger.new()
            try await ledger.record(
                "programme establish P --name Aid --from 2010-03-30",
                "pairing form JS-KZ --programme P --donor 320000 --recipient 653000 --from 2010-03-30",
                "commit A1 --pairing JS-KZ --fiscal-year 2014 --amount 900 --on 2014-02-20")
            let before = try await ledger.run("report", "balance", "--format", "csv")
            try await ledger.record("transfer T1 --agreement A1 --amount 600 --on 2014-03-18")
            let own = try await ledger.run("report", "balance", "--format", "csv", "--stale")
            #expect(own.output != before.output && own.output.contains("transit:T1,,600"), "\(own.output)\(own.errors)")
            #expect(try await ledger.run("report", "balance", "--format", "csv").output == own.output)
        }

        @Test("names the first accounts only, and counts all", arguments: [1, 7, 20, 60])
        func first(count: Int) async throws {
            let ledger = try await Self.sample("first-\(count).ndjson")
            func lines(_ arguments: String...) async throws -> [Substring] {
                let outcome = try await ledger.run(["report", "balance", "--format", "csv"] + arguments)
                #expect(outcome.status == 0, "\(outcome.errors)")
                return outcome.output.split(separator: "\r\n").dropFirst().map { $0 }
            }
            let all = try await lines()
            let some = try await lines("--limit", "\(count + 6)")
            #expect(some.filter { $0.hasPrefix("0,") } == all.filter { $0.hasPrefix("0,") })
            #expect(some.filter { $0.hasPrefix("1,") } == Array(all.filter { $0.hasPrefix("1,") }.prefix(count)))
        }

        @Test("shows the accounts that are asked for")
        func filters() async throws {
            let ledger = try await ReportLedger.new()
            try await ledger.record(
                "programme establish P --name Aid --from 2010-03-30",
                "pairing form JS-KZ --programme P --donor 320000 --recipient 653000 --from 2010-03-30",
                "commit A1 --pairing JS-KZ --fiscal-year 2014 --amount 900 --on 2014-02-20",
                "transfer T1 --agreement A1 --amount 600 --on 2014-03-18")
            let all = try await ledger.run("report", "balance", "--format", "csv")
            #expect(
                all.output.split(separator: "\r\n").dropFirst().map(String.init) == [
                    "0,donor,given by donors,-900", "1,donor:320000,,-900",
                    "0,committed,\"promised, not yet sent\",300",
                    "1,committed:A1,,300", "0,transit,\"sent, not yet received\",600", "1,transit:T1,,600",
                    "0,holding,\"received, not yet allocated\",0", "0,project,\"allocated, not yet spent\",0",
                    "0,spent,spent,0",
                ], "\(all.output)\(all.errors)")
            let one = try await ledger.run(
                "report", "balance", "--account", "transit:", "--depth", "2", "--format", "csv")
            #expect(
                one.output.split(separator: "\r\n").dropFirst().map(String.init) == [
                    "0,transit,\"sent, not yet received\",600", "1,transit:T1,,600",
                ])
            let kinds = try await ledger.run("report", "balance", "--depth", "1", "--format", "csv")
            #expect(kinds.output.split(separator: "\r\n").count == 7)
            let table = try await ledger.run("report", "balance", "--depth", "1")
            #expect(table.output.contains("Total") && table.output.hasSuffix("        0\n"), "\(table.output)")
            for wrong in [["--depth", "3"], ["--file", "x", "--ledger", "main"]] {
                #expect(try await ledger.run(["report", "balance"] + wrong).status == 2)
            }
        }

        @Test("says where a file is not a log, by line and column")
        func brokenFiles() async throws {
            let ledger = try await Self.sample("sound.ndjson")
            let lines = try ledger.home.contents(of: "sound.ndjson").split(separator: "\n").map(String.init)
            func problem(_ lines: [String]) async throws -> CommandOutcome {
                try ledger.home.write(lines.joined(separator: "\n") + "\n", to: "broken.ndjson")
                return try await ledger.home.run(["report", "balance", "--file", "broken.ndjson"])
            }
            var swapped = lines
            swapped.swapAt(40, 41)
            var spaced = lines
            spaced[6] = spaced[6].replacing(#""causation":"#, with: #""causation": "#)
            for (file, place, saying) in [
                (
                    lines.enumerated().filter { $0.offset != 100 }.map(\.element), "broken.ndjson:101: error: ",
                    "position 101 is here, where position 100 must be"
                ),
                (swapped, "broken.ndjson:41: error: ", "position 41 is here"),
                (Array(lines.dropFirst()), "broken.ndjson:1: error: ", "position 1 is here, where position 0 must be"),
                (lines + [""], "broken.ndjson:701:1: error: ", "the text ends"),
                (spaced, "broken.ndjson:7:", "a space is here"),
            ] {
                let outcome = try await problem(file)
                #expect(outcome.status == 2 && outcome.output == "", "\(saying)")
                #expect(outcome.errors.hasPrefix(place) && outcome.errors.contains(saying), "\(outcome.errors)")
            }
            try ledger.home.write("", to: "empty.ndjson")
            let empty = try await ledger.home.run(["report", "balance", "--file", "empty.ndjson"])
            #expect(empty.status == 2 && empty.errors.contains("empty.ndjson: error: there is no entry in it"))
            let missing = try await ledger.home.run(["report", "balance", "--file", "nowhere.ndjson"])
            #expect(missing.status == 2 && missing.errors.contains("nowhere.ndjson: error: the file cannot be opened"))
        }

        /// Those that Scripts/setup installs, as far as they are there.
        private static let programs = ["hledger", "ledger"].filter(isInstalled)

        private static func isInstalled(_ program: String) -> Bool {
            (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
                FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
            }
        }

        @Test(
            "other programs of accounting come to the same balances, to the 分, on three days of two ledgers",
            .enabled(if: !programs.isEmpty, "neither hledger nor ledger is installed"), arguments: programs)
        func otherPrograms(_ program: String) async throws {
            let made = try await ReportLedger.new()
            try await made.record(
                "sample generate --seed 61 --events 3000 --irregularities --quiet --into \(made.name)")
            for (ledger, days) in [
                (try await Self.sample("\(program).ndjson"), ["2014-05-31", "2014-08-31", "2014-12-31"]),
                (made, ["2017-06-30", "2020-12-31", "2025-12-31"]),
            ] {
                for day in days { try await Self.compare(program, ledger, asOf: day) }
            }
        }

        private static func compare(_ program: String, _ ledger: CommandLedger, asOf day: String) async throws {
            try await ledger.record("export journal --as-of \(day) --output \(ledger.name).journal")
            let form =
                program == "hledger"
                ? "-O csv --flat --no-total" : #"--flat --no-total --format '"%(account)","%(display_total)"\n'"#
            let theirs = try await ledger.shell("\(program) -f \(ledger.name).journal balance \(form)", [])
            #expect(theirs.status == 0, "\(theirs.errors)")
            let other = theirs.output.split(separator: "\n").map { $0.replacing("\"", with: "") }
                .filter { $0.hasSuffix(" CNY") }.map { $0.dropLast(4) }
            let balances = try await balances(of: ledger, asOf: day)
            #expect(balances.count > 20)
            #expect(Set(other.map(String.init)) == Set(balances), "\(program) \(day)")
        }

        /// What `report balance` says of every account, as `account,yuan`.
        private static func balances(of ledger: CommandLedger, asOf day: String) async throws -> [String] {
            let ours = try await ledger.run("report", "balance", "--as-of", day, "--format", "json", "--quiet")
            let figures = try Figures(ours.output)
            #expect(Figures.integer(figures.fact("check")) == 0)
            let rows = figures.rows("accounts").filter { ($0["account"] as? String)?.contains(":") == true }
            return rows.map { row in
                let amount = Figures.integer(row["balance"])
                let digits = String(abs(amount))
                let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
                return "\(row["account"] ?? ""),\(amount < 0 ? "-" : "")\(padded.dropLast(2)).\(padded.suffix(2))"
            }
        }

        @Test(
            "Beancount finds nothing wrong, and comes to the same balances, to the 分, on three days of an invented ledger",
            .enabled(if: isInstalled("bean-check"), "Beancount is not installed"))
        func beancount() async throws {
            let made = try await ReportLedger.new()
            try await made.record(
                "sample generate --seed 62 --events 2000 --irregularities --quiet --into \(made.name)",
                "programme establish odd --name Odd --from 2010-03-30",
                "pairing form odd_pair --programme odd --donor 320000 --recipient 653000 --from 2010-03-30",
                "commit odd.2014_x --pairing odd_pair --fiscal-year 2014 --amount 10000 --on 2014-02-20")
            for day in ["2017-06-30", "2020-12-31", "2025-12-31"] {
                let file = "\(made.name).beancount"
                try await made.record("export journal --beancount --as-of \(day) --output \(file)")
                let checked = try await made.shell("bean-check \(file)", [])
                #expect(checked.status == 0 && checked.output == "", "\(checked.output) \(checked.errors)")
                // By the interpreter for which it is installed.
                let theirs = try await made.shell(
                    #"$(sed -n '1s/^#!//p' "$(command -v bean-check)") -c "$2" "$3""#, [Self.beancountBalances, file])
                #expect(theirs.status == 0, "\(theirs.errors)")
                let other = theirs.output.split(separator: "\n").map(String.init)
                let balances = try await Self.balances(of: made, asOf: day)
                #expect(balances.count > 20 && balances.contains("committed:odd.2014_x,10000.00"))
                #expect(Set(other) == Set(balances), "\(day)")
            }
        }

        /// Adds up what the loader of Beancount itself has read, under the names that the accounts have in the ledger.
        private static let beancountBalances = """
            import collections, decimal, sys
            from beancount import loader
            from beancount.core import data
            entries, errors, options = loader.load_file(sys.argv[1])
            assert not errors, errors
            names = {e.account: e.meta["account"] for e in entries if isinstance(e, data.Open)}
            sums = collections.defaultdict(decimal.Decimal)
            for entry in entries:
                if isinstance(entry, data.Transaction):
                    for posting in entry.postings:
                        assert posting.units.currency == "CNY"
                        sums[names[posting.account]] += posting.units.number
            for name, sum in sums.items():
                if sum: print(f"{name},{sum:.2f}")
            """

        @Test("with a period or a filter comes to the same as without, part by part")
        func parts() async throws {
            let ledger = try await ReportLedger.invented.ledger()
            func balances(_ words: String...) async throws -> [String: [String: Int]] {
                let outcome = try await ledger.run(["report", "balance", "--format", "json", "--quiet"] + words)
                try #require(outcome.status == 0, "\(words): \(outcome.errors)")
                let figures = try Figures(outcome.output)
                #expect(Figures.integer(figures.fact("check")) == 0)
                return Dictionary(
                    uniqueKeysWithValues: figures.rows("accounts").map { row in
                        (row["account"] as? String ?? "", row.compactMapValues { ($0 as? NSNumber)?.intValue })
                    })
            }
            let opening = try await balances("--as-of", "2017-12-31")
            let closing = try await balances("--as-of", "2018-12-31")
            let period = try await balances("--from", "2018-01-01", "--to", "2018-12-31")
            for (account, row) in period {
                #expect(row["opening"] == opening[account]?["balance"] ?? 0, "\(account)")
                #expect(row["balance"] == closing[account]?["balance"] ?? 0, "\(account)")
                #expect(row["balance"] == (row["opening"] ?? 0) + (row["in"] ?? 0) - (row["out"] ?? 0), "\(account)")
            }
            #expect(Set(closing.keys).isSubset(of: period.keys))

            // All programmes together are all money.
            let all = try await balances()
            let log = try await ledger.run("log", "show", "--limit", "0", "--format", "ndjson").output
            let names = Set(log.matches(of: /"stream":"programme\/([^"]+)"/).map { String($0.1) })
            #expect(!names.isEmpty)
            var sums: [String: Int] = [:]
            for name in names {
                for (account, row) in try await balances("--programme", name) {
                    sums[account, default: 0] += row["balance"] ?? 0
                }
            }
            #expect(sums.filter { $0.value != 0 } == all.compactMapValues { $0["balance"] }.filter { $0.value != 0 })
        }

        @Test("in a tree of regions gives each region the sum of what lies within it")
        func tree() async throws {
            let ledger = try await ReportLedger.invented.ledger()
            let rows = try Figures(
                try await ledger.run(
                    "report", "balance", "--tree", "--account", "holding:", "--as-of", "2020-04-10", "--format", "json"
                ).output
            ).rows("accounts")
            let tops = rows.filter { Figures.integer($0["depth"]) == 1 }
            #expect(tops.count > 1 && rows.contains { Figures.integer($0["depth"]) > 2 })
            #expect(tops.reduce(0) { $0 + Figures.integer($1["balance"]) } == Figures.integer(rows.first?["balance"]))
            for wrong in [["--by", "year"], ["--file", "x", "--pairing", "P"], ["--flat", "--depth", "1"]] {
                #expect(try await ledger.run(["report", "balance"] + wrong).status == 2, "\(wrong)")
            }
        }
    }
}
