import CanonicalJSON
import Journal
import Postgres

/// Entries that follow one another in the log, as bytes.
struct EntryPage: Sendable {
    let first: Int64
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    private init(first: Int64) { self.first = first }

    var count: Int { ends.count }
    /// The position behind the last.
    var end: Int64 { first + Int64(count) }

    /// The entries from a position to before another, at most so many.
    static func read(from first: Int64, to end: Int64, limit: Int, of journal: Journal) async throws -> EntryPage {
        guard first < end else { return EntryPage(first: first) }
        let ledger = journal.ledger
        return try await journal.connection.run { session in
            try read(from: first, to: end, limit: limit, of: ledger, on: session)
        }
    }

    /// The same inside somebody's transaction.
    static func read(
        from first: Int64, to end: Int64, limit: Int, of ledger: LedgerName, on session: Session
    ) throws -> EntryPage {
        var page = EntryPage(first: first)
        let selection = LogSelection(from: first, limit: Int(min(Int64(limit), end - first)))
        try Journal.forEachEntry(selection, of: ledger, on: session) { _, entry in
            entry.withUnsafeBytes { page.bytes.append(contentsOf: $0) }
            page.ends.append(page.bytes.count)
        }
        return page
    }

    /// The events, made on all processors.
    @concurrent func events() async throws -> [ProjectedEvent] {
        guard count > 64 else { return try eventsHere() }
        let middle = count / 2
        async let front = concurrently(0..<middle)
        let back = try events(middle..<count)
        return try await front + back
    }

    /// The events, made by whoever asks.
    func eventsHere() throws -> [ProjectedEvent] { try events(ends.indices) }

    @concurrent private func concurrently(_ range: Range<Int>) async throws -> [ProjectedEvent] { try events(range) }

    private func events(_ range: Range<Int>) throws -> [ProjectedEvent] {
        var events: [ProjectedEvent] = []
        events.reserveCapacity(range.count)
        for index in range {
            let start = index == 0 ? 0 : ends[index - 1]
            do {
                events.append(ProjectedEvent(try EventRecord(bytes, range: start..<ends[index])))
            } catch {
                throw JournalError.damagedEntry(position: first + Int64(index), reason: "\(error)")
            }
        }
        return events
    }
}

/// A part of the log as pages of events: while one is worked on, the next is being decoded and the one after it read.
struct EventPages {
    let journal: Journal
    let end: Int64
    let size: Int

    /// Hands every page to `body`, from a position on.
    func forEach(from start: Int64, _ body: ([ProjectedEvent]) async throws -> Void) async throws {
        var events = try await read(start).events()
        var entries = try await read(start + Int64(events.count))
        while !events.isEmpty {
            let page = entries
            async let nextEvents = page.events()
            async let nextEntries = read(page.end)
            try await body(events)
            events = try await nextEvents
            entries = try await nextEntries
        }
    }

    private func read(_ position: Int64) async throws -> EntryPage {
        try await EntryPage.read(from: position, to: end, limit: size, of: journal)
    }
}
