import Foundation
import Testing
import TransparencyLog

extension CommandSuite {
    @Suite("sealing a log, and proving what is in it")
    struct ProofTests {
        @Test("seals what is new, and proves entries to somebody without the database, by this program and by another")
        func prove() async throws {
            let sealed = try await SealedLedger(events: 700)
            let first = try await sealed.seal("first.checkpoint")
            #expect(first.errors == "sealed: 700 entries, 700 of them new\n")
            #expect(first.output.isEmpty)
            #expect(try sealed.text("first.checkpoint").hasPrefix("audit.example/\(sealed.ledger.name)\n700\n"))
            let again = try await sealed.run("log", "checkpoint")
            let kept = try sealed.text("first.checkpoint")
            #expect(again.status == 0 && again.output == kept)
            try await sealed.ledger.record("programme establish NEW --name New --from 2020-01-01")
            _ = try await sealed.seal("second.checkpoint")

            for (words, count, position) in [
                (["0"], 1, 0), (["700"], 1, 700), (["255-257", "12"], 4, 12), (["programme/NEW"], 1, 700),
                (["all"], 701, 0),
            ] {
                let file = sealed.file("bundle.proof")
                let proved = try await sealed.run(["log", "prove", "--output", file] + words)
                #expect(proved.status == 0, "\(proved.errors)")
                let verified = try await sealed.verify(file)
                #expect(verified.status == 0, "\(verified.errors)")
                let report = try Figures(try await sealed.verify(file, "--format", "json").output)
                #expect(report.rows("events").count == count)
                #expect(Figures.integer(report.rows("events").first?["position"]) == Int64(position))
                let python = try await sealed.python(file)
                #expect(python.status == 0, "\(python.errors)")
                #expect(
                    python.output == "\(count) entries of audit.example/\(sealed.ledger.name) are in its log of 701\n")
                // One bit anywhere in the entries, and both find nothing proved.
                let bytes = try sealed.text("bundle.proof")
                try sealed.write(
                    bytes.replacing("recorded_at\":\"20", with: "recorded_at\":\"21", maxReplacements: 1),
                    to: "forged.proof")
                #expect(try await sealed.verify(sealed.file("forged.proof")).status == 1)
                #expect(try await sealed.python(sealed.file("forged.proof")).status == 1)
            }
            // With the checkpoint that the reader has: nothing was rewritten since.
            let growth = sealed.file("growth.proof")
            let since = sealed.file("first.checkpoint")
            let proved = try await sealed.run("log", "prove", "700", "--since", since, "--output", growth)
            #expect(
                proved.errors
                    == "1 entry proved by the checkpoint of 701 entries; the log only grew since the checkpoint of 700 entries\n"
            )
            #expect(try await sealed.verify(growth, "--since", since).output.contains("Only added to since"))
            #expect(try await sealed.python(growth, since).status == 0)
            // Whoever trusts another key has nothing proved.
            let stranger = try await sealed.run(
                "log", "key", "create", "audit.example/other", "--key", sealed.file("other.key"))
            let other = stranger.output.trimmingCharacters(in: .newlines)
            #expect(try await sealed.run("log", "verify", growth, "--trust", other).status == 1)
            #expect(try await sealed.run("log", "verify", growth).status == 2)
        }

        @Test("a sealed report is proved with all entries of its checkpoint, whatever came after it")
        func provedReport() async throws {
            let sealed = try await SealedLedger(events: 300)
            _ = try await sealed.seal("then.checkpoint")
            for file in ["position.json", "position.csv"] {
                #expect(
                    try await sealed.run("report", "position", "--seal", "--output", sealed.file(file)).status == 0)
            }
            try await sealed.ledger.record("programme establish NEW --name New --from 2020-01-01")
            _ = try await sealed.seal("now.checkpoint")
            let bundle = sealed.file("position.proof")
            for words in [["position.json"], ["position.csv", "position.json", "7"]] {
                let words = words.map { $0 == "7" ? $0 : sealed.file($0) }
                let proved = try await sealed.run(["log", "prove", "--output", bundle] + words)
                #expect(proved.errors == "300 entries proved by the checkpoint of 300 entries\n")
                let verified = try Figures(try await sealed.verify(bundle, "--format", "json").output)
                #expect(verified.rows("events").count == 300)
                #expect(try await sealed.python(bundle).status == 0)
            }
            let file = sealed.file("position.json")
            #expect(try await sealed.run("log", "prove", file, "--by", "301").status == 2)
            #expect(try await sealed.run("log", "prove", file, "300").status == 3)
            #expect(try await sealed.run("report", "position", "--output", sealed.file("plain")).status == 0)
            let plain = try await sealed.ledger.home.run(
                program: "env", ["-C", sealed.base, CommandProcess.program.path, "log", "prove", "plain"],
                variables: ["PAIRLEDGER_SEALS": sealed.base, "PAIRLEDGER_LEDGER": sealed.ledger.name])
            #expect(plain.status == 2 && plain.errors.contains("plain: the report has no seal"), "\(plain.errors)")
            let other = try await SealedLedger(events: 300, key: sealed.key)
            _ = try await other.seal("then.checkpoint")
            let forked = try await other.run("log", "prove", file, "--ledger", other.ledger.name)
            #expect(forked.status == 1 && forked.errors.contains("is not the one of this log"), "\(forked.errors)")
        }

        @Test("an empty ledger can be sealed, and one with a single entry be proved from it")
        func smallest() async throws {
            let sealed = try await SealedLedger(events: 0)
            for size in 0..<4 {
                _ = try await sealed.seal("\(size).checkpoint")
                #expect(try await sealed.independentRoot() == sealed.root("\(size).checkpoint"))
                let verified = try await sealed.run(["log", "verify"] + sealed.trust)
                #expect(verified.status == 0 && verified.output.contains("\(size + 1) of \(size + 1)"))
                #expect(verified.output.contains("Sealed up to") == (size > 0))
                for old in 0..<size {
                    let (file, since) = (sealed.file("all.proof"), sealed.file("\(old).checkpoint"))
                    let proved = try await sealed.run("log", "prove", "all", "--since", since, "--output", file)
                    #expect(proved.status == 0, "\(proved.errors)")
                    #expect(try await sealed.verify(file, "--since", since).status == 0)
                    #expect(try await sealed.python(file, since).status == 0)
                }
                try await sealed.ledger.record("programme establish K\(size) --name New --from 2020-01-01")
            }
            // A name that only looks the same, which takes the constraint away meanwhile.
            try await sealed.tamper(
                """
                DO $$ DECLARE form text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'event_stream_form'); BEGIN
                ALTER TABLE pairledger.event DROP CONSTRAINT event_stream_form;
                UPDATE pairledger.event SET stream = replace(stream, 'K', U&'\\212A') WHERE ledger = $L AND position = 2;
                EXECUTE 'ALTER TABLE pairledger.event ADD CONSTRAINT event_stream_form ' || form || ' NOT VALID'; END $$
                """)
            #expect(try await sealed.verifyDatabase() == ["column 2"])
        }

        @Test("no verifier takes an entry that is passed in beside a proved one")
        func smuggled() async throws {
            let sealed = try await SealedLedger(events: 300)
            _ = try await sealed.seal("now.checkpoint")
            let file = sealed.file("bundle.proof")
            #expect(try await sealed.run("log", "prove", "5", "--output", file).status == 0)
            let parts = try sealed.text("bundle.proof").components(separatedBy: "\n\n")
            let (head, entry, note) = (parts[0], parts[1], parts[2...].joined(separator: "\n\n"))
            let forged = entry.replacing("\"position\":5,", with: "\"position\":6,")
            func twice(_ line: String) -> String { head.replacing("entries 5\n", with: "entries 5\n\(line)\n") }
            for (head, entries) in [
                (twice("entries 5"), "\(forged)\n\(entry)"), (twice("entries 5"), "\(entry)\n\(forged)"),
                (twice("entries 900"), "\(entry)\n\(forged)"), (head, forged), (head, "\(entry)\n\(forged)"),
                (head + "\n" + head.suffix(44), entry), (String(head.dropLast(45)), entry),
            ] {
                try sealed.write("\(head)\n\n\(entries)\n\n\(note)", to: "forged.proof")
                #expect(try await sealed.verify(sealed.file("forged.proof")).status == 1)
                #expect(try await sealed.python(sealed.file("forged.proof")).status == 1)
            }
            try sealed.write("pairledger-proof/v1\n\n\n\(note)", to: "empty.proof")
            #expect(try await sealed.verify(sealed.file("empty.proof")).status == 1)
            #expect(try await sealed.python(sealed.file("empty.proof")).status == 1)
            // Whoever has the key may seal an entry in the place of another.
            let key = SigningKey(name: try #require(KeyName("audit.example/forger")))
            let leaf = Digest(leaf: Array(entry.utf8))
            let bundle = ProofBundle(
                inclusion: InclusionProof(positions: [0..<1], size: 1, hashes: []), consistency: nil,
                entries: [Array(entry.utf8)],
                checkpoint: SignedCheckpoint(Checkpoint(origin: key.name, size: 1, root: leaf), signedWith: key))
            try sealed.write(String(decoding: bundle.bytes, as: UTF8.self), to: "forger.proof")
            let found = try await sealed.run(
                "log", "verify", sealed.file("forger.proof"), "--trust", "\(key.verifier)")
            #expect(
                found.status == 1 && found.errors.contains("position 0 says that it stands at 5"), "\(found.errors)")
        }

        @Test("an export can be held against a checkpoint without the database")
        func export() async throws {
            let sealed = try await SealedLedger(events: 400)
            _ = try await sealed.seal("now.checkpoint")
            #expect(try await sealed.independentRoot() == sealed.root("now.checkpoint"))
            let file = sealed.file("main.ndjson")
            let since = ["--since", sealed.file("now.checkpoint")]
            let verified = try await sealed.run(["log", "verify", file] + since + sealed.trust)
            #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
            #expect(verified.output.contains("Checkpoints that agree  1 of 1"))
            let text = try sealed.text("main.ndjson")
            let lines = text.split(separator: "\n")
            let swapped = (lines[..<10] + [lines[11], lines[10]] + lines[12...]).joined(separator: "\n") + "\n"
            for (changed, kinds) in [
                (
                    text.replacing("\"effective_on\":\"2016", with: "\"effective_on\":\"2017", maxReplacements: 1),
                    ["checkpoint"]
                ),
                (lines.dropLast().joined(separator: "\n") + "\n", ["missing"]), (swapped, ["misplaced", "checkpoint"]),
                (text + lines[399] + "\n", ["misplaced"]),
                (text.replacing("\"version\":1}", with: "\"version\":1 }", maxReplacements: 1), ["damaged"]),
            ] {
                try sealed.write(changed, to: "changed.ndjson")
                let found = try await sealed.run(
                    ["log", "verify", sealed.file("changed.ndjson"), "--format", "json"] + since + sealed.trust)
                #expect(found.status == 1, "\(kinds)")
                let named = Set(try Figures(found.output).rows("findings").compactMap { $0["kind"] as? String })
                #expect(named.isSuperset(of: kinds), "\(kinds): \(named)")
            }
        }

        @Test("a checkpoint of another log says nothing of this one, even if its key is trusted")
        func otherLog() async throws {
            let sealed = try await SealedLedger(events: 300)
            _ = try await sealed.seal("now.checkpoint")
            let (key, seals, other) = (sealed.file("other.key"), sealed.file("others"), sealed.file("other.checkpoint"))
            let made = try await sealed.run("log", "key", "create", "audit.example/other", "--key", key)
            #expect(
                try await sealed.run("log", "checkpoint", "--key", key, "--seals", seals, "--output", other).status == 0
            )
            let trust = sealed.trust + ["--trust", made.output.trimmingCharacters(in: .newlines)]
            let file = sealed.file("main.ndjson")
            try await sealed.ledger.record("log show --limit 0 --format ndjson --output \(file)")
            for words in [["--since", other], [file, "--since", sealed.file("now.checkpoint"), "--since", other]] {
                let found = try await sealed.run(["log", "verify"] + words + trust)
                #expect(found.status == 1)
                #expect(
                    found.output.contains(
                        "of 300 entries is of another log, audit.example/other, not of audit.example/\(sealed.ledger.name)"
                    ), "\(found.output)")
            }
        }
    }
}
