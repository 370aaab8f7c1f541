import CanonicalJSON
import Postgres

/// An event in the form in which it is sent.
struct PreparedEvent: Sendable {
    let event: NewEvent
    /// The canonical text of the event's data.
    let data: String
    let size: AppendSize

    /// - Throws: `.malformed` when the data has no canonical form.
    init(_ event: NewEvent) throws(JournalError) {
        do {
            data = try event.dataText()
        } catch {
            throw .malformed("an event has no canonical form: \(error)")
        }
        self.event = event
        size = AppendSize(
            events: 1, postings: event.postings.count,
            bytes: event.postings.reduce(
                data.utf8.count + event.stream.utf8.count + event.type.utf8.count + event.actor.utf8.count
            ) { $0 + $1.account.utf8.count + $1.currency.utf8.count })
    }
}

/// How much is sent: what bounds one call of the append function.
struct AppendSize: Sendable {
    var events = 0
    var postings = 0
    /// Of the texts whose lengths the callers choose.
    var bytes = 0

    /// More events make a call no faster, only larger; more postings are refused.
    static let ofOneCall = AppendSize(events: 1000, postings: 100_000, bytes: 16 << 20)

    func fits(in other: AppendSize) -> Bool {
        events <= other.events && postings <= other.postings && bytes <= other.bytes
    }

    static func + (one: AppendSize, other: AppendSize) -> AppendSize {
        AppendSize(
            events: one.events + other.events, postings: one.postings + other.postings, bytes: one.bytes + other.bytes)
    }
}

/// The arrays of one call of the append function.
struct AppendCall: Sendable {
    /// Prepared once a connection: to parse and plan it took a tenth of a call with one event.
    static let statement = (
        name: "pairledger_append",
        sql: "SELECT * FROM pairledger.append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)"
    )

    let parameters: [Parameter]

    init(_ ledger: LedgerName, _ prepared: ArraySlice<PreparedEvent>) {
        let events = prepared.map(\.event)
        var numbers: [Int32] = []
        for (number, event) in events.enumerated() {
            numbers += repeatElement(Int32(number + 1), count: event.postings.count)
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
            .texts(prepared.map(\.data)),
            .int4s(numbers),
            .texts(postings.map(\.account)),
            .texts(postings.map(\.currency)),
            .int8s(postings.map(\.amount)),
        ]
    }

    /// As many calls as the events take, in their order.
    static func calls(_ ledger: LedgerName, _ events: [PreparedEvent]) -> [AppendCall] {
        var calls: [AppendCall] = []
        var start = 0
        var size = AppendSize()
        for (index, event) in events.enumerated() {
            if index > start, !(size + event.size).fits(in: .ofOneCall) {
                calls.append(AppendCall(ledger, events[start..<index]))
                (start, size) = (index, AppendSize())
            }
            size = size + event.size
        }
        calls.append(AppendCall(ledger, events[start...]))
        return calls
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
