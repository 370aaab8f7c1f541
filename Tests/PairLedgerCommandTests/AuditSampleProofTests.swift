import Foundation
import Testing

extension CommandSuite {
    @Suite("proving what is audited")
    struct AuditSampleProofTests {
        private static let words = ["audit", "sample", "--quiet", "--seed", "20150409", "--size", "20"]

        @Test(
            "puts the entries of the sample into a bundle that both verifiers take",
            arguments: ["payments", "projects"])
        func bundle(_ population: String) async throws {
            let sealed = try await SealedLedger(events: 900)
            _ = try await sealed.seal("now.checkpoint")
            let (proof, worksheet) = (sealed.file("sample.proof"), sealed.file("worksheet.json"))
            let made = try await sealed.run(
                Self.words + ["--of", population, "--bundle", proof, "--output", worksheet])
            try #require(made.status == 0, "\(made.errors)")
            #expect(made.output.isEmpty)
            let rows = try Figures(try sealed.text("worksheet.json")).rows("sample")
            let verified = try await sealed.verify(proof, "--format", "json")
            #expect(verified.status == 0, "\(verified.errors)")
            let proved = try Figures(verified.output).rows("events")
            if population == "payments" {
                #expect(proved.map { Figures.integer($0["position"]) } == rows.map { Figures.integer($0["position"]) })
            } else {
                let streams = Set(rows.compactMap { $0["project"] as? String }.map { "'project/\($0)'" })
                let wanted = try await Entries(ledger: sealed.ledger).rows(
                    "SELECT position FROM e WHERE stream IN (\(streams.sorted().joined(separator: ","))) ORDER BY position"
                )
                #expect(proved.map { Entries.text($0["position"]) } == wanted.map { $0[0] })
            }
            #expect(try await sealed.python(proof).status == 0)
        }

        @Test("without a checkpoint writes nothing and says how to make one")
        func unsealed() async throws {
            let sealed = try await SealedLedger(events: 0)
            try await AuditSampleTests.small(sealed.ledger)
            let (proof, worksheet) = (sealed.file("sample.proof"), sealed.file("worksheet.csv"))
            func refused(_ status: Int32, _ sentence: String) async throws {
                let outcome = try await sealed.run(Self.words + ["--bundle", proof, "--output", worksheet])
                #expect(outcome.status == status && outcome.output.isEmpty)
                #expect(outcome.errors == sentence, "\(outcome.errors)")
                #expect(!FileManager.default.fileExists(atPath: proof))
                #expect(!FileManager.default.fileExists(atPath: worksheet))
            }
            try await refused(
                3, "pairledger: error: the log was not sealed yet\n  seal it: pairledger log checkpoint\n")
            _ = try await sealed.seal("now.checkpoint")
            #expect(try await sealed.run(Self.words + ["--bundle", proof, "--output", worksheet]).status == 0)
            #expect(try await sealed.verify(proof).status == 0)
            for file in [proof, worksheet] { try FileManager.default.removeItem(atPath: file) }
            // What is not sealed yet cannot be proved; a population that is leaves it out.
            try await sealed.ledger.record(
                "spend V5 --project K1 --amount 100 --payee builder --on 2014-07-01 --output /dev/null")
            try await refused(
                3,
                """
                pairledger: error: entry 12 is not in the checkpoint, which has 12 entries
                  if it is recorded, seal it: pairledger log checkpoint

                """)
            let known = try await sealed.run(Self.words + ["--bundle", proof, "--known-at", "11"])
            #expect(known.status == 0 && !known.output.contains("V5"), "\(known.errors)")
        }

        @Test("proves nothing where nothing is chosen")
        func nothing() async throws {
            let sealed = try await SealedLedger(events: 0)
            _ = try await sealed.seal("now.checkpoint")
            let outcome = try await sealed.run(Self.words + ["--bundle", sealed.file("sample.proof")])
            #expect(outcome.status == 1 && outcome.output.isEmpty)
            #expect(outcome.errors.contains("nothing is chosen"))
        }

        @Test(
            "sealed, can be drawn again from history, and no figure of it be changed",
            arguments: ["json", "csv", "html"])
        func reproduced(_ ending: String) async throws {
            let sealed = try await SealedLedger(events: 700)
            _ = try await sealed.seal("now.checkpoint")
            let (file, proof) = (sealed.file("worksheet.\(ending)"), sealed.file("sample.proof"))
            let made = try await sealed.run(Self.words + ["--seal", "--bundle", proof, "--output", file])
            try #require(made.status == 0, "\(made.errors)")
            try await sealed.ledger.record("programme establish NEW --name New --from 2020-01-01")
            let again = try await sealed.run(["report", "reproduce", file] + sealed.trust)
            #expect(again.status == 0 && again.output.hasPrefix("identical"), "\(again.errors)")
            let proved = try await sealed.run("log", "prove", file, "--output", sealed.file("whole.proof"))
            #expect(proved.errors == "700 entries proved by the checkpoint of 700 entries\n")
            #expect(try await sealed.verify(sealed.file("whole.proof")).status == 0)
            let text = try sealed.text("worksheet.\(ending)")
            try sealed.write(text.replacing("20150409", with: "20150408"), to: "forged.\(ending)")
            let forged = try await sealed.run(["report", "reproduce", sealed.file("forged.\(ending)")] + sealed.trust)
            #expect(forged.status == 1, "\(forged.output)")
        }
    }
}
