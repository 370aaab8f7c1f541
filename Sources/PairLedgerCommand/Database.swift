import ArgumentParser
import Glibc
import Journal
import Postgres

/// The database that a command works on: one that is configured, or the private server, which is started when needed.
struct Database {
    /// What a connection is for; on the private server each has a login of its own.
    enum Duty: String {
        case administer = "pairledger_admin"
        case record = "pairledger_recorder"
        case project = "pairledger_projector"
        case inspect = "pairledger_inspector"
    }

    private enum Place {
        case configured(String)
        case embedded(ServerAddress)
    }

    private let place: Place

    /// The name of the private server's database.
    static let embeddedName = "pairledger"

    /// Finds the database, starts the private server if it is that one, and makes sure that its schema is this program's.
    static func open(_ options: DatabaseOptions) async throws -> Database {
        if let configured = try configuration(options) { return Database(place: .configured(configured)) }
        let address = try await EmbeddedServer().ensureRunning { Terminal.note($0, quiet: options.quiet) }
        return Database(place: .embedded(address))
    }

    /// The connection string of a configured database; nil when none is configured.
    static func configuration(_ options: DatabaseOptions) throws -> String? {
        if let url = options.databaseUrl {
            guard !mentionsPassword(url) else {
                throw CommandFailure(
                    .usage, "a password must not stand on a command line, where every user of the machine can read it",
                    remedy:
                        "put the whole address in PAIRLEDGER_DATABASE_URL, or the password in PGPASSWORD or ~/.pgpass")
            }
            return url
        }
        return configurationOfEnvironment
    }

    private static var configurationOfEnvironment: String? {
        if let url = Environment["PAIRLEDGER_DATABASE_URL"], !url.isEmpty { return url }
        let names = ["PGHOST", "PGHOSTADDR", "PGSERVICE", "PGDATABASE", "PGPORT"]
        return names.contains { Environment[$0].map { !$0.isEmpty } ?? false } ? "" : nil
    }

    /// Whether a URI has a password before its host, or a connection string the keyword.
    private static func mentionsPassword(_ url: String) -> Bool {
        if url.contains("password=") || url.contains("password =") { return true }
        guard let scheme = url.firstRange(of: "://") else { return false }
        let authority = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }
        return authority.lastIndex(of: "@").map { authority[..<$0].contains(":") } ?? false
    }

    var isEmbedded: Bool { if case .embedded = place { true } else { false } }

    func connect(_ duty: Duty) async throws -> Connection {
        switch place {
        case .configured(let conninfo): return try await Database.connect(ConnectionOptions(conninfo))
        case .embedded(let address):
            do throws(PostgresError) {
                return try await Database.connect(address.options(for: duty))
            } catch {
                guard Database.mayHaveJustDied(error) else { throw error }
                // A server that was killed a moment ago looks alive until the last of it is gone.
                try await Task.sleep(for: .milliseconds(200))
                return try await Database.connect(try await EmbeddedServer().ensureRunning().options(for: duty))
            }
        }
    }

    private static func connect(_ options: ConnectionOptions) async throws(PostgresError) -> Connection {
        var options = options
        options.overrides["application_name"] = "pairledger"
        return try await Connection.open(options)
    }

    private static func mayHaveJustDied(_ error: PostgresError) -> Bool {
        error.code == .connectFailed && error.sqlState.map { .operatorIntervention ~= $0 } ?? true
    }

    /// Whether it is a new private server, which does not have its logins yet.
    func lacksLogins(_ error: PostgresError) -> Bool {
        isEmbedded && error.sqlState == .invalidAuthorizationSpecification
    }

    /// A connection to the database of the environment as it is; nil while the private server is not at hand.
    ///
    /// - Throws: why a configured database is out of reach.
    static func connectionAtHand(_ duty: Duty) async throws -> Connection? {
        let configured = configurationOfEnvironment
        do {
            let options: ConnectionOptions
            if let configured {
                options = ConnectionOptions(configured)
            } else {
                guard let address = try EmbeddedServer().runningAddress() else { return nil }
                options = address.options(for: duty)
            }
            return try await connect(options)
        } catch {
            guard configured != nil else { return nil }
            throw error
        }
    }

    /// A connection to a database whose schema is known to be this program's; the private server's is brought up to date.
    func connectCurrent(_ duty: Duty, quiet: Bool) async throws -> Connection {
        if duty == .inspect, let connection = try await EarlyConnection.take() { return connection }
        let connection: Connection
        do {
            connection = try await connect(duty)
        } catch let error as PostgresError where lacksLogins(error) {
            try await prepare(quiet: quiet)
            return try await connect(duty)
        }
        let state = try await Database.schemaState(on: connection)
        if state != .current {
            guard isEmbedded else { throw JournalError.schema(state) }
            try await prepare(quiet: quiet)
        }
        return connection
    }

    /// A login that may not even look the schema up finds none.
    private static func schemaState(on connection: Connection) async throws -> SchemaState {
        do {
            return try await Migrator().state(on: connection)
        } catch {
            guard case .database(let cause) = error, cause.sqlState == .insufficientPrivilege else { throw error }
            return .absent
        }
    }

    /// Brings the schema up to date.
    ///
    /// - Returns: how many migrations were applied.
    @discardableResult
    func prepare(quiet: Bool) async throws -> Int {
        let administrator = try await connect(.administer)
        let applied = try await Migrator().migrate(on: administrator) { Terminal.note($0, quiet: quiet) }
        await administrator.close()
        return applied
    }
}

extension ServerAddress {
    fileprivate func options(for duty: Database.Duty) -> ConnectionOptions {
        connectionOptions(user: duty.rawValue, database: Database.embeddedName)
    }
}
