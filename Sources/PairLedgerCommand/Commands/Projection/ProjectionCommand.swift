import ArgumentParser
import Journal
import Postgres
import Projection

struct ProjectionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "projection",
        abstract: "The read models: keep them up with the log, rebuild them from it, hold them against it.",
        discussion: """
            Reports are read from tables that projections fill from the log. Nothing is lost with them: at any time they can be made \
            anew from the first event on.
            """,
        subcommands: [List.self, Run.self, Rebuild.self, Verify.self, Pause.self, Resume.self, Skip.self])
}

/// One projection, by its name.
struct ProjectionArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The projection, such as funds.", valueName: "projection"),
        completion: .list(ReadModels.all.map { $0.name }))
    var name: String

    var model: any ReadModel.Type { get throws { try ProjectionArguments.model(name) } }
}

/// Some projections, by their names.
struct ProjectionArguments: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Projections, such as funds; none for all.", valueName: "projection"),
        completion: .list(ReadModels.all.map { $0.name }))
    var names: [String] = []

    /// In the order of the program's list, each once.
    var models: [any ReadModel.Type] {
        get throws {
            if names.isEmpty { return ReadModels.all }
            let named = Set(try names.map { try ProjectionArguments.model($0).name })
            return ReadModels.all.filter { named.contains($0.name) }
        }
    }

    static func model(_ name: String) throws -> any ReadModel.Type {
        guard let model = ReadModels.named(name) else {
            let known = ReadModels.all.map { $0.name }.joined(separator: ", ")
            throw CommandFailure(.usage, "there is no projection \"\(name)\"", remedy: "there are: \(known)")
        }
        return model
    }
}

/// The database as projections use it.
struct ProjectionDatabase {
    let database: Database
    /// Stores rows.
    let journal: Journal
    /// Reads the log meanwhile.
    let reader: Journal

    static func open(_ ledger: LedgerOptions) async throws -> ProjectionDatabase {
        let database = try await Database.open(ledger.database)
        // The inspector's login may see whether the schema is current; the projector's writes the rows.
        await (try await database.connectCurrent(.inspect, quiet: ledger.database.quiet)).close()
        let name = try ledger.name()
        return ProjectionDatabase(
            database: database, journal: Journal(name, on: try await database.connect(.project)),
            reader: Journal(name, on: try await database.connect(.project)))
    }
}
