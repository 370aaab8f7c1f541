import Journal
import PairLedgerTesting
import Postgres
import Synchronization
import Testing
import TransparencyLog

@testable import Schema

@Suite("Migrations", .serialized) struct MigratorTests {
    /// What every database begins with: roles and schemas.
    private static let base = Migration.all.prefix { $0.runsAsAdministrator }.map { ($0.file, $0.sql) }

    /// The base and some more files, numbered in order.
    private static func list(_ files: (String, String)...) -> [Migration] {
        let more = files.map { ($0.0, Array($0.1.utf8)) }
        return (base + more).enumerated().map { Migration(number: $0 + 1, file: $1.0, sql: $1.1) }
    }

    private struct Line: Equatable {
        let number: Int
        let file: String
        let checksum: [UInt8]
    }

    private static func applied(_ connection: Connection) async throws -> [Line] {
        try await connection.run { session in
            try session.query("SELECT number, file, checksum FROM pairledger.migration ORDER BY number").map {
                Line(number: try $0.int(0), file: try $0.text(1), checksum: try $0.bytes(2))
            }
        }
    }

    private static func lines(_ migrations: some Sequence<Migration>) -> [Line] {
        migrations.map { Line(number: $0.number, file: $0.file, checksum: Digest(of: $0.sql).bytes) }
    }

    /// How many there are in this database; other tests hold some in theirs.
    private static func advisoryLocks(_ connection: Connection) async throws -> Int {
        try await connection.run { session in
            try session.query(
                """
                SELECT FROM pg_locks WHERE locktype = 'advisory'
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                """
            ).count
        }
    }

    private static func has(_ table: String, _ connection: Connection) async throws -> Bool {
        try await connection.run { try $0.query("SELECT to_regclass($1) IS NOT NULL", [.text(table)]).only().bool(0) }
    }

    /// The state that `body` throws.
    private func state(_ body: () async throws -> some Any) async throws -> SchemaState {
        let error = try await refusal { try await body() }
        guard case .schema(let state) = error else { throw error }
        return state
    }

    @Test("an empty database becomes current, in order, with the checksum of every file, and a second run does nothing")
    func all() async throws {
        let connection = try await TestDatabase.empty().connect()
        let migrator = Migrator()
        #expect(try await migrator.state(on: connection) == .absent)
        let reported = Mutex<[String]>([])
        let count = try await migrator.migrate(on: connection) { line in reported.withLock { $0.append(line) } }
        #expect(count == Migration.all.count)
        #expect(reported.withLock { $0.contains { $0.contains("\(count)") } })
        #expect(try await migrator.state(on: connection) == .current)
        #expect(try await Self.applied(connection) == Self.lines(Migration.all))
        #expect(try await migrator.migrate(on: connection) == 0)
        #expect(try await connection.ledgers().allSatisfy { $0.nextPosition == 0 && $0.lastRecordedAt == nil })
    }

    @Test("eight migrators at once apply every migration once")
    func eightAtOnce() async throws {
        let database = try await TestDatabase.empty()
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask { try await Migrator().migrate(on: database.connect()) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts.sorted() == [0, 0, 0, 0, 0, 0, 0, Migration.all.count])
        let connection = try await database.connect()
        #expect(try await Self.applied(connection) == Self.lines(Migration.all))
        #expect(try await Self.advisoryLocks(connection) == 0)
    }

    @Test("a database that is behind says by how much, and gets what is missing")
    func behind() async throws {
        let connection = try await TestDatabase.empty().connect()
        let all = Self.list(
            ("tables/one.sql", "CREATE TABLE pairledger.one ()"), ("tables/two.sql", "CREATE TABLE pairledger.two ()"),
            ("tables/three.sql", "CREATE TABLE pairledger.three ()"))
        let (first, last) = (all.count - 2, all.count)
        #expect(try await Migrator(migrations: Array(all.prefix(first))).migrate(on: connection) == first)
        #expect(try await Migrator(migrations: all).state(on: connection) == .behind(applied: first, of: last))
        #expect(try await Self.has("pairledger.two", connection) == false)
        #expect(try await Migrator(migrations: all).migrate(on: connection) == 2)
        #expect(try await Self.has("pairledger.three", connection))
        #expect(try await Self.applied(connection) == Self.lines(all))
    }

    @Test("a database newer than the program is refused with both numbers, and not touched")
    func newer() async throws {
        let connection = try await TestDatabase.empty().connect()
        let all = Self.list(
            ("tables/one.sql", "CREATE TABLE pairledger.one ()"), ("tables/two.sql", "CREATE TABLE pairledger.two ()"))
        _ = try await Migrator(migrations: all).migrate(on: connection)
        let older = Migrator(migrations: Array(all.dropLast()))
        let expected = SchemaState.newer(applied: all.count, of: all.count - 1)
        #expect(try await older.state(on: connection) == expected)
        #expect(try await state { try await older.migrate(on: connection) } == expected)
        #expect(try await Self.applied(connection).count == all.count)
    }

    @Test("a migration changed after it was applied is refused by name, and nothing further is applied")
    func changed() async throws {
        let connection = try await TestDatabase.empty().connect()
        let all = Self.list(("tables/one.sql", "CREATE TABLE pairledger.one ()"))
        _ = try await Migrator(migrations: all).migrate(on: connection)
        let other = Self.list(
            ("tables/one.sql", "CREATE TABLE pairledger.one (n int)"),
            ("tables/two.sql", "CREATE TABLE pairledger.two ()"))
        let expected = SchemaState.changed(number: all.count, file: "tables/one.sql")
        #expect(try await Migrator(migrations: other).state(on: connection) == expected)
        #expect(try await state { try await Migrator(migrations: other).migrate(on: connection) } == expected)
        #expect(try await Self.has("pairledger.two", connection) == false)
        // Another file in its place is a change as well.
        let renamed = Self.list(("tables/uno.sql", "CREATE TABLE pairledger.uno ()"))
        #expect(
            try await Migrator(migrations: renamed).state(on: connection)
                == .changed(number: all.count, file: "tables/uno.sql"))
        // So is a table of migrations with a line missing.
        try await connection.run { try $0.execute("DELETE FROM pairledger.migration WHERE number = 2") }
        #expect(
            try await Migrator(migrations: all).state(on: connection)
                == .changed(number: 2, file: all[1].file))
    }

    @Test("a migration that fails leaves nothing of itself, the ones before it stay, and it can be repaired")
    func failing() async throws {
        let connection = try await TestDatabase.empty().connect()
        let one = ("tables/one.sql", "CREATE TABLE pairledger.one ()")
        let bad = Self.list(
            one, ("tables/two.sql", "CREATE TABLE pairledger.two (); SELECT 1/0;"),
            ("tables/three.sql", "CREATE TABLE pairledger.three ()"))
        let error = try await refusal { try await Migrator(migrations: bad).migrate(on: connection) }
        guard case .database(let cause) = error, cause.sqlState == .divisionByZero else { throw error }
        #expect(try await Self.has("pairledger.one", connection))
        #expect(try await Self.has("pairledger.two", connection) == false)
        #expect(try await Self.has("pairledger.three", connection) == false)
        #expect(try await Self.applied(connection) == Self.lines(bad.prefix(Self.base.count + 1)))
        // The connection is as it was, and nobody else has to wait for it.
        let user = try await connection.run { try $0.query("SELECT current_user::text").only().text(0) }
        #expect(user == "pairledger_admin")
        #expect(try await Self.advisoryLocks(connection) == 0)
        let good = Self.list(one, ("tables/two.sql", "CREATE TABLE pairledger.two ()"))
        #expect(try await Migrator(migrations: good).migrate(on: connection) == 1)
    }

    @Test("objects are made by the owner, and roles and schemas by whoever administers the database")
    func owner() async throws {
        let connection = try await TestDatabase.empty().connect()
        let all = Self.list(
            ("tables/one.sql", "CREATE TABLE pairledger.one AS SELECT current_user::text AS maker"),
            ("schemas/two.sql", "CREATE SCHEMA two; CREATE TABLE two.two AS SELECT current_user::text AS maker"))
        _ = try await Migrator(migrations: all).migrate(on: connection)
        let makers = try await connection.run { session in
            try session.query("SELECT maker FROM pairledger.one UNION ALL SELECT maker FROM two.two").map {
                try $0.text(0)
            }
        }
        #expect(makers == ["pairledger_owner", "pairledger_admin"])
    }

    @Test("of a file that is named twice a new database gets the last form alone, and an old one gets the new form")
    func superseded() async throws {
        let number = { (n: Int) in
            (
                "functions/number.sql",
                "CREATE OR REPLACE FUNCTION pairledger.number() RETURNS int LANGUAGE sql RETURN \(n)"
            )
        }
        func value(_ connection: Connection) async throws -> Int {
            try await connection.run { try $0.query("SELECT pairledger.number()").only().int(0) }
        }
        let table = ("tables/one.sql", "CREATE TABLE pairledger.one ()")
        // The text of the earlier line is gone from the program: both lines have the present text.
        let before = Self.list(number(1), table)
        let after = Self.list(number(2), table, number(2))

        let old = try await TestDatabase.empty().connect()
        _ = try await Migrator(migrations: before).migrate(on: old)
        #expect(try await value(old) == 1)
        #expect(try await Migrator(migrations: after).state(on: old) == .behind(applied: before.count, of: after.count))
        #expect(try await Migrator(migrations: after).migrate(on: old) == 1)
        #expect(try await value(old) == 2)
        #expect(try await Migrator(migrations: after).state(on: old) == .current)

        let new = try await TestDatabase.empty().connect()
        #expect(try await Migrator(migrations: after).migrate(on: new) == after.count)
        #expect(try await value(new) == 2)
        #expect(try await Migrator(migrations: after).state(on: new) == .current)

        // The table that the last form needs comes after the first line, where the file stood when it did not need it.
        let needs = (
            "functions/rows.sql",
            "CREATE FUNCTION pairledger.rows() RETURNS bigint LANGUAGE sql RETURN (SELECT count(*) FROM pairledger.one)"
        )
        let late = try await TestDatabase.empty().connect()
        let count = try await Migrator(migrations: Self.list(needs, table, needs)).migrate(on: late)
        #expect(count == Self.base.count + 3)
    }

    @Test("objects of others in the database are left alone")
    func otherObjects() async throws {
        let connection = try await TestDatabase.empty().connect()
        try await connection.run {
            try $0.executeScript(
                "CREATE SCHEMA accounts; CREATE TABLE accounts.event AS SELECT 1 AS n; CREATE TABLE public.event ()")
        }
        _ = try await Migrator().migrate(on: connection)
        #expect(try await connection.run { try $0.query("SELECT n FROM accounts.event").only().int(0) } == 1)
    }
}
