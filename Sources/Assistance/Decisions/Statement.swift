public import CanonicalJSON

/// An event that says exactly what was asked, so that the request is nothing but the event, its thing and its day.
public protocol Statement: EventPayload {
    /// The kind of thing that it tells of.
    static var kind: StreamName.Kind { get }
    /// Where it stands among what is told of a thing.
    static var turn: Turn { get }
    /// What makes two requests to state it the same one; nil where each is another one unless its sender says otherwise.
    func identity(of thing: Identifier) -> String?
    /// What else than the thing's own stream the check rests on.
    func needs(for thing: Identifier, knowing books: Books) -> Needs
    /// - Throws: `Refusal` when a rule of the ledger does not allow it. That it is its turn is looked at before.
    func check(_ occurrence: Occurrence, on books: Books) throws(Refusal)
    /// The same, where it says which documents were given with it.
    func proven(by documents: [DocumentDigest]) -> Self
    /// What it moves.
    func postings(for thing: Identifier, on books: Books) -> [Posting]
}

/// Where a statement stands among what is told of a thing.
public enum Turn: Sendable {
    /// It is the first, and so names the thing.
    case first
    /// The thing must be on record already.
    case later
    /// Either.
    case any
}

extension Statement {
    public func identity(of thing: Identifier) -> String? {
        Self.turn == .first ? StreamName(Self.kind, thing).description : nil
    }
    public func needs(for thing: Identifier, knowing books: Books) -> Needs { Needs() }
    public func proven(by documents: [DocumentDigest]) -> Self { self }
    public func postings(for thing: Identifier, on books: Books) -> [Posting] { [] }
}

/// Asks to put a statement on record.
public struct State<Content: Statement>: Request {
    public var thing: Identifier
    public var effectiveOn: CalendarDate
    public var content: Content

    public init(_ content: Content, of thing: Identifier, on date: CalendarDate) {
        self.thing = thing
        self.content = content
        effectiveOn = date
    }

    private var stream: StreamName { StreamName(Content.kind, thing) }
    public var identity: String? { content.identity(of: thing) }
    public var facts: [String: JSONValue] {
        content.data.merging([Content.kind.rawValue: JSONValue(thing)]) { own, _ in own }
    }

    public func proven(by documents: [DocumentDigest]) -> any Request {
        var request = self
        request.content = content.proven(by: documents)
        return request
    }

    public func needs(knowing books: Books) -> Needs {
        var needs = content.needs(for: thing, knowing: books)
        needs.streams.insert(stream)
        return needs
    }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        switch Content.turn {
        case .first: try books.mustNotExist(stream)
        case .later: try books.mustExist(stream)
        case .any: break
        }
        let version = books.version(of: stream)
        let occurrence = Occurrence(stream: stream, date: effectiveOn, actor: books.actor, version: version + 1)
        try content.check(occurrence, on: books)
        return [
            DecidedEvent(
                stream: stream, expectedVersion: version, effectiveOn: effectiveOn, event: content.event,
                postings: content.postings(for: thing, on: books))
        ]
    }
}
