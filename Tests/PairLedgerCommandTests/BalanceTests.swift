import Foundation
import Testing

extension CommandSuite {
    @Suite("adding up balances")
    struct BalanceTests {
        /// A ledger with the sample of 2014, and its entries in a file.
        private static func sample(_ file: String) async throws -> CommandLedger {
            let ledger = try await CommandHome.ledger()
            let imported = try await ledger.run(["import", "csv", "--quiet"] + DemoFiguresTests.sampleFiles())
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

        @Test("shows the accounts that are asked for")
        func filters() async throws {
            let ledger = try await CommandHome.ledger()
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
        private static let programs = ["hledger", "ledger"].filter { program in
            (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
                FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
            }
        }

        @Test(
            "other programs of accounting come to the same balances, to the 分",
            .enabled(if: !programs.isEmpty, "neither hledger nor ledger is installed"), arguments: programs)
        func otherPrograms(_ program: String) async throws {
            let ledger = try await Self.sample("\(program).ndjson")
            try await ledger.record("export journal --output \(program).journal")
            let form =
                program == "hledger"
                ? "-O csv --flat --no-total" : #"--flat --no-total --format '"%(account)","%(display_total)"\n'"#
            let theirs = try await ledger.shell("\(program) -f \(program).journal balance \(form)", [])
            #expect(theirs.status == 0, "\(theirs.errors)")
            let other = theirs.output.split(separator: "\n").map { $0.replacing("\"", with: "") }
                .filter { $0.hasSuffix(" CNY") }.map { $0.dropLast(4) }
            let ours = try await ledger.run("report", "balance", "--format", "json")
            let rows = try Figures(ours.output).rows("accounts").filter {
                ($0["account"] as? String)?.contains(":") == true
            }
            let balances = rows.map { row in
                let amount = Figures.integer(row["balance"])
                let digits = String(abs(amount))
                let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
                return "\(row["account"] ?? ""),\(amount < 0 ? "-" : "")\(padded.dropLast(2)).\(padded.suffix(2))"
            }
            #expect(balances.count > 80)
            #expect(Set(other.map(String.init)) == Set(balances))
        }
    }
}
