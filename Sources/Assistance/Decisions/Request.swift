public import CanonicalJSON

/// Something that a person asks to put on record.
public protocol Request: Sendable {
    /// What makes two requests the same one, such as `transfer/T1`, where the request names what it creates; nil where it does
    /// not, so that each is another one unless its sender says otherwise.
    var identity: String? { get }
    /// The day on which it happened.
    var effectiveOn: CalendarDate { get }
    /// All that was asked, to tell a repeated request from another one under the same identity.
    var facts: [String: JSONValue] { get }
    /// The same request, where its events say which documents were given with it.
    func proven(by documents: [DocumentDigest]) -> any Request
    /// What must be known to decide, given what is known already: further needs may show once these are met.
    func needs(knowing books: Books) -> Needs
    /// The events that put it on record.
    ///
    /// - Throws: `Refusal` when a rule of the ledger does not allow it.
    func decide(on books: Books) throws(Refusal) -> [DecidedEvent]
}

extension Request {
    public func proven(by documents: [DocumentDigest]) -> any Request { self }

    /// The facts without those that were left out, so that a later version of this program, which may ask for more, finds the same
    /// ones in the same request.
    public var statedFacts: [String: JSONValue] { facts.filter { $0.value != .null } }
}

/// The streams, accounts and single entries that a decision rests on.
public struct Needs: Sendable {
    public var streams: Set<StreamName>
    public var accounts: Set<Account>
    /// Positions in the log.
    public var positions: Set<Int64>

    public init(streams: Set<StreamName> = [], accounts: Set<Account> = [], positions: Set<Int64> = []) {
        self.streams = streams
        self.accounts = accounts
        self.positions = positions
    }

    public var isEmpty: Bool { streams.isEmpty && accounts.isEmpty && positions.isEmpty }

    public mutating func formUnion(_ other: Needs) {
        streams.formUnion(other.streams)
        accounts.formUnion(other.accounts)
        positions.formUnion(other.positions)
    }
}

/// An event that a decision made, ready to be appended.
public struct DecidedEvent: Sendable {
    public let stream: StreamName
    /// The version at which the decision saw the stream; 0 when there was none.
    public let expectedVersion: Int64
    public let effectiveOn: CalendarDate
    public let event: AssistanceEvent
    public let postings: [Posting]

    public init(
        stream: StreamName, expectedVersion: Int64, effectiveOn: CalendarDate, event: AssistanceEvent,
        postings: [Posting]
    ) {
        self.stream = stream
        self.expectedVersion = expectedVersion
        self.effectiveOn = effectiveOn
        self.event = event
        self.postings = postings
    }
}
