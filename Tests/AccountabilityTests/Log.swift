import Assistance
import CanonicalJSON
import Journal

/// A log in memory: requests that are decided one after another, and the entries that come of them.
struct Log {
    private(set) var events: [RecordedEvent] = []
    private var books = Books(actor: "county finance bureau")
    private var balances: [Account: Int64] = [:]
    private var versions: [String: Int64] = [:]
    /// How many days after it happened an event is recorded; nil for all in January 2026.
    var delay: Int?

    init(_ requests: any Request...) throws {
        for request in requests { try record(request) }
    }

    /// - Parameter actor: who puts it on record.
    mutating func record(_ request: any Request, by actor: String = "county finance bureau") throws {
        books.actor = actor
        defer { books.actor = "county finance bureau" }
        while true {
            let missing = books.missing(from: request.needs(knowing: books))
            if missing.isEmpty { break }
            for stream in missing.streams { books.noteRead(stream) }
            for account in missing.accounts { books.note(balance: balances[account] ?? 0, of: account) }
            for position in missing.positions { books.note(try entry(at: position), at: position) }
        }
        for decided in try request.decide(on: books) {
            books.take(decided)
            for posting in decided.postings { balances[posting.account, default: 0] += posting.amount.minorUnits }
            try append(decided)
        }
    }

    private func entry(at position: Int64) throws -> RecordedEntry? {
        guard let event = events.first(where: { $0.position == position }) else { return nil }
        let name = event.stream.split(separator: "/").map(String.init)
        guard let kind = StreamName.Kind(rawValue: name[0]), let identifier = Identifier(name[1]) else { return nil }
        return RecordedEntry(
            position: position, stream: StreamName(kind, identifier), date: event.effectiveOn,
            event: try AssistanceEvent(type: event.type, version: event.v, data: event.data),
            postings: event.postings.compactMap { posting in
                guard let account = Account(posting.account), let money = Money(minorUnits: posting.amount) else {
                    return nil
                }
                return Posting(account, money)
            })
    }

    /// Appends what was decided elsewhere.
    mutating func append(_ decided: DecidedEvent, by actor: String) throws {
        books.actor = actor
        defer { books.actor = "county finance bureau" }
        try append(decided)
    }

    private mutating func append(_ decided: DecidedEvent) throws {
        let payload = decided.event.payload
        try append(
            type: type(of: payload).type, v: type(of: payload).version, of: decided.stream.description,
            on: decided.effectiveOn, data: .object(payload.statedData),
            postings: decided.postings.map {
                [
                    "account": .string($0.account.description), "amount": .integer($0.amount.minorUnits),
                    "currency": .string($0.amount.currency.code),
                ]
            })
    }

    /// Appends an event of any type, as another program may have.
    mutating func append(
        type: String, v: Int, of stream: String, on date: CalendarDate, data: JSONValue, postings: [JSONValue] = []
    ) throws {
        let position = Int64(events.count)
        versions[stream, default: 0] += 1
        let second = String(position % 60 + 100).dropFirst()
        let day = delay.flatMap { CalendarDate(daysSince1970: date.daysSince1970 + $0)?.description } ?? "2026-01-05"
        let entry: JSONValue = [
            "actor": .string(books.actor), "causation": nil, "correlation": nil, "data": data,
            "effective_on": .string(date.description), "id": "00000000-0000-7000-8000-000000000000", "ledger": "main",
            "position": .integer(position), "postings": .array(postings),
            "recorded_at": .string("\(day)T08:30:\(second).000000Z"), "recorder": "recorder",
            "stream": .string(stream), "type": .string(type), "v": .integer(Int64(v)),
            "version": .integer(versions[stream, default: 0]),
        ]
        events.append(try RecordedEvent(entry: entry.canonicalBytes()))
    }

    func events(of stream: String) -> [RecordedEvent] { events.filter { $0.stream == stream } }
}
