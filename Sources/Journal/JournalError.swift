import CanonicalJSON
public import Postgres

/// Why the journal could not do what it was asked.
public enum JournalError: Error, Sendable {
    /// The stream has moved since it was read.
    case wrongExpectedVersion(stream: String, expected: Int64, actual: Int64)
    /// The event's identifier stands at a position already, with other content.
    case idempotencyConflict(id: String, position: Int64)
    /// The postings of an event do not sum to zero; the sum is in minor units.
    case unbalanced(currency: String, sum: Int64)
    /// A guarded account would go below zero; both figures are in minor units.
    case overdrawn(account: String, currency: String, available: Int64, needed: Int64)
    case unknownLedger(String)
    case entryTooLarge(bytes: Int64, limit: Int64)
    /// Somebody tried to change or remove what is recorded.
    case appendOnly
    /// An entry of another log's copy cannot stand at a position of this one.
    case notRestored(position: Int64, reason: String)
    /// The call to append was not well formed: a defect of the caller.
    case malformed(String)
    /// The task was cancelled before the events were sent: nothing was recorded.
    case cancelled
    /// The answer was lost, so it is not known whether the events were recorded.
    case inDoubt(PostgresError)
    /// What stands at a position is not an entry, or not the one whose place that is.
    case damagedEntry(position: Int64, reason: String)
    /// Proofs take the log itself, and the login sees it with names masked.
    case masked
    /// The database does not have the schema that this program needs.
    case schema(SchemaState)
    /// Anything else that the database refused or failed to do.
    case database(PostgresError)
}

extension JournalError: CustomStringConvertible {
    /// One sentence with the figures that disagree.
    public var description: String {
        switch self {
        case .wrongExpectedVersion(let stream, let expected, let actual):
            "\(stream) has \(actual) events, not \(expected): somebody else recorded something about it meanwhile"
        case .idempotencyConflict(let id, let position):
            "event \(id) is on record already, at position \(position), with different content"
        case .unbalanced(let currency, let sum):
            "the postings of an event sum to \(sum) minor units of \(currency), not to 0"
        case .overdrawn(let account, let currency, let available, let needed):
            "\(needed) minor units of \(currency) were to leave \(account), which has \(available)"
        case .unknownLedger(let ledger): "there is no ledger \"\(ledger)\""
        case .entryTooLarge(let bytes, let limit): "an entry would have \(bytes) bytes; at most \(limit) are allowed"
        case .appendOnly: "the log is append-only"
        case .notRestored(let position, let reason):
            "an entry cannot be put back at position \(position): \(reason)"
        case .malformed(let message): message
        case .cancelled: "nothing was recorded: the request was cancelled before it was sent"
        case .inDoubt(let error): "the answer of the database was lost: \(error.message)"
        case .damagedEntry(let position, let reason): "the entry at position \(position) is damaged: \(reason)"
        case .masked: "this login sees the log with names masked, of which nothing can be proved"
        case .schema(let state): state.description
        case .database(let error): error.message + (error.detail.map { " (\($0))" } ?? "")
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch self {
        case .wrongExpectedVersion: "look at it again and repeat the request if it still holds"
        case .idempotencyConflict: "repeat the first request unchanged, or give the new one an identifier of its own"
        case .unbalanced, .malformed: "this is a defect of the program that sent it: report it"
        case .overdrawn: "record what the account received first, or correct the amount"
        case .unknownLedger(let ledger): "create it with: pairledger ledger create \(ledger)"
        case .entryTooLarge: "keep documents outside the ledger and record their digests"
        case .appendOnly: "record a correcting event instead"
        case .notRestored: "the file is not a whole copy of a log, or not of this one: get another copy"
        case .cancelled: "repeat the request if it is still wanted"
        case .inDoubt: "repeat the request: if it was recorded, the first answer comes again and nothing is doubled"
        case .damagedEntry:
            "nothing after this position was read: compare it with a backup, and find out what recorded it"
        case .masked: "use a login with the role pairledger_inspector"
        case .schema(let state): state.remedy
        case .database(let error):
            error.hint ?? "see the server's log"
        }
    }
}

extension JournalError {
    /// What a refusal of the schema's functions, or any other error of the database, means.
    public init(_ error: PostgresError) {
        let facts = (try? JSONValue(canonical: Array((error.detail ?? "").utf8))) ?? .null
        func text(_ name: String) -> String { facts[name]?.stringValue ?? "" }
        func integer(_ name: String) -> Int64 { facts[name]?.integerValue ?? 0 }
        switch error.sqlState {
        // Figures beyond 2^53 - 1: the message names them.
        case .some(let state) where facts.isNull && JournalError.statesWithFacts.contains(state.rawValue):
            self = .database(error)
        case SQLState(rawValue: "PL001"):
            self = .wrongExpectedVersion(
                stream: text("stream"), expected: integer("expected"), actual: integer("actual"))
        case SQLState(rawValue: "PL002"):
            self = .idempotencyConflict(id: text("id"), position: integer("position"))
        case SQLState(rawValue: "PL003"): self = .unbalanced(currency: text("currency"), sum: integer("sum"))
        case SQLState(rawValue: "PL004"):
            self = .overdrawn(
                account: text("account"), currency: text("currency"), available: integer("available"),
                needed: integer("needed"))
        case SQLState(rawValue: "PL005"): self = .unknownLedger(text("ledger"))
        case SQLState(rawValue: "PL006"): self = .entryTooLarge(bytes: integer("bytes"), limit: integer("limit"))
        case SQLState(rawValue: "PL007"): self = .appendOnly
        case SQLState(rawValue: "PL008"): self = .malformed(error.message)
        case SQLState(rawValue: "PL009"): self = .notRestored(position: integer("position"), reason: text("reason"))
        case .uniqueViolation where error.constraint == "event_id_once":
            self = .malformed("the same event identifier stands twice in one call")
        case .checkViolation where JournalError.formConstraints.contains(error.constraint ?? ""):
            self = .malformed(error.message)
        default: self = error.isInDoubt ? .inDoubt(error) : .database(error)
        }
    }

    private static let statesWithFacts: Set = ["PL001", "PL002", "PL003", "PL004", "PL005", "PL006"]
    private static let formConstraints: Set = [
        "account_form", "account_currency_form", "event_stream_form", "event_type_form",
    ]
}
