import Foundation
import Interchange
import Testing

extension CommandSuite {
    @Suite("writing a report")
    struct ReportOutputTests {
        private static func ledger() async throws -> CommandLedger {
            let ledger = try await CommandHome.ledger()
            try await ledger.record(
                "programme establish aid --name Aid --name-zh 对口支援 --from 2010-03-30",
                "pairing form p --programme aid --donor 320000 --recipient 653000 --from 2010-03-30",
                "commit c --pairing p --fiscal-year 2014 --amount 10000 --on 2014-02-20",
                "transfer t --agreement c --amount 5000.50 --on 2014-03-18")
            return ledger
        }

        @Test("in JSON, makes what another program's reader takes")
        func json() async throws {
            let ledger = try await Self.ledger()
            let file = "\(ledger.name).json"
            let written = try await ledger.run("report", "position", "--format", "json", "--output", file)
            #expect(written.status == 0 && written.output == "" && written.errors == "")
            let checked = try await ledger.home.run(program: "python3", ["-m", "json.tool", file])
            #expect(checked.status == 0, "\(checked.errors)")
            #expect(checked.output.contains("\"amount_unit\": \"CNY 0.01\""))
        }

        @Test("in CSV, makes what the reader of CSV files reads back")
        func csv() async throws {
            let ledger = try await Self.ledger()
            let file = "\(ledger.name)-x.csv"
            let written = try await ledger.run("report", "position", "--format", "csv", "--output", file)
            #expect(written.status == 0 && written.output == "" && written.errors == "")
            var reader = try CSVReader(contentsOf: "\(ledger.home.folder)/\(file)")
            var rows: [String] = []
            while let item = try reader.next() {
                switch item {
                case .header(let header): #expect(header.names.first == "section")
                case .record(let record):
                    let section = try #require(record["section"]).text
                    if section == "trial_balance" {
                        rows.append(
                            "\(try #require(record["account"]).text) \(try #require(record["balance_yuan"]).text)")
                    }
                case .problem(let problem): Issue.record("\(problem)")
                }
            }
            #expect(
                rows == [
                    "donor -10000.00", "committed 4999.50", "transit 5000.50", "holding 0.00", "project 0.00",
                    "spent 0.00",
                ])
        }

        @Test("takes the format from the file's ending, unless one is asked for")
        func endings() async throws {
            let ledger = try await Self.ledger()
            let shown = try await ["json", "csv", "table"].asyncMap {
                try await ledger.run("report", "position", "--format", $0).output
            }
            #expect(Set(shown).count == 3)
            for (ending, expected) in zip(["json", "CSV", "txt"], shown) {
                let file = "\(ledger.name)-report.\(ending)"
                let written = try await ledger.run("report", "position", "-o", file)
                #expect(written.status == 0, "\(written.errors)")
                #expect(try ledger.home.contents(of: file) == expected, "\(ending)")
            }
            let named = "\(ledger.name)-named.json"
            _ = try await ledger.run("report", "position", "-o", named, "--format", "csv")
            #expect(try ledger.home.contents(of: named) == shown[1])
        }

        @Test("into a folder that does not exist, or onto one, is refused and writes nothing")
        func unwritable() async throws {
            let ledger = try await Self.ledger()
            let before = ledger.home.files
            let missing = try await ledger.run("report", "position", "--output", "nowhere/x.json")
            #expect(missing.status == 2 && missing.output == "")
            #expect(
                missing.errors == """
                    pairledger: error: nowhere/x.json cannot be written: No such file or directory
                      name another file with --output

                    """)
            let onto = try await ledger.run("report", "position", "--output", "/tmp")
            #expect(onto.status == 2 && onto.output == "")
            #expect(
                onto.errors == """
                    pairledger: error: /tmp cannot be written: Is a directory
                      name another file with --output

                    """)
            #expect(ledger.home.files == before)
        }

        @Test("onto a full disk fails, and into a pipe or device leaves that in place")
        func devices() async throws {
            let ledger = try await Self.ledger()
            let before = ledger.home.files
            let command = ["report", "position", "--format", "json"]
            let expected = try await ledger.run(command).output
            for (script, status, errors) in [
                (
                    "\"$@\" > /dev/full", 2,
                    """
                    pairledger: error: standard output cannot be written: No space left on device
                      write to a file with --output, where there is room

                    """
                ),
                (
                    "\"$@\" --output /dev/full", 2,
                    """
                    pairledger: error: /dev/full cannot be written: No space left on device
                      name another file with --output

                    """
                ), ("mkfifo pipe; cat pipe > piped & \"$@\" --output pipe && wait && test -p pipe", 0, ""),
            ] as [(String, Int32, String)] {
                let outcome = try await ledger.shell(script, command)
                #expect(outcome.status == status, "\(script)")
                #expect(outcome.errors == errors, "\(script)")
            }
            #expect(try ledger.home.contents(of: "piped") == expected)
            #expect(ledger.home.files == (before + ["pipe", "piped"]).sorted())
        }

        @Test("ends quietly when nobody reads on")
        func brokenPipe() async throws {
            let ledger = try await CommandHome.ledger()
            let imported = try await ledger.run(["import", "csv", "--quiet"] + DemoFiguresTests.sampleFiles())
            #expect(imported.status == 0, "\(imported.errors)")
            let outcome = try await ledger.shell(
                "\"$@\" | head -c 10", ["log", "show", "--limit", "0", "--format", "ndjson"])
            #expect(outcome.status == 0 && outcome.output == "{\"actor\":\"" && outcome.errors == "")
        }

        @Test("has no NDJSON form")
        func ndjson() async throws {
            let ledger = try await Self.ledger()
            let refused = try await ledger.run("report", "position", "--format", "ndjson")
            #expect(refused.status == 2 && refused.output == "")
            #expect(
                refused.errors == """
                    pairledger: error: a report has no NDJSON form
                      use --format table, csv, json or html

                    """)
        }

        @Test("with --stale shows what the read model has, and says how much it lacks")
        func stale() async throws {
            let ledger = try await Self.ledger()
            let fresh = try await ledger.run("report", "position")
            #expect(!fresh.output.contains("note:"))
            try await ledger.record("transfer t2 --agreement c --amount 1 --on 2014-03-18")
            let stale = try await ledger.run("report", "position", "--stale")
            #expect(
                stale.output
                    == fresh.output
                    + "\nnote: 1 of 5 events are not in this report yet: pairledger projection run --once\n")
            let projections = try Figures(try await ledger.run("projection", "list", "--format", "json").output)
            let row = try #require(projections.rows("projections").first)
            #expect(Figures.integer(row["next_position"]) == 4 && Figures.integer(row["lag"]) == 1)
        }

        @Test("marks money beyond what was promised, and says so")
        func uncommitted() async throws {
            let ledger = try await Self.ledger()
            let sent = try await ledger.run(
                "transfer", "t3", "--agreement", "c", "--amount", "6000", "--on", "2014-03-18")
            #expect(sent.status == 0)
            #expect(
                sent.errors
                    == "1,000.50 CNY of 6,000.00 CNY is beyond what agreement c promised; it is marked as uncommitted\n"
            )
            let report = try Figures(try await ledger.run("report", "position", "--format", "json").output)
            #expect(Figures.integer(report.rows("pairings").first?["uncommitted"]) == 100_050)
            #expect(
                report.notes == ["money was sent beyond what agreements promised: see the column \"Uncommitted\""])
        }
    }
}

extension Array {
    fileprivate func asyncMap<Result>(_ body: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
