public import Postgres
public import Schema
import TransparencyLog

/// Brings a database's schema up to the one that this program needs, forward only.
public struct Migrator: Sendable {
    private let migrations: [Migration]
    /// What the database should have of each; nil for a line that a later one supersedes, which names the same file.
    private let checksums: [[UInt8]?]

    /// - Parameter migrations: for tests; every other caller wants all of them.
    public init(migrations: [Migration] = Migration.all) {
        self.migrations = migrations
        var later: Set<String> = []
        checksums = migrations.reversed().map { migration -> [UInt8]? in
            later.insert(migration.file).inserted ? Digest(of: migration.sql).bytes : nil
        }.reversed()
    }

    /// How the database's schema compares, without changing anything.
    public func state(on connection: Connection) async throws(JournalError) -> SchemaState {
        do {
            return try await connection.run { session in try state(of: Migrator.applied(on: session)) }
        } catch {
            throw JournalError(any: error)
        }
    }

    /// Applies what is missing, each migration in a transaction of its own with its checksum recorded, and answers how many that
    /// were. Programs that start at once wait for each other.
    ///
    /// - Throws: `.schema` when the database is newer than this program or an applied migration was changed.
    public func migrate(on connection: Connection, progress: @Sendable (String) -> Void = { _ in })
        async throws(JournalError)
        -> Int
    {
        do {
            return try await connection.run { session in
                _ = try session.query("SELECT pg_advisory_lock($1)", [.int8(Migrator.lock)])
                defer { _ = try? session.query("SELECT pg_advisory_unlock($1)", [.int8(Migrator.lock)]) }
                try session.executeScript("SET client_min_messages = warning")
                try session.executeScript(String(decoding: Migration.bookkeeping, as: UTF8.self))
                let applied = try Migrator.applied(on: session)
                let state = state(of: applied)
                switch state {
                case .newer, .changed: throw JournalError.schema(state)
                case .current, .absent, .behind: break
                }
                let missing = Array(zip(migrations, checksums)).dropFirst(applied.count)
                if !missing.isEmpty { progress("bringing the schema to \(migrations.count) from \(applied.count)…") }
                for (migration, checksum) in missing {
                    try apply(migration, isSuperseded: checksum == nil, on: session)
                }
                return missing.count
            }
        } catch {
            throw JournalError(any: error)
        }
    }

    /// Any number that no other program uses for an advisory lock: the bytes of "pairledg".
    static let lock: Int64 = 0x7061_6972_6C65_6467

    /// What a database has on record of a migration.
    public struct Applied: Sendable {
        let number: Int
        let checksum: [UInt8]
    }

    /// Asks for the migrations that were applied. The server refuses where there is no schema.
    public static let applied = Question("SELECT number, checksum FROM pairledger.migration ORDER BY number") {
        try $0.map { Applied(number: try $0.int(0), checksum: try $0.bytes(1)) }
    }

    private static func applied(on session: Session) throws -> [Applied] {
        do {
            return try session.ask(applied)
        } catch let error as PostgresError where error.sqlState == .undefinedTable {
            return []
        }
    }

    /// How the schema of a database compares that has these on record.
    public func state(of applied: [Applied]) -> SchemaState {
        if applied.isEmpty { return .absent }
        if applied.count > migrations.count { return .newer(applied: applied.count, of: migrations.count) }
        for (applied, (migration, checksum)) in zip(applied, zip(migrations, checksums)) {
            guard applied.number == migration.number, checksum == nil || applied.checksum == checksum else {
                return .changed(number: migration.number, file: migration.file)
            }
        }
        return applied.count < migrations.count ? .behind(applied: applied.count, of: migrations.count) : .current
    }

    private func apply(_ migration: Migration, isSuperseded: Bool, on session: Session) throws {
        try session.executeScript("BEGIN")
        do {
            // A line that a later one supersedes describes what the object was, not what it is: only the last is applied.
            if !isSuperseded {
                if !migration.runsAsAdministrator { try session.executeScript("SET LOCAL ROLE pairledger_owner") }
                try session.executeScript(String(decoding: migration.sql, as: UTF8.self))
                try session.executeScript("RESET ROLE")
            }
            _ = try session.execute(
                "INSERT INTO pairledger.migration (number, file, checksum) VALUES ($1, $2, $3)",
                [.int4(Int32(migration.number)), .text(migration.file), .bytes(Digest(of: migration.sql).bytes)])
            try session.executeScript("COMMIT")
        } catch {
            try? session.executeScript("ROLLBACK")
            throw error
        }
    }
}
