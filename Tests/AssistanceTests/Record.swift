import Assistance
import CanonicalJSON
import Testing

/// What is on record, kept as plainly as can be: the events of each stream, and each account's balance in minor units.
struct Record {
    private(set) var streams: [StreamName: [DecidedEvent]] = [:]
    /// All events in order, as the log would have them.
    private(set) var entries: [RecordedEntry] = []
    /// Who said so, of each event of each stream.
    private var actors: [StreamName: [String]] = [:]
    private(set) var balances: [Account: Int64] = [:]

    mutating func take(_ decided: [DecidedEvent], by actor: String = Asked.clerk) {
        for event in decided {
            streams[event.stream, default: []].append(event)
            actors[event.stream, default: []].append(actor)
            entries.append(
                RecordedEntry(
                    position: Int64(entries.count), stream: event.stream, date: event.effectiveOn, event: event.event,
                    postings: event.postings))
            for posting in event.postings { balances[posting.account, default: 0] += posting.amount.minorUnits }
        }
    }

    /// Puts into the books what of the needs is on record.
    func load(_ needs: Needs, into books: inout Books) {
        for stream in needs.streams {
            books.noteRead(stream)
            for (event, actor) in zip(streams[stream] ?? [], actors[stream] ?? []) {
                books.replay(event.event, of: stream, on: event.effectiveOn, by: actor)
            }
        }
        for position in needs.positions {
            books.note(entries.first { $0.position == position }, at: position)
        }
        for account in needs.accounts { books.note(balance: balances[account] ?? 0, of: account) }
    }

    /// Puts into the books what the request needs and they lack, and answers all that it needs.
    @discardableResult
    func load(for request: any Request, into books: inout Books) throws -> Needs {
        for _ in 0..<4 {
            let needs = request.needs(knowing: books)
            let missing = books.missing(from: needs)
            if missing.isEmpty { return needs }
            load(missing, into: &books)
        }
        return try #require(nil as Needs?, "the needs of \(request) do not come to an end")
    }

    /// What was on record before the last events.
    func without(last count: Int) -> Record {
        var earlier = Record()
        for entry in entries.dropLast(count) {
            let version = Int64(earlier.streams[entry.stream]?.count ?? 0)
            let actor = actors[entry.stream]?[Int(version)] ?? Asked.clerk
            let event = DecidedEvent(
                stream: entry.stream, expectedVersion: version, effectiveOn: entry.date, event: entry.event,
                postings: entry.postings)
            earlier.take([event], by: actor)
        }
        return earlier
    }

    /// Books that hold only what the request needs.
    func booksNeeded(for request: any Request) throws -> Books {
        var books = Books(actor: Asked.actor(of: request))
        try load(for: request, into: &books)
        return books
    }

    /// Books that hold all there is.
    func fullBooks(for request: (any Request)? = nil) -> Books {
        var books = Books(actor: request.map(Asked.actor) ?? Asked.clerk)
        let needs = Needs(
            streams: Set(streams.keys), accounts: Set(balances.keys), positions: Set(entries.map(\.position)))
        load(needs, into: &books)
        return books
    }
}
