import Accountability
import ArgumentParser
import CanonicalJSON
import Journal
import Postgres
import Projection

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show the server, the schema, the ledgers and how far the read models are behind.",
        discussion: """
            Starts nothing. Exit status 0 when all is well, 1 when something needs to be done, 4 when the database is out of reach.

            Example:
              pairledger status
            """)

    @OptionGroup var options: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var facts: [Report.Fact] = []
        if try Database.configuration(options) == nil {
            let server = EmbeddedServer()
            let status = await server.status()
            facts += Status.facts(server, status)
            guard case .running = status else {
                try output.write(Report(name: "status", title: "Status", facts: facts))
                throw CommandFailure(
                    .unreachable, "the private server is not running", remedy: "start it with: pairledger up")
            }
        } else {
            facts.append(.init(key: "server", label: "Server", value: .text("configured database")))
        }
        let database = try await Database.open(options)
        let connection: Connection
        let state: SchemaState
        do {
            connection = try await database.connect(.inspect)
            state = try await Migrator().state(on: connection)
        } catch let error as PostgresError where database.lacksLogins(error) {
            throw CommandFailure(.no, SchemaState.absent.description, remedy: SchemaState.absent.remedy)
        }
        facts.append(.init(key: "schema", label: "Schema", value: .text(state.description)))
        guard state == .current else {
            try output.write(Report(name: "status", title: "Status", facts: facts))
            throw CommandFailure(.no, state.description, remedy: state.remedy)
        }
        var rows: [Report.Row] = []
        var troubles: [CommandFailure] = []
        var notes: [String] = []
        for ledger in try await connection.ledgers() {
            guard let name = LedgerName(ledger.name) else { continue }
            let statuses = try await connection.run { try ProjectionStatus.read(of: name, on: $0) }
            let troubled = statuses.filter { $0.version != nil && ($0.pause != nil || $0.version != $0.knownVersion) }
            rows.append(
                .init([
                    .text(ledger.name), .count(ledger.nextPosition),
                    ledger.lastRecordedAt.map { .text($0.description) } ?? .empty,
                    .count(statuses.map(\.lagEvents).max() ?? 0),
                    .text(
                        troubled.map { "\($0.projection) \(ProjectionReport.state(of: $0))" }.joined(separator: ", ")),
                ]))
            for status in statuses where !status.skipped.isEmpty {
                notes.append(
                    "\(ledger.name): \(status.projection) does without \(status.skipped.count) "
                        + (status.skipped.count == 1 ? "event" : "events") + ": pairledger projection list")
            }
            if let failure = CommandFailure(standstill: troubled) { troubles.append(failure) }
        }
        try output.write(
            Report(
                name: "status", title: "Status", facts: facts,
                sections: [
                    .init(
                        key: "ledgers", title: "Ledgers",
                        columns: [
                            .init(key: "ledger", label: "Ledger", kind: .text),
                            .init(key: "events", label: "Events", kind: .count),
                            .init(key: "last_recorded_at", label: "Last recorded at", kind: .text),
                            .init(key: "lag", label: "Read models behind by", kind: .count),
                            .init(key: "trouble", label: "Standing still", kind: .text),
                        ], rows: rows)
                ], notes: notes))
        if !troubles.isEmpty {
            throw CommandFailure(.no, verbatim: troubles.map(\.text).joined(separator: "\n"))
        }
    }

    private static func facts(_ server: EmbeddedServer, _ status: EmbeddedStatus) -> [Report.Fact] {
        func fact(_ key: String, _ label: String, _ text: String) -> Report.Fact {
            .init(key: key, label: label, value: .text(text))
        }
        let home = fact("home", "Private server in", server.home)
        switch status {
        case .notCreated: return [home, fact("server", "Server", "not created yet")]
        case .stopped(let version): return [home, fact("server", "Server", "stopped (PostgreSQL \(version))")]
        case .starting(let process): return [home, fact("server", "Server", "starting (process \(process))")]
        case .inaccessible(let reason): return [home, fact("server", "Server", reason)]
        case .running(let running):
            return [
                home, fact("server", "Server", "PostgreSQL \(running.version), process \(running.processID)"),
                fact("socket", "Socket folder", running.socketDirectory),
                fact("data", "Data folder", "\(running.dataDirectory), \(running.sizeInBytes / 1_048_576) MiB"),
                fact("log", "Log", running.logFile),
            ]
        }
    }
}
