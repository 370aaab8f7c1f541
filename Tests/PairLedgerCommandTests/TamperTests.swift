import Foundation
import Testing

extension CommandSuite {
    @Suite("finding out who tampered")
    struct TamperTests {
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
    }
}
