import Accountability
import Assistance
import Journal
import Postgres
import Projection

/// Why a command ended without doing what it was asked: what the user is told, and the exit status.
struct CommandFailure: Error {
    enum Status: Int32 {
        /// The answer is no: a check found something, a verification failed.
        case no = 1
        /// The command was called wrongly.
        case usage = 2
        /// The ledger's rules, or the state of the database, do not allow it.
        case refused = 3
        /// The database is out of reach.
        case unreachable = 4
    }

    let status: Status
    /// As it is written to standard error.
    let text: String

    init(_ status: Status, _ message: String, remedy: String? = nil) {
        self.status = status
        text = "pairledger: error: \(message)" + (remedy.map { "\n  \($0)" } ?? "")
    }

    /// Text that is complete as it stands, such as problems of a file.
    init(_ status: Status, verbatim text: String) {
        self.status = status
        self.text = text
    }

    init(_ unknown: UnknownThing) {
        self.init(
            .usage, "there is no \(unknown.kind) \(unknown.name) on record where the report looks",
            remedy: unknown.similar.isEmpty
                ? "check the identifier; there \(unknown.count == 1 ? "is 1" : "are \(unknown.count)") of that kind"
                : "did you mean \(unknown.similar.joined(separator: " or "))?")
    }

    init(_ refusal: Refusal) { self.init(.refused, refusal.description, remedy: refusal.remedy) }

    /// A lost answer: a request that nothing tells from another one is recorded again when it is repeated.
    init(_ error: JournalError, isRepeatable: Bool) {
        self.init(
            .unreachable, error.description,
            remedy: isRepeatable
                ? error.remedy
                : "look at the end of the log with `pairledger log show` before repeating it; with --request-id it could be repeated"
        )
    }

    init(_ error: JournalError) {
        switch error {
        case .database(let cause), .inDoubt(let cause):
            let failure = CommandFailure(cause)
            if case .inDoubt = error {
                self.init(.unreachable, error.description, remedy: error.remedy)
            } else {
                self = failure
            }
        default: self.init(.refused, error.description, remedy: error.remedy)
        }
    }

    init(_ error: ProjectionError) {
        switch error {
        case .journal(let error): self.init(error)
        case .stoppedAt, .damagedRows: self.init(.no, error.description, remedy: error.remedy)
        case .newerVersion, .rebuildRunning, .neverRan:
            self.init(.refused, error.description, remedy: error.remedy)
        }
    }

    init(_ error: SealError) {
        switch error {
        case .journal(let error): self.init(error)
        case .shrank, .changed, .damaged: self.init(.no, error.description, remedy: error.remedy)
        case .file, .busy, .otherKey, .noCheckpoint, .notSealed, .notReplicated:
            self.init(.refused, error.description, remedy: error.remedy)
        }
    }

    init(_ error: EmbeddedServerError) { self.init(.unreachable, error.problem, remedy: error.remedy) }

    init(_ error: PostgresError) {
        switch (error.code, error.sqlState) {
        case (_, .insufficientPrivilege):
            self.init(
                .refused, error.message,
                remedy: "recording takes the roles pairledger_recorder and pairledger_inspector, looking takes "
                    + "pairledger_inspector, or pairledger_observer for what needs no names, projections pairledger_projector, and up an administrator"
            )
        case (_, .undefinedTable), (_, .undefinedFunction), (_, SQLState(rawValue: "3F000")):
            self.init(JournalError.schema(.absent))
        case (.connectFailed, _), (.connectionLost, _), (.timeout, _), (_, .adminShutdown), (_, .crashShutdown),
            (_, .cannotConnectNow):
            self.init(
                .unreachable,
                error.message.split(separator: "\n").map { $0.drop { $0 == "\t" } }.joined(separator: "; "),
                remedy: error.hint ?? "check that the server runs and the address is right; any request may be repeated"
            )
        default: self.init(.refused, error.message + (error.detail.map { " (\($0))" } ?? ""), remedy: error.hint)
        }
    }

    /// What any error that a command can meet means to the user.
    init(any error: any Error) {
        switch error {
        case let error as CommandFailure: self = error
        case let error as Refusal: self.init(error)
        case let error as ReportRefusal: self.init(.usage, error.description, remedy: error.remedy)
        case let error as UnknownThing: self.init(error)
        case let error as JournalError: self.init(error)
        case let error as ProjectionError: self.init(error)
        case let error as SealError: self.init(error)
        case let error as EmbeddedServerError: self.init(error)
        case let error as PostgresError: self.init(error)
        default: self.init(.refused, "\(error)")
        }
    }
}
