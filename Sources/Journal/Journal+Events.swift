import CanonicalJSON
public import FoundationEssentials
public import Postgres

extension Journal {
    /// Events at some positions, in order, found by the primary key.
    ///
    /// - Parameter types: only those of these types; nil for all.
    /// - Throws: `.damagedEntry` for one that is not an entry.
    public static func events(
        at positions: [Int64], ofTypes types: [String]? = nil, of ledger: LedgerName, on session: Session
    ) throws -> [RecordedEvent] {
        guard !positions.isEmpty else { return [] }
        let condition = types == nil ? "position = ANY ($2)" : "position = ANY ($2) AND type = ANY ($3)"
        return try events(
            where: condition, [.int8s(positions)] + (types.map { [.texts($0)] } ?? []), of: ledger, on: session)
    }

    /// What types the events at some positions have, and in which streams they stand.
    public static func eventNames(
        at positions: [Int64], of ledger: LedgerName, on session: Session
    ) throws -> [Int64: EventName] {
        guard !positions.isEmpty else { return [:] }
        let sql =
            "SELECT position, type, stream FROM \(try session.eventRelation()) WHERE ledger = $1 AND position = ANY ($2)"
        let rows = try session.query(sql, [.text(ledger.description), .int8s(positions)])
        return Dictionary(
            uniqueKeysWithValues: try rows.map {
                (try $0.int8(0), EventName(type: try $0.text(1), stream: try $0.text(2)))
            })
    }

    /// The events by which a payment was made, found by the identifier that the event has, if that is as expected, else by going through all
    /// payments: no index knows what they are called.
    public static func payments(
        _ payment: String, id: UUID, of ledger: LedgerName, on session: Session
    ) throws -> [RecordedEvent] {
        let found = try events(where: "event_id = $2", [.uuid(id)], of: ledger, on: session)
        guard found.isEmpty else { return found }
        return try events(
            where: "type = 'FundsSpent' AND position(convert_to($2, 'UTF8') IN entry) > 0",
            [.text("\"payment\":\"\(payment)\"")], of: ledger, on: session)
    }

    private static func events(
        where condition: String, _ values: [Parameter], of ledger: LedgerName, on session: Session
    ) throws -> [RecordedEvent] {
        // Put in order here, and read while the server still looks for the others.
        let sql = "SELECT position, entry FROM \(try session.eventRelation()) WHERE ledger = $1 AND \(condition)"
        var events: [RecordedEvent] = []
        try session.forEachRow(sql, [.text(ledger.description)] + values) { row in
            do {
                events.append(try RecordedEvent(entry: try row.bytes(1)))
            } catch let error as CanonicalJSONError {
                throw JournalError.damagedEntry(position: try row.int8(0), reason: "\(error)")
            }
        }
        return events.sorted { $0.position < $1.position }
    }
}

/// What an event is called in lists.
public struct EventName: Hashable, Sendable {
    /// Such as `FundsReceived`.
    public let type: String
    /// Such as `transfer/T1`.
    public let stream: String

    public init(type: String, stream: String) {
        self.type = type
        self.stream = stream
    }
}
