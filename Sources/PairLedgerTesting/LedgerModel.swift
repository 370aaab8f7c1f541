import CanonicalJSON
import FoundationEssentials
public import Journal

/// What a ledger is meant to do, in the plainest words: the reference that the database is compared with.
///
/// It records one event after another and looks at every rule after each, where the database does so for whole sets.
public struct LedgerModel: Sendable {
    /// One account in one currency.
    public struct Account: Hashable, Sendable {
        public let name: String
        public let currency: String

        public init(_ name: String, _ currency: String) {
            self.name = name
            self.currency = currency
        }
    }

    /// Where an event stands.
    public struct Answer: Hashable, Sendable {
        public let position: Int64
        public let version: Int64
        public let replayed: Bool
    }

    /// Why a call is refused, with the figures that the database must name.
    public enum Refusal: Error, Hashable, Sendable {
        case wrongExpectedVersion(stream: String, expected: Int64, actual: Int64)
        case idempotencyConflict(id: String, position: Int64)
        case unbalanced(currency: String, sum: Int64)
        case overdrawn(account: String, currency: String, available: Int64, needed: Int64)
        /// The same identifier stands twice in one call.
        case repeatedIdentifier
    }

    /// Everything recorded, by position.
    public private(set) var events: [NewEvent] = []
    /// How many events each stream has.
    public private(set) var versions: [String: Int64] = [:]
    /// In minor units; an account that was never used is absent.
    public private(set) var balances: [Account: Int64] = [:]
    private var places: [UUID: Answer] = [:]

    public init() {}

    /// Records the events, all or none.
    public mutating func append(_ call: [NewEvent]) throws(Refusal) -> [Answer] {
        // The database looks at all events for one kind of fault before it looks for the next, and first for those that need no
        // look at what is recorded.
        for event in call { try Self.balance(event) }
        for event in call {
            guard let place = places[event.id] else { continue }
            guard Self.content(of: events[Int(place.position)]) == Self.content(of: event) else {
                throw .idempotencyConflict(id: event.id.canonicalText, position: place.position)
            }
        }
        var next = self
        var answers: [Answer] = []
        let new = call.filter { places[$0.id] == nil }
        for event in new { try next.advance(event) }
        for event in new { try next.post(event) }
        guard Set(new.map(\.id)).count == new.count else { throw .repeatedIdentifier }
        var seen: [String: Int64] = [:]
        for event in call {
            if let place = places[event.id] {
                answers.append(Answer(position: place.position, version: place.version, replayed: true))
                continue
            }
            let version = seen[event.stream, default: versions[event.stream, default: 0]] + 1
            seen[event.stream] = version
            let answer = Answer(position: Int64(next.events.count), version: version, replayed: false)
            next.events.append(event)
            next.places[event.id] = answer
            answers.append(answer)
        }
        self = next
        return answers
    }

    /// Whether an account may not go below zero.
    public static func isGuarded(_ account: String) -> Bool {
        !account.hasPrefix("donor:") && !account.hasPrefix("spent:")
    }

    private mutating func advance(_ event: NewEvent) throws(Refusal) {
        let actual = versions[event.stream, default: 0]
        let expected: Int64? =
            switch event.expectedVersion {
            case .any: nil
            case .noStream: 0
            case .exactly(let version): version
            }
        if let expected, expected != actual {
            throw .wrongExpectedVersion(stream: event.stream, expected: expected, actual: actual)
        }
        versions[event.stream] = actual + 1
    }

    private static func balance(_ event: NewEvent) throws(Refusal) {
        let sums = event.postings.reduce(into: [:]) { $0[$1.currency, default: 0] += $1.amount }
        if let wrong = sums.filter({ $0.value != 0 }).min(by: { $0.key < $1.key }) {
            throw .unbalanced(currency: wrong.key, sum: wrong.value)
        }
    }

    private mutating func post(_ event: NewEvent) throws(Refusal) {
        let moves = event.postings.reduce(into: [Account: Int64]()) {
            $0[Account($1.account, $1.currency), default: 0] += $1.amount
        }
        for (account, amount) in moves.sorted(by: { ($0.key.name, $0.key.currency) < ($1.key.name, $1.key.currency) }) {
            let available = balances[account, default: 0]
            if available + amount < 0, Self.isGuarded(account.name) {
                throw .overdrawn(
                    account: account.name, currency: account.currency, available: available, needed: -amount)
            }
            balances[account] = available + amount
        }
    }

    /// What makes two events the same: all but the identifier and what the caller expected.
    private static func content(of event: NewEvent) -> [String] {
        let data = (try? JSONValue.object(event.data).canonicalText()) ?? "no canonical form"
        return [
            event.stream, event.type, "\(event.v)", "\(event.effectiveOn)", event.actor.normalizedFormC,
            event.causation?.canonicalText ?? "", event.correlation?.canonicalText ?? "", data,
        ] + event.postings.flatMap { [$0.account, "\($0.amount)", $0.currency] }
    }
}

extension NewEvent {
    /// What was recorded, as it could be recorded again in another ledger at the same place.
    public init(again recorded: RecordedEvent) {
        self.init(
            id: recorded.id, stream: recorded.stream, expectedVersion: .exactly(recorded.version - 1),
            type: recorded.type, v: recorded.v, effectiveOn: recorded.effectiveOn, actor: recorded.actor,
            causation: recorded.causation, correlation: recorded.correlation, data: recorded.data.objectValue ?? [:],
            postings: recorded.postings)
    }
}
