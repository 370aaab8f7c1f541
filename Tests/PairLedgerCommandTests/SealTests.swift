import Foundation
import Glibc
import Postgres
import Testing
import TransparencyLog

extension CommandSuite {
    @Suite("sealing a log, proving, and finding out who tampered")
    struct SealTests {
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

        // MARK: Tampering

        /// What somebody does to the database as its superuser, with triggers switched off.
        struct Tampering: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let sql: String
            /// What is found, as `kind position` where there is one.
            let found: [String]
        }

        private static let rewrite = """
            UPDATE pairledger.event SET entry = convert_to(replace(convert_from(entry, 'UTF8'), '"effective_on":"20', '"effective_on":"19'), 'UTF8')
            WHERE ledger = $L AND position
            """

        @Test(
            "finds what a superuser with triggers switched off has done, and says what and where",
            arguments: [
                Tampering(
                    testDescription: "one bit of an entry flipped",
                    sql:
                        "UPDATE pairledger.event SET entry = set_bit(entry, 200, 1 - get_bit(entry, 200)) WHERE ledger = $L AND position = 123",
                    found: ["changed 123"]),
                Tampering(
                    testDescription: "an entry rewritten with its hash", sql: "\(rewrite) = 300", found: ["changed 300"]
                ),
                Tampering(
                    testDescription: "a column changed beside an intact entry",
                    sql: "UPDATE pairledger.event SET type = 'FundsSpent' WHERE ledger = $L AND position = 5",
                    found: ["column 5"]),
                Tampering(
                    testDescription: "a moment changed to one that never comes",
                    sql:
                        "UPDATE pairledger.event SET recorded_at = 'infinity' WHERE ledger = $L AND position = 599; UPDATE pairledger.ledger SET last_recorded_at = 'infinity' WHERE ledger = $L",
                    found: ["column 599", "head"]),
                Tampering(
                    testDescription: "a leaf changed by itself",
                    sql: """
                        SET LOCAL allow_system_table_mods = on;
                        UPDATE pg_attribute SET attgenerated = '' WHERE attrelid = 'pairledger.event'::regclass AND attname = 'leaf';
                        UPDATE pairledger.event SET leaf = sha256('x') WHERE ledger = $L AND position = 7;
                        UPDATE pg_attribute SET attgenerated = 's' WHERE attrelid = 'pairledger.event'::regclass AND attname = 'leaf'
                        """, found: ["leaf 7"]),
                Tampering(
                    testDescription: "an event deleted",
                    sql: "DELETE FROM pairledger.event WHERE ledger = $L AND position = 40", found: ["missing 40"]),
                Tampering(
                    testDescription: "two events swapped",
                    sql: """
                        UPDATE pairledger.event SET position = 9000 WHERE ledger = $L AND position = 20;
                        UPDATE pairledger.event SET position = 20 WHERE ledger = $L AND position = 21;
                        UPDATE pairledger.event SET position = 21 WHERE ledger = $L AND position = 9000
                        """, found: ["misplaced 20", "misplaced 21", "changed 20", "changed 21"]),
                Tampering(
                    testDescription: "one inserted in the past",
                    sql: """
                        UPDATE pairledger.event SET position = position + 100000 WHERE ledger = $L AND position >= 500;
                        INSERT INTO pairledger.event (ledger, position, stream, version, event_id, type, recorded_at, entry)
                        SELECT ledger, 500, stream, version + 100, gen_random_uuid(), type, recorded_at, entry FROM pairledger.event
                        WHERE ledger = $L AND position = 499;
                        UPDATE pairledger.event SET position = position - 99999 WHERE ledger = $L AND position >= 100000
                        """, found: ["misplaced 500", "changed 500", "changed 501"]),
                Tampering(
                    testDescription: "the tail cut off",
                    sql: """
                        DELETE FROM pairledger.event WHERE ledger = $L AND position >= 590;
                        UPDATE pairledger.ledger SET next_position = 590 WHERE ledger = $L
                        """, found: ["missing 590"]),
                Tampering(
                    testDescription: "the log rewritten from some point on, hashes and all",
                    sql: "\(rewrite) >= 256", found: ["changed 256", "changed 257"]),
                Tampering(
                    testDescription: "a balance edited",
                    sql:
                        "UPDATE pairledger.account SET balance = balance + 1 WHERE ledger = $L AND account = (SELECT min(account) FROM pairledger.account WHERE ledger = $L)",
                    found: ["balance"]),
                Tampering(
                    testDescription: "the head moved",
                    sql: "UPDATE pairledger.ledger SET next_position = 601 WHERE ledger = $L", found: ["head 600"]),
            ])
        func tampered(_ tampering: Tampering) async throws {
            let sealed = try await SealedLedger(events: 600)
            _ = try await sealed.seal("before.checkpoint")
            #expect(try await sealed.verifyDatabase().isEmpty)
            try await sealed.tamper(tampering.sql)
            let found = try await sealed.verifyDatabase()
            for finding in tampering.found { #expect(found.contains(finding), "\(found)") }
            if tampering.testDescription != "a balance edited" {
                #expect(found.allSatisfy { !$0.hasPrefix("tile") }, "\(found)")
            }
        }

        @Test(
            "finds a tile that was edited, a checkpoint that was replaced, and one that is not signed by who is trusted"
        )
        func tamperedSeals() async throws {
            let sealed = try await SealedLedger(events: 600)
            _ = try await sealed.seal("before.checkpoint")
            let tile = "\(sealed.folder)/tile/0/000"
            let bytes = try Data(contentsOf: URL(filePath: tile))
            var changed = bytes
            changed[32 * 17] ^= 1
            try changed.write(to: URL(filePath: tile))
            #expect(try await sealed.verifyDatabase() == ["tile 17"])
            try bytes.write(to: URL(filePath: tile))
            for part in ["tile/0/002.p/88", "tile/1/000.p/2"] {
                let path = "\(sealed.folder)/\(part)"
                let bytes = try Data(contentsOf: URL(filePath: path))
                var changed = bytes
                changed[5] ^= 1
                try changed.write(to: URL(filePath: path))
                let found = try await sealed.verifyDatabase()
                #expect(!found.isEmpty && found.allSatisfy { $0.hasPrefix("tile") }, "\(part): \(found)")
                // Nor is anything signed on top of it.
                try await sealed.ledger.record("programme establish N\(part.count) --name New --from 2020-01-01")
                #expect(try await sealed.run("log", "checkpoint").status == 1)
                try bytes.write(to: URL(filePath: path))
            }
            // What else lies beside the checkpoints is none, and the last is known without the file that names it.
            for name in ["5", "-0000000000007", "+600", "notes"] {
                try "".write(toFile: "\(sealed.folder)/checkpoints/\(name)", atomically: true, encoding: .utf8)
            }
            try FileManager.default.removeItem(atPath: "\(sealed.folder)/checkpoint")
            #expect(try await sealed.verifyDatabase().isEmpty)
            _ = try await sealed.seal("on.checkpoint")
            #expect(try await sealed.verifyDatabase().isEmpty)
            // Another checkpoint under the same name, signed by another key.
            let other = try await sealed.run(
                "log", "key", "create", "audit.example/\(sealed.ledger.name)", "--key", sealed.file("other.key"))
            #expect(other.status == 0)
            let forged = try await sealed.run("log", "checkpoint", "--key", sealed.file("other.key"))
            #expect(forged.status == 3 && forged.errors.contains("is not this key's"))
            let path = "\(sealed.folder)/checkpoints/00000000000600"
            let note = try String(contentsOfFile: path, encoding: .utf8)
            try note.replacing("\n600\n", with: "\n599\n").write(toFile: path, atomically: true, encoding: .utf8)
            #expect(try await sealed.verifyDatabase() == ["checkpoint"])
            try note.replacing("— audit", with: "— other").write(toFile: path, atomically: true, encoding: .utf8)
            let unsigned = try await sealed.verifyDatabase()
            #expect(unsigned == ["signature"], "\(unsigned)")
        }

        @Test(
            "signs nothing when history is not the one that was signed: an old copy restored and written on, or a tail cut off"
        )
        func refuses() async throws {
            let sealed = try await SealedLedger(events: 600)
            _ = try await sealed.seal("before.checkpoint")
            try await sealed.tamper(
                """
                DELETE FROM pairledger.event WHERE ledger = $L AND position >= 550;
                UPDATE pairledger.ledger SET next_position = 550 WHERE ledger = $L;
                DELETE FROM pairledger.account WHERE ledger = $L
                """)
            let shrunk = try await sealed.run("log", "checkpoint")
            #expect(shrunk.status == 1)
            #expect(shrunk.errors.contains("the log has 550 entries, and 600 were sealed: entries are gone"))
            for number in 0..<60 {
                try await sealed.ledger.record("programme establish LATER\(number) --name Later --from 2020-01-01")
            }
            let rewritten = try await sealed.run("log", "checkpoint")
            #expect(rewritten.status == 1)
            #expect(
                rewritten.errors.contains(
                    "entry 550 is not the one of the checkpoint of 600 entries: history was rewritten"))
            let found = try await sealed.verifyDatabase()
            #expect(
                found.contains("changed 550") && found.contains("changed 599") && !found.contains("changed 600"),
                "\(found)")
            let kept = try String(contentsOfFile: "\(sealed.folder)/checkpoint", encoding: .utf8)
            #expect(try sealed.text("before.checkpoint") == kept)
        }

        @Test(
            "a sealed report is drawn again from history, in every form, long after, and a figure that was edited is found"
        )
        func reports() async throws {
            let sealed = try await SealedLedger(events: 500)
            _ = try await sealed.seal("then.checkpoint")
            let log = try await sealed.run("log", "show", "--limit", "0", "--format", "ndjson").output
            let agreement = try #require(log.firstMatch(of: /"stream":"(agreement\/[^"]+)"/)).1
            let reports = [
                ("trace.json", ["trace", "\(agreement)"]), ("trace.table", ["trace", "\(agreement)", "--depth", "2"]),
                ("position.json", ["position"]), ("position.csv", ["position", "--unit", "wan"]),
                ("position.html", ["position", "--unit", "wan"]),
                ("position.table", ["position", "--as-of", "2020-12-31", "--known-at", "400"]),
                ("balance.json", ["balance", "--account", "holding:"]), ("balance.table", ["balance", "--depth", "1"]),
            ]
            for (file, words) in reports {
                let made = try await sealed.run(
                    (words.first == "trace" ? words : ["report"] + words) + ["--seal", "--output", sealed.file(file)])
                #expect(made.status == 0, "\(words): \(made.errors)")
            }
            // Much is recorded and sealed after it.
            for number in 0..<3 {
                try await sealed.ledger.record("programme establish N\(number) --name New --from 2020-01-01")
                _ = try await sealed.seal("later-\(number).checkpoint")
            }
            for (file, _) in reports {
                let again = try await sealed.run(["report", "reproduce", sealed.file(file)] + sealed.trust)
                #expect(again.status == 0, "\(file): \(again.output)\(again.errors)")
                #expect(again.output.contains("follows from the 500 entries of audit.example/\(sealed.ledger.name)"))
                // One digit of a figure, and the line is named.
                let text = try sealed.text(file)
                let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
                let figures = file.hasSuffix("html") ? /[1-9](?=[0-9,.]*<\/data>)/ : /[1-9](?=[^"a-z#]*$)/
                let number = try #require(lines.lastIndex { !$0.hasPrefix("#") && $0.contains(figures) })
                let first = try #require(lines.firstIndex(of: lines[number]))
                let edited = String(lines[number]).replacing(figures, with: "0", maxReplacements: 1)
                let changed = text[..<lines[first].startIndex] + edited + text[lines[first].endIndex...]
                try sealed.write(String(changed), to: "edited")
                let found = try await sealed.run(["report", "reproduce", sealed.file("edited")] + sealed.trust)
                #expect(
                    found.status == 1
                        && found.errors.contains("edited:\(first + 1): the file is not what history gives"),
                    "\(found.errors)")
            }
            // Words that nobody signed lead nowhere else, and a text that only looks the same is not the same.
            let text = try sealed.text("balance.table")
            for (changed, said) in [
                (
                    text.replacing("# word balance", with: "# word balance\n# word --database-url=host=x"),
                    "where to read"
                ),
                (
                    text.replacing("# word balance", with: "# word balance\n# word --ledger\n# word other"),
                    "where to read"
                ),
                (text.replacing("Ledger", with: "Ledg\u{200B}er", maxReplacements: 1), ":2: the file is not what"),
                (text.replacing("K", with: "\u{212A}", maxReplacements: 1), "the file is not what history gives"),
            ] {
                #expect(!changed.utf8.elementsEqual(text.utf8))
                try sealed.write(changed, to: "changed")
                let found = try await sealed.run(["report", "reproduce", sealed.file("changed")] + sealed.trust)
                #expect(found.status == 1 && found.errors.contains(said), "\(found.errors)")
            }
            let plain = try await sealed.run("report", "position", "--output", sealed.file("plain"))
            #expect(plain.status == 0)
            let unsealed = try await sealed.run(["report", "reproduce", sealed.file("plain")] + sealed.trust)
            #expect(unsealed.status == 1 && unsealed.errors.contains("the report has no seal"))
            // History that was rewritten does not come to the root of the report's checkpoint.
            try await sealed.tamper(
                "UPDATE pairledger.event SET entry = convert_to(replace(convert_from(entry, 'UTF8'), '\"effective_on\":\"20', '\"effective_on\":\"19'), 'UTF8') WHERE ledger = $L AND position = 8"
            )
            let rewritten = try await sealed.run(["report", "reproduce", sealed.file("position.json")] + sealed.trust)
            #expect(rewritten.status == 1 && rewritten.errors.contains("come to another root"), "\(rewritten.errors)")
        }

        @Test("a sealer that is killed at any moment leaves what the next one goes on with, and never two histories")
        func killed() async throws {
            let sealed = try await SealedLedger(events: 300)
            let file = sealed.file("more.ndjson")
            try await sealed.ledger.record("sample generate --seed 300 --events 300 --quiet --output \(file)")
            var delays: [Int] = []
            for number in 0..<12 {
                try await sealed.ledger.record("programme establish K\(number) --name New --from 2020-01-01")
                let sealer = try sealed.ledger.home.start(
                    ["log", "checkpoint", "--quiet", "--output", "/dev/null"],
                    variables: [
                        "PAIRLEDGER_SEALS": sealed.base, "PAIRLEDGER_KEY": sealed.key,
                        "PAIRLEDGER_LEDGER": sealed.ledger.name,
                    ])
                delays.append(Int.random(in: 5...90))
                try await Task.sleep(for: .milliseconds(delays[number]))
                sealer.signal(SIGKILL)
                _ = await sealer.outcome()
            }
            _ = try await sealed.seal("last.checkpoint")
            #expect(try await sealed.verifyDatabase().isEmpty, "killed after \(delays) ms")
            #expect(try sealed.text("last.checkpoint").contains("\n312\n"))
        }

        @Test("a worker seals beside its projections, ends when it is told to, and loudly when history is another")
        func worker() async throws {
            let sealed = try await SealedLedger(events: 300)
            func start() throws -> CommandProcess {
                try sealed.ledger.home.start(
                    ["projection", "run", "--seal-every", "1", "--seals", sealed.base, "--key", sealed.key],
                    variables: ["PAIRLEDGER_LEDGER": sealed.ledger.name])
            }
            var size = 300
            for signal in [SIGTERM, SIGINT] {
                let worker = try start()
                var said = ["following ledger \(sealed.ledger.name)"]
                if size == 300 {
                    try await sealed.wait(for: 300)
                    said.append("sealed: 300 entries, 300 of them new")
                    // Meanwhile somebody may seal by hand.
                    let again = try await sealed.run("log", "checkpoint", "--quiet")
                    #expect([0, 3].contains(again.status), "\(again.errors)")
                }
                try await sealed.ledger.record("programme establish N\(size) --name New --from 2020-01-01")
                size += 1
                try await sealed.wait(for: size)
                worker.signal(signal)
                let ended = await worker.outcome()
                said += ["sealed: \(size) entries, 1 of them new", "stopped"]
                #expect(ended.status == 0 && ended.output.isEmpty)
                #expect(ended.errors == said.map { $0 + "\n" }.joined())
            }
            #expect(try await sealed.run("projection", "run", "--once", "--quiet").status == 0)
            #expect(try await sealed.verifyDatabase().isEmpty)

            let worker = try start()
            try await sealed.tamper(
                "UPDATE pairledger.event SET entry = set_bit(entry, 200, 1 - get_bit(entry, 200)) WHERE ledger = $L AND position = 301"
            )
            let ended = await worker.outcome()
            #expect(ended.status == 1)
            #expect(
                ended.errors.contains(
                    "pairledger: error: entry 301 is not the one of the checkpoint of 302 entries: history was rewritten\n"
                        + "  nothing was signed;"), "\(ended.errors)")
            for words in [["--once", "--seal-every", "1"], ["--seals", sealed.base], ["--seal-every", "0"]] {
                #expect(try await sealed.run(["projection", "run"] + words).status == 2)
            }
        }

        @Test("a witness cosigns what only grew, and refuses a fork, an older checkpoint and a proof of something else")
        func witness() async throws {
            let sealed = try await SealedLedger(events: 300)
            _ = try await sealed.seal("one.checkpoint")
            let key = sealed.file("witness.key")
            let made = try await sealed.run("log", "key", "create", "witness.example/court", "--witness", "--key", key)
            let witnessKey = made.output.trimmingCharacters(in: .newlines)
            let memory = ["--key", key, "--seals", sealed.file("witness-memory")] + sealed.trust
            let first = try await sealed.run(["log", "witness", sealed.file("one.checkpoint")] + memory)
            #expect(
                first.status == 0 && first.errors == "cosigned: 300 entries of audit.example/\(sealed.ledger.name)\n")
            try sealed.write(first.output, to: "cosigned.checkpoint")
            let merged = try await sealed.run("log", "checkpoint", "--merge", sealed.file("cosigned.checkpoint"))
            #expect(merged.errors == "1 signature taken over\n")
            #expect(try await sealed.run("log", "checkpoint", "--list").output.contains("witness.example/court"))
            let bundle = sealed.file("with-witness.proof")
            _ = try await sealed.run("log", "prove", "5", "--output", bundle)
            let verified = try await sealed.verify(bundle, "--trust", witnessKey)
            #expect(verified.status == 0 && verified.output.contains("Witnessed by"), "\(verified.errors)")

            try await sealed.ledger.record("programme establish NEW --name New --from 2020-01-01")
            _ = try await sealed.seal("two.checkpoint")
            let bare = try await sealed.run(["log", "witness", sealed.file("two.checkpoint")] + memory)
            #expect(bare.status == 1 && bare.errors.contains("nothing proves that the log only grew"))
            let growth = sealed.file("growth.proof")
            let made2 = try await sealed.run(
                "log", "prove", "--since", sealed.file("one.checkpoint"), "--output", growth)
            #expect(made2.status == 0, "\(made2.errors)")
            let second = try await sealed.run(["log", "witness", growth] + memory)
            #expect(second.status == 0, "\(second.errors)")
            let older = try await sealed.run(["log", "witness", sealed.file("one.checkpoint")] + memory)
            #expect(older.status == 1)

            // Somebody with the key shows another history to another inspector.
            let fork = try await SealedLedger(events: 310, key: sealed.key, name: sealed.ledger.name)
            let forked = try await fork.seal("fork.checkpoint")
            #expect(forked.status == 0, "\(forked.errors)")
            let shown = try await sealed.run(["log", "witness", fork.file("fork.checkpoint")] + memory)
            #expect(shown.status == 1)
            let against = try await sealed.run(
                ["log", "verify", "--since", fork.file("fork.checkpoint"), "--format", "json"] + sealed.trust)
            #expect(against.status == 1)
            let kinds = try Figures(against.output).rows("findings").compactMap { $0["kind"] as? String }
            #expect(kinds == ["missing"] || kinds == ["checkpoint"], "\(kinds)")
        }
    }
}

/// A ledger with a key and a folder of seals of its own.
struct SealedLedger {
    let ledger: CommandLedger
    let key: String
    let base: String

    /// - Parameters:
    ///   - key: of another ledger that this one pretends to be.
    ///   - name: the same.
    init(events: Int, key: String? = nil, name: String? = nil) async throws {
        ledger = try await CommandHome.ledger()
        base = "\(ledger.home.folder)/seals-\(ledger.name)"
        try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: false)
        self.key = key ?? "\(base)/keys/\(ledger.name).key"
        if events > 0 {
            let made = try await ledger.run([
                "sample", "generate", "--seed", "\(events)", "--events", "\(events)", "--quiet", "--into", ledger.name,
            ])
            try #require(made.status == 0, "\(made.errors)")
        }
        guard key == nil else {
            trust = []
            return
        }
        let variables = ["PAIRLEDGER_SEALS": base, "PAIRLEDGER_KEY": self.key]
        let created = try await ledger.run(
            ["log", "key", "create", "audit.example/\(ledger.name)", "--quiet"], variables: variables)
        try #require(created.status == 0, "\(created.errors)")
        trust = ["--trust", created.output.trimmingCharacters(in: .newlines)]
    }

    let trust: [String]
    var folder: String { "\(base)/\(ledger.name)" }
    func file(_ name: String) -> String { "\(base)/\(name)" }
    func text(_ name: String) throws -> String { try String(contentsOfFile: file(name), encoding: .utf8) }
    func write(_ text: String, to name: String) throws {
        try text.write(toFile: file(name), atomically: true, encoding: .utf8)
    }

    func run(_ arguments: String...) async throws -> CommandOutcome { try await run(arguments) }

    func run(_ arguments: [String]) async throws -> CommandOutcome {
        try await ledger.run(arguments, variables: ["PAIRLEDGER_SEALS": base, "PAIRLEDGER_KEY": key])
    }

    func seal(_ name: String) async throws -> CommandOutcome {
        let sealed = try await run("log", "checkpoint", "--output", file(name))
        try #require(sealed.status == 0, "\(sealed.errors)")
        return sealed
    }

    /// Waits until there is a checkpoint of so many entries, for at most a minute.
    func wait(for size: Int) async throws {
        for _ in 0..<600 {
            if try await run("log", "checkpoint", "--list", "--format", "csv").output.contains("\r\n\(size),") {
                return
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("no checkpoint of \(size) entries")
    }

    func verify(_ file: String, _ arguments: String...) async throws -> CommandOutcome {
        try await run(["log", "verify", file] + trust + arguments)
    }

    /// What is wrong with the database, as `kind position`.
    func verifyDatabase() async throws -> [String] {
        let verified = try await run(["log", "verify", "--quiet", "--format", "json"] + trust)
        let findings = try Figures(verified.output).rows("findings")
        #expect(verified.status == (findings.isEmpty ? 0 : 1), "\(verified.errors)")
        return findings.map { row in
            (row["kind"] as? String ?? "?") + ((row["position"] as? Int).map { " \($0)" } ?? "")
        }
    }

    /// The root of a checkpoint, in base64.
    func root(_ checkpoint: String) throws -> String {
        String(try text(checkpoint).split(separator: "\n", omittingEmptySubsequences: false)[2])
    }

    /// The root of the whole log, in base64, by nothing of ours: RFC 6962, section 2.1, as it stands there, over the lines of an export.
    func independentRoot() async throws -> String {
        let script = """
            import base64, sys
            from hashlib import sha256
            def mth(d):
                n = len(d)
                if n == 0: return sha256(b"").digest()
                if n == 1: return sha256(b"\\x00" + d[0]).digest()
                k = 1
                while 2 * k < n: k = 2 * k
                return sha256(b"\\x01" + mth(d[0:k]) + mth(d[k:n])).digest()
            print(base64.b64encode(mth(open(sys.argv[1], "rb").read().split(b"\\n")[:-1])).decode())
            """
        try await ledger.record("log show --limit 0 --format ndjson --output \(file("main.ndjson"))")
        let python = try await ledger.home.run(program: "python3", ["-c", script, file("main.ndjson")])
        return python.output.trimmingCharacters(in: .newlines)
    }

    /// What the stand-alone verifier says of a bundle.
    func python(_ file: String, _ earlier: String...) async throws -> CommandOutcome {
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Scripts/verify_proof.py").path
        // Without its assertions, in case it has some: they are not what it rests on.
        return try await ledger.home.run(program: "python3", ["-O", script, file, trust[1]] + earlier)
    }

    /// What a superuser does to the tables, with triggers switched off.
    func tamper(_ sql: String) async throws {
        let connection = try await ledger.home.connect(as: "pairledger_admin")
        try await connection.run { [name = ledger.name] session in
            let literal = try session.literal(name)
            try session.executeScript(
                "BEGIN; ALTER TABLE pairledger.event DISABLE TRIGGER event_append_only; "
                    + sql.replacing("$L", with: literal)
                    + "; ALTER TABLE pairledger.event ENABLE ALWAYS TRIGGER event_append_only; COMMIT")
        }
        await connection.close()
    }
}
