import Foundation
import Postgres
import Testing

extension CommandSuite {
    @Suite("making and taking in an invented ledger")
    struct SampleTests {
        private static let sample = ["sample", "generate", "--seed", "5", "--events", "2500"]

        @Test("writes the same to standard output and to a file, and appends the same to a ledger, once")
        func threeWays() async throws {
            let ledger = try await CommandHome.ledger()
            let shown = try await ledger.run(Self.sample)
            #expect(shown.status == 0 && shown.errors == "")
            #expect(shown.output.split(separator: "\n").count == 2_500)
            let file = "sample-\(ledger.name).ndjson"
            let written = try await ledger.run(Self.sample + ["--output", file])
            #expect(written.status == 0 && written.output == "")
            #expect(try String(contentsOfFile: "\(ledger.home.folder)/\(file)", encoding: .utf8) == shown.output)

            for (recorded, note) in [
                ("2500 events, 2500 recorded\n", "loaded"),
                ("2500 events, 0 recorded, 2500 on record already\n", "again"),
            ] {
                let loaded = try await ledger.run(Self.sample + ["--into", ledger.name])
                #expect(loaded.status == 0 && loaded.errors == recorded, "\(note)")
            }
            let imported = try await ledger.run("import", "ndjson", file)
            #expect(imported.status == 0)
            #expect(imported.errors == "\(file): 2500 events, 0 recorded, 2500 on record already\n")
            #expect(try await ledger.events() == 2_500)
        }

        @Test(
            "imports a file into another ledger, in which every account is as it would be, and the sum of all is zero")
        func imported() async throws {
            let (one, other) = (try await CommandHome.ledger(), try await CommandHome.ledger())
            let file = "sample-\(one.name).ndjson"
            _ = try await one.run(Self.sample + ["--into", one.name])
            _ = try await one.run(Self.sample + ["--output", file])
            let checked = try await other.run("import", "ndjson", "--check", file)
            #expect(checked.status == 0 && checked.errors == "\(file): 2500 events, sound\n")
            #expect(try await other.events() == 0)
            let imported = try await other.run("import", "ndjson", file)
            #expect(imported.status == 0 && imported.errors == "\(file): 2500 events, 2500 recorded\n")
            #expect(try await other.balances() == one.balances())
            #expect(try await other.balances().values.reduce(0, +) == 0)
        }

        @Test("writes what the rules have to find, where there is something")
        func answers() async throws {
            let ledger = try await CommandHome.ledger()
            let file = "answers-\(ledger.name).json"
            let outcome = try await ledger.run(Self.sample + ["--irregularities", "--answers", file])
            #expect(outcome.status == 0)
            let text = try String(contentsOfFile: "\(ledger.home.folder)/\(file)", encoding: .utf8)
            #expect(text.contains(#""rule":"R01""#) && text.contains(#""seed":5}"#) && text.hasSuffix("\n"))
            let first = try #require(text.firstMatch(of: /"events":\["([0-9a-f-]+)"/))
            #expect(outcome.output.contains(#""id":"\#(first.1)""#))
        }

        @Test("reports every line that is no event, and records nothing")
        func problems() async throws {
            let ledger = try await CommandHome.ledger()
            var lines = try await ledger.run(Self.sample).output.split(separator: "\n").map(String.init)
            lines[3] = "{}"
            lines[1_999] = lines[1_999].replacing(#""v":"#, with: #""v":9"#)
            let file = "broken-\(ledger.name).ndjson"
            try ledger.home.write(lines.joined(separator: "\n"), to: file)
            for check in [[], ["--check"]] {
                let outcome = try await ledger.run(["import", "ndjson", file] + check)
                #expect(outcome.status == 3)
                #expect(
                    outcome.errors.contains("\(file):4:2: error: the object ends; the member \"actor\" is expected"))
                #expect(outcome.errors.contains("\(file):2000: error: this program does not know events of type"))
                #expect(outcome.errors.hasSuffix("has lines that are no events; nothing of it was recorded\n"))
            }
            #expect(try await ledger.events() == 0)
        }

        @Test(
            "stops where the ledger's rules do not let an event in, keeps the batches before, and goes on when repeated"
        )
        func refused() async throws {
            let ledger = try await CommandHome.ledger()
            let lines = try await ledger.run(Self.sample).output.split(separator: "\n")
            let promise = try #require(
                lines.indices.first { $0 > 1_400 && lines[$0].contains(#""type":"FundsCommitted""#) })
            let file = "late-\(ledger.name).ndjson"
            // A promise comes last, when what it promises has been sent already.
            let late = lines[..<promise] + lines[(promise + 1)...] + [lines[promise]]
            try ledger.home.write(late.joined(separator: "\n"), to: file)
            let outcome = try await ledger.run("import", "ndjson", file)
            #expect(outcome.status == 3 && outcome.errors.contains("committed:"), "\(outcome.errors)")
            let kept = try await ledger.events()
            #expect(
                kept >= 1_000 && kept % 1_000 == 0 && outcome.errors.contains("the first \(kept) events are recorded"))
            try ledger.home.write(lines.joined(separator: "\n"), to: file)
            let repeated = try await ledger.run("import", "ndjson", file)
            #expect(repeated.status == 0, "\(repeated.errors)")
            #expect(try await ledger.events() == 2_500)
        }

        @Test(
            "does not take what makes no sense",
            arguments: [
                ["--events", "99"], ["--seed", "-1"], ["--seed", "9007199254740992"], ["--answers", "a.json"],
                ["--into", "main", "--output", "a.ndjson"],
            ])
        func usage(options: [String]) async throws {
            let outcome = try await CommandHome.ledger().run(["sample", "generate"] + options)
            #expect(outcome.status == 2 && outcome.output == "")
        }
    }
}

extension CommandLedger {
    /// What lies in each account, by the database itself.
    fileprivate func balances() async throws -> [String: Int64] {
        let connection = try await home.connect()
        let rows = try await connection.run { [name] session in
            try session.query("SELECT account, balance FROM pairledger.account WHERE ledger = $1", [.text(name)])
                .map { (try $0.text(0), try $0.int8(1)) }
        }
        await connection.close()
        return Dictionary(uniqueKeysWithValues: rows)
    }
}
