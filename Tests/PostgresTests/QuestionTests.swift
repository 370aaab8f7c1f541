import Postgres
import Testing

extension PostgresSuite {
    @Suite struct Questions {
        private let sum = Question("SELECT $1 + $2", [.int8(2), .int8(3)]) { try $0.only().int8(0) }
        private let names = Question("SELECT unnest($1)", [.texts(["a", "b"])]) { try $0.map { try $0.text(0) } }
        private let nothing = Question("SELECT 1 WHERE false") { $0.isEmpty }

        @Test("several are asked at once, and each has its own answer")
        func together() async throws {
            let connection = try await connect()
            try await connection.transaction { session in
                let (total, texts, isEmpty) = try session.ask(sum, names, nothing)
                #expect(total == 5 && texts == ["a", "b"] && isEmpty)
                #expect(try session.ask(sum) == 5)
            }
        }

        @Test("the error of the one that was refused is thrown, and not those of the ones beside it")
        func refused() async throws {
            let connection = try await connect()
            let wrong = Question("SELECT 1 / $1", [.int8(0)]) { try $0.only().int8(0) }
            try await connection.run { session in
                let error = #expect(throws: PostgresError.self) { _ = try session.ask(sum, wrong, names) }
                #expect(error?.sqlState == .divisionByZero && error?.query == "SELECT 1 / $1")
                let texts = try session.ask(names)
                #expect(texts.count == 2)
            }
        }

        @Test("an answer is read while the server works on the questions behind it")
        func early() async throws {
            let (holder, asker) = (try await connect(), try await connect())
            try await holder.run { _ = try $0.query("SELECT pg_advisory_lock(7301)") }
            let (signals, signal) = AsyncStream.makeStream(of: Void.self)
            async let release: Void = {
                for await _ in signals { break }
                try await holder.run { _ = try $0.query("SELECT pg_advisory_unlock(7301)") }
            }()
            // The second waits for what only the reading of the first brings about.
            let first = Question("SELECT $1", [.int8(1)]) { rows in
                signal.yield()
                return try rows.only().int8(0)
            }
            let second = Question("SELECT pg_advisory_lock_shared(7301)") { $0.count }
            try await asker.run { session in
                _ = try session.execute("SET statement_timeout = '60s'")
                let (one, count) = try session.ask(first, second)
                #expect(one == 1 && count == 1)
            }
            try await release
        }

        @Test("what a reading throws is thrown")
        func misread() async throws {
            struct NotThere: Error {}
            let connection = try await connect()
            let missing = Question<Int64>("SELECT 1 WHERE false") { rows in
                guard let row = rows.first else { throw NotThere() }
                return try row.int8(0)
            }
            try await connection.run { session in
                #expect(throws: NotThere.self) { _ = try session.ask(sum, missing) }
                #expect(throws: NotThere.self) { try session.ask(missing) }
                let total = try session.ask(sum)
                #expect(total == 5)
            }
        }
    }
}
