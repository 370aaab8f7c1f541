import Foundation
import Glibc
import Testing

extension CommandSuite {
    @Suite("sealers and witnesses at work")
    struct SealerTests {
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
