import CanonicalJSON
import Postgres

extension Journal {
    /// How many events go into one call of the append function. More make it no faster, only larger.
    static let eventsPerCall = 1000

    /// Records events at the end of the ledger, all or none, and returns when they are durable.
    ///
    /// An event whose identifier is on record already, with the same content, is not recorded again: its receipt is the first
    /// answer. Any number of events is one atom.
    ///
    /// - Throws: `JournalError`. After `.inDoubt` the same call may be repeated safely.
    public func append(_ events: [NewEvent]) async throws(JournalError) -> [Receipt] {
        guard !events.isEmpty else { return [] }
        let calls: [AppendCall]
        do {
            calls = try stride(from: 0, to: events.count, by: Journal.eventsPerCall).map {
                try AppendCall(ledger, events[$0..<min($0 + Journal.eventsPerCall, events.count)])
            }
        } catch {
            throw .malformed("an event has no canonical form: \(error)")
        }
        let flush = PipelineStep.query("SELECT pairledger.flush($1)", [.text(ledger.description)])
        if calls.count == 1 {
            // One round trip: the first sync commits the events and lets go of the ledger, the second waits for the disk.
            return try await withSession { session in
                let answers = try session.pipeline([.query(AppendCall.sql, calls[0].parameters), .sync, flush, .sync])
                let receipts = try calls[0].receipts(from: answers[0].get())
                for case .failure(let error) in answers.suffix(2) { throw JournalError.inDoubt(error) }
                return receipts
            }
        }
        let receipts = try await withTransaction { session in
            try calls.flatMap { try $0.receipts(from: session.query(AppendCall.sql, $0.parameters)) }
        }
        try await self.flush()
        return receipts
    }

    /// Returns when everything that the ledger holds is durable. What was read from it before cannot be lost after.
    public func flush() async throws(JournalError) {
        do {
            try await withSession { session in
                _ = try session.query("SELECT pairledger.flush($1)", [.text(ledger.description)])
            }
        } catch .database(let error) {
            throw .inDoubt(error)
        }
    }
}

/// The arrays of one call of the append function.
private struct AppendCall: Sendable {
    static let sql = "SELECT * FROM pairledger.append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)"

    let parameters: [Parameter]

    init(_ ledger: LedgerName, _ events: ArraySlice<NewEvent>) throws(CanonicalJSONError) {
        var data: [String] = []
        var numbers: [Int32] = []
        for (number, event) in events.enumerated() {
            data.append(try event.dataText())
            numbers += Array(repeating: Int32(number + 1), count: event.postings.count)
        }
        let postings = events.flatMap(\.postings)
        parameters = [
            .text(ledger.description),
            .uuids(events.map(\.id)),
            .texts(events.map(\.stream)),
            .int8s(events.map(\.expectedVersion.parameter)),
            .texts(events.map(\.type)),
            .int4s(events.map { Int32(exactly: $0.v) ?? 0 }),
            .dates(daysSince1970: events.map(\.effectiveOn.daysSince1970)),
            .texts(events.map { $0.actor.normalizedFormC }),
            .uuids(events.map(\.causation)),
            .uuids(events.map(\.correlation)),
            .texts(data),
            .int4s(numbers),
            .texts(postings.map(\.account)),
            .texts(postings.map(\.currency)),
            .int8s(postings.map(\.amount)),
        ]
    }

    func receipts(from rows: Rows) throws -> [Receipt] {
        try rows.map { row in
            guard let recordedAt = Instant(microsecondsSince1970: try row.timestamp(3)) else {
                throw JournalError.malformed("the database's clock is out of bounds")
            }
            return Receipt(
                position: try row.int8(1), version: try row.int8(2), recordedAt: recordedAt, replayed: try row.bool(4))
        }
    }
}

extension NewEvent {
    /// The canonical text of `data`, which in the entry lies one level deeper than it does alone.
    fileprivate func dataText() throws(CanonicalJSONError) -> String {
        var limits = CanonicalReader.Limits.document
        limits.maximumDepth -= 1
        var writer = CanonicalWriter(limits: limits)
        writer.value(.object(data))
        return String(decoding: try writer.finish(), as: UTF8.self)
    }
}

extension ExpectedVersion {
    fileprivate var parameter: Int64? {
        switch self {
        case .any: nil
        case .noStream: 0
        case .exactly(let version): version
        }
    }
}
