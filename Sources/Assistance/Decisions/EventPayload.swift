public import CanonicalJSON

/// What happened, of one type: what stands in an entry's `data`, with a meaning.
public protocol EventPayload: Hashable, Sendable {
    /// The entry's `type`.
    static var type: String { get }
    /// The newest form of the data, the entry's `v`. Earlier forms are read too: see `upcast`.
    static var version: Int { get }
    /// The earliest version whose data is read as it is: the forms since then only have more fields, which may be absent.
    static var readableSince: Int { get }
    /// Brings data of a version before `readableSince` one version further.
    static func upcast(_ data: inout [String: JSONValue], from version: Int)
    /// - Throws: `EventFormError` when a field is missing or does not have its form.
    init(_ fields: EventFields) throws(EventFormError)
    /// What these fields say, as an event of the catalogue.
    static func event(_ fields: EventFields) throws(EventFormError) -> AssistanceEvent
    /// All members of the newest form; null where nothing is said.
    var data: [String: JSONValue] { get }
    /// This as an event of the catalogue.
    var event: AssistanceEvent { get }
    /// What is known of the thing that it tells of, once it is on record.
    func apply(to books: inout Books, _ occurrence: Occurrence)
}

extension EventPayload {
    /// The members of the entry's `data` that say something: what is null is left out of the log.
    public var statedData: [String: JSONValue] { data.filter { $0.value != .null } }

    public static func event(_ fields: EventFields) throws(EventFormError) -> AssistanceEvent { try Self(fields).event }

    public static var readableSince: Int { 1 }

    public static func upcast(_ data: inout [String: JSONValue], from version: Int) {}
}

/// An event that moves money, and can be reversed.
protocol MovingPayload: EventPayload {
    /// What is known of the thing once it is taken back.
    func revert(in books: inout Books, _ occurrence: Occurrence)
}

/// What an event is about, the day on which it happened, and who says so.
public struct Occurrence: Hashable, Sendable {
    public let stream: StreamName
    public let date: CalendarDate
    /// The entry's `actor`.
    public let actor: String
    /// How many events the stream has with this one; the version that its entry has.
    public let version: Int64

    public init(stream: StreamName, date: CalendarDate, actor: String, version: Int64) {
        self.stream = stream
        self.date = date
        self.actor = actor
        self.version = version
    }

    public var identifier: Identifier { stream.identifier }
}
