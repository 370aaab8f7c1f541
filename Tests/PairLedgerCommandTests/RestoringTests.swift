import Foundation
import Glibc
import Postgres
import Testing

extension CommandSuite {
    @Suite("a ledger as a file")
    struct RestoringTests {
        /// Another machine: a server of its own, with an empty ledger of the same name.
        private static func elsewhere(_ name: String) async throws -> CommandLedger {
            let home = try CommandHome()
            let up = try await home.run(["up"])
            try #require(up.status == 0, "\(up.errors)")
            let created = try await home.run(["ledger", "create", name])
            try #require(created.status == 0, "\(created.errors)")
            return CommandLedger(home: home, name: name)
        }

        /// All that the tables say of a ledger's log and accounts.
        private static func tables(of ledger: CommandLedger) async throws -> [String] {
            let connection = try await ledger.home.connect()
            let texts = try await connection.run { [name = ledger.name] session in
                try [
                    "SELECT coalesce(md5(string_agg(e::text, ' ' ORDER BY e.position)), '') FROM pairledger.event e WHERE ledger = $1",
                    "SELECT coalesce(md5(string_agg(a::text, ' ' ORDER BY a.account)), '') FROM pairledger.account a WHERE ledger = $1",
                    "SELECT concat(next_position, last_recorded_at) FROM pairledger.ledger WHERE ledger = $1",
                ].map { try session.query($0, [.text(name)]).only().text(0) }
            }
            await connection.close()
            return texts
        }

        @Test("goes into an empty one bit for bit, also when the restore is killed and repeated; the old proofs hold")
        func roundTrip() async throws {
            let sealed = try await SealedLedger(events: 1_500)
            let name = sealed.ledger.name
            _ = try await sealed.seal("old.checkpoint")
            let proved = try await sealed.run("log", "prove", "17", "--output", sealed.file("old.proof"))
            try #require(proved.status == 0, "\(proved.errors)")
            let (copy, checkpoint) = (sealed.file("copy.ndjson"), sealed.file("copy.checkpoint"))
            let exported = try await sealed.run(["export", "ndjson", "--output", copy, "--checkpoint", checkpoint])
            #expect(exported.status == 0 && exported.output == "", "\(exported.errors)")
            #expect(exported.errors.hasPrefix("1500 entries of ledger \(name), root "))
            #expect(exported.errors.hasSuffix("; the checkpoint is of 1500 entries\n"))
            let shown = try await sealed.run("log", "show", "--limit", "0", "--format", "ndjson")
            let lines = try sealed.text("copy.ndjson")
            #expect(lines == shown.output)
            #expect(try sealed.text("copy.checkpoint") == sealed.text("old.checkpoint"))

            let other = try await Self.elsewhere(name)
            defer { other.home.remove() }
            let against = ["--checkpoint", checkpoint] + sealed.trust
            let checked = try await other.run(["import", "ndjson", "--check", copy] + against)
            #expect(checked.status == 0, "\(checked.errors)")
            #expect(checked.errors.contains("as the checkpoint of 1500 entries says, sound"))

            // Killed when some of it is there, and again.
            let first = try other.home.start(["import", "ndjson", copy, "--ledger", name])
            for _ in 0..<2_000 where try await other.events() == 0 { try await Task.sleep(for: .milliseconds(5)) }
            first.signal(SIGKILL)
            _ = await first.outcome()
            let there = try await other.events()
            #expect(there > 0 && there % 500 == 0)
            let second = try await other.run(["import", "ndjson", copy] + against)
            #expect(second.status == 0, "\(second.errors)")
            #expect(second.errors.contains("\(1_500 - there) entries put back, \(there) on record already"))
            #expect(try await Self.tables(of: other) == Self.tables(of: sealed.ledger))

            // The same figures, the same read models, and the seals go on.
            let figures = ["report", "position", "--format", "json", "--quiet"]
            let before = try await sealed.run(figures)
            #expect(try await other.run(figures).output == before.output)
            let models = try await other.run("projection", "run", "--once", "--quiet")
            #expect(models.status == 0, "\(models.errors)")
            #expect(try await other.run(figures).output == before.output)
            #expect(try await sealed.verify(sealed.file("old.proof")).status == 0)
            let variables = ["PAIRLEDGER_SEALS": sealed.base, "PAIRLEDGER_KEY": sealed.key]
            try await other.record("programme establish NEW --name New --from 2020-01-01")
            let newProof = sealed.file("new.proof")
            let resealed = try await other.run(
                ["log", "checkpoint", "--output", sealed.file("new.checkpoint")], variables: variables)
            #expect(
                resealed.status == 0 && resealed.errors == "sealed: 1501 entries, 1 of them new\n", "\(resealed.errors)"
            )
            let proof = try await other.run(
                ["log", "prove", "17", "--since", checkpoint, "--output", newProof], variables: variables)
            #expect(proof.status == 0, "\(proof.errors)")
            #expect(try await sealed.verify(newProof, "--since", checkpoint).status == 0)

            // It is not empty any more.
            let again = try await other.run("import", "ndjson", copy)
            #expect(again.status == 3, "\(again.errors)")
            #expect(
                again.errors.contains("it has 1501 entries, and the file 1500")
                    && again.errors.contains("PAIRLEDGER_HOME"))
        }

        @Test("is refused with the line and both hashes when anything was changed, and nothing is recorded")
        func tampered() async throws {
            let sealed = try await SealedLedger(events: 600)
            let name = sealed.ledger.name
            _ = try await sealed.seal("old.checkpoint")
            _ = try await sealed.run("export", "ndjson", "--output", sealed.file("copy.ndjson"))
            let lines = try sealed.text("copy.ndjson").split(separator: "\n").map(String.init)
            let seals = ["--seals", sealed.base] + sealed.trust
            let checkpoint = ["--checkpoint", sealed.file("old.checkpoint")] + sealed.trust
            func attempt(_ lines: [String], _ words: [String] = []) async throws -> CommandOutcome {
                try sealed.write(lines.joined(separator: "\n") + "\n", to: "broken.ndjson")
                return try await sealed.ledger.run(["import", "ndjson", sealed.file("broken.ndjson")] + words)
            }
            let hash = /[A-Za-z0-9+\/]{43}=/
            var changed = lines
            changed[299] = lines[299].replacing(/"actor":"/, with: "\"actor\":\"x")
            // The line by what was sealed, or by what is on record; the file by a checkpoint alone.
            for (words, place) in [
                (seals, "broken.ndjson:300: error: "), ([], "broken.ndjson:300: error: "),
                (checkpoint, "broken.ndjson: error: "),
            ] {
                let outcome = try await attempt(changed, words)
                #expect(outcome.status == 3 && outcome.output == "", "\(outcome.errors)")
                #expect(outcome.errors.contains(place), "\(outcome.errors)")
                #expect(outcome.errors.matches(of: hash).count == 2, "\(outcome.errors)")
            }
            // Without anything to hold it against, by what is wrong in itself.
            var (amount, swapped) = (lines, lines)
            let paid = try #require(lines.lastIndex { $0.contains("\"amount\":-") })
            amount[paid] = lines[paid].replacing(/"amount":-[0-9]+/, with: "\"amount\":-1", maxReplacements: 1)
            swapped.swapAt(100, 101)
            for (lines, saying) in [
                (amount, "broken.ndjson:\(paid + 1): error: its postings in CNY sum to"),
                (swapped, "broken.ndjson:101: error: the entry says that it stands at position 101"),
                (Array(lines.dropFirst()), "broken.ndjson:1: error: the entry says that it stands at position 1"),
                (lines[..<50] + [String(lines[50].dropLast(9))], "broken.ndjson:51: error: it is not an entry"),
                (lines[..<50] + [""] + lines[50...], "broken.ndjson:51: error: it is not an entry"),
            ] as [([String], String)] {
                let outcome = try await attempt(lines, ["--check"])
                #expect(
                    outcome.status == 3 && outcome.errors.contains(saying), "\(saying): \(outcome.errors.prefix(400))")
            }
            // Cut off at a line's end it is whole in itself; the checkpoint knows better.
            #expect(try await attempt(Array(lines.prefix(500)), ["--check"]).status == 0)
            let short = try await attempt(Array(lines.prefix(500)), ["--check"] + checkpoint)
            #expect(short.status == 3 && short.errors.contains("100 entries are gone"), "\(short.errors)")
            // Another log's checkpoint, another ledger's name.
            let stranger = try await SealedLedger(events: 601)
            _ = try await stranger.seal("old.checkpoint")
            let foreign = try await attempt(lines, ["--checkpoint", stranger.file("old.checkpoint")] + stranger.trust)
            #expect(foreign.status == 3, "\(foreign.errors)")
            let elsewhere = try await stranger.ledger.run("import", "ndjson", sealed.file("copy.ndjson"))
            #expect(elsewhere.status == 3 && elsewhere.errors.contains("--ledger \(name)"), "\(elsewhere.errors)")
            #expect(try await stranger.ledger.events() == 601)
            let untrusted = try await attempt(lines, ["--checkpoint", sealed.file("old.checkpoint")])
            #expect(untrusted.status == 2 && untrusted.errors.contains("--trust"), "\(untrusted.errors)")
            #expect(try await attempt(lines).status == 0)
            #expect(try await sealed.ledger.events() == 600)
        }

        @Test("is written up to a position or a moment, and no further")
        func upTo() async throws {
            let ledger = try await CommandHome.ledger()
            try await ledger.record(
                "programme establish aid --name Aid --from 2010-03-30",
                "pairing form p --programme aid --donor 320000 --recipient 653000 --from 2010-03-30",
                "commit c --pairing p --fiscal-year 2014 --amount 10000 --on 2014-02-20")
            let all = try await ledger.run("export", "ndjson").output.split(separator: "\n")
            #expect(all.count == 3)
            #expect(
                try await ledger.run("export", "ndjson", "--known-at", "1").output.split(separator: "\n")
                    == Array(all[..<2]))
            for (index, line) in all.enumerated() {
                let moment = String(try #require(line.firstMatch(of: /"recorded_at":"([^"]+)"/)).1)
                let lines = try await ledger.run("export", "ndjson", "--known-at", moment).output.split(separator: "\n")
                #expect(lines == Array(all[...index]))
            }
            #expect(try await ledger.run("export", "ndjson", "--known-at", "2000-01-01T00:00:00Z").output == "")
            let unsealed = try await ledger.run(
                ["export", "ndjson", "--checkpoint", "x.checkpoint"], variables: ["PAIRLEDGER_SEALS": "none"])
            #expect(unsealed.status == 2 && unsealed.errors.contains("pairledger log checkpoint"), "\(unsealed.errors)")
        }
    }
}
