import Foundation
import Postgres
import Testing

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
