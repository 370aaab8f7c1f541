import Testing

extension CommandSuite {
    @Suite("what changed of policies")
    struct PolicyDiffTests {
        @Test("is told for spreadsheets, and with nothing changed in a sentence")
        func changes() async throws {
            let ledger = try await CommandHome.ledger()
            try await ledger.record(
                "programme establish P --name Aid --from 2010-03-30",
                "policy set R01 --parameter idle_days=180 --effective-from 2015-01-01 --basis Minutes")
            func diff(_ words: String...) async throws -> String {
                let outcome = try await ledger.run(["policy", "diff", "--format", "csv"] + words)
                #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
                return outcome.output
            }
            let changed = "parameters,R01,idle_days,365 days,180 days,2015-01-01,,1,Minutes,,,0,,,,\r\n"
            #expect(try await diff("--from", "2014-12-31", "--to", "2015-01-01").hasSuffix(changed))
            #expect(try await diff("--from", "2014-12-31", "--programme", "P").hasSuffix(changed))
            #expect(try await diff("R01", "--from", "0", "--to", "1").hasSuffix(changed))
            #expect(try await diff("R02", "--from", "2014-12-31").split(separator: "\r\n").count == 1)
            let nothing = try await ledger.figures("policy", "diff", "--from", "2015-01-01")
            #expect(nothing.notes == ["nothing changed: the rules compare with the same"])
        }

        @Test(
            "refuses points that are none, and a programme that is not on record",
            arguments: [
                (["--from", "1"], 2, "each rule has versions of its own: name one, such as R01"),
                (["--from", "2015-01-01", "--to", "0"], 2, "each rule has versions of its own"),
                (["--from", "2015-13-01"], 2, "\"2015-13-01\" is neither a day, such as 2015-01-01, nor a version"),
                (["--from", "2016-01-01", "--to", "2015-12-31"], 2, "--from 2016-01-01 is after --to 2015-12-31"),
                (["R01", "--from", "0", "--to", "1"], 2, "rule R01 has no version 1"),
                ([], 2, "--from"),
                (["--from", "2015-01-01", "--programme", "Q"], 3, "there is no programme Q on record"),
            ])
        func refusals(_ words: [String], _ status: Int, _ sentence: String) async throws {
            let refused = try await ReportLedger.one.ledger().run(["policy", "diff"] + words)
            #expect(refused.status == Int32(status) && refused.output.isEmpty)
            #expect(refused.errors.contains(sentence), "\(refused.errors)")
        }
    }
}
