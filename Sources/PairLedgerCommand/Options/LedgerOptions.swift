import ArgumentParser
import Glibc
import Journal

/// Which ledger, in which database.
struct LedgerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The ledger (default: $PAIRLEDGER_LEDGER, else main).", valueName: "name"),
        transform: Parse.ledger)
    var ledger: LedgerName?

    @OptionGroup var database: DatabaseOptions

    /// The ledger that is meant.
    func name() throws -> LedgerName {
        if let ledger { return ledger }
        guard let text = Environment["PAIRLEDGER_LEDGER"], !text.isEmpty else { return .main }
        return try Parse.ledger(text)
    }
}

/// Which database.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The database (default: $PAIRLEDGER_DATABASE_URL, else libpq's $PG… variables, else a private server of its own).",
            discussion: "No password may stand in it: use $PGPASSWORD, a password file or a service file.",
            valueName: "url"))
    var databaseUrl: String?

    @Flag(name: .shortAndLong, help: "No progress and no notes on standard error.")
    var quiet = false
}

/// The environment of the process.
enum Environment {
    static subscript(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
