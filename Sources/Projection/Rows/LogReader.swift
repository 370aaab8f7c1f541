import CanonicalJSON
public import Journal
public import Postgres

/// Where a report takes events from that it shows one by one.
public protocol EventSource {
    /// Events that count where the report looks.
    ///
    /// - Parameters:
    ///   - selection: its limit is of those that are wanted.
    ///   - isWanted: looks at one; that costs time for each.
    func events(_ selection: LogSelection, where isWanted: (RecordedEvent) -> Bool) throws -> [RecordedEvent]
}

/// The log of a ledger as far as a report looks, seen at one moment.
public struct LogReader: EventSource {
    private let session: Session
    private let ledger: LedgerName
    private let end: Int64
    private let horizon: Horizon
    private static let pageMin = 100
    private static let pageMax = 4_000

    /// - Parameters:
    ///   - session: in a transaction that sees one moment only.
    ///   - end: the position that is not read any more.
    public init(_ session: Session, of ledger: LedgerName, end: Int64, horizon: Horizon = Horizon()) {
        self.session = session
        self.ledger = ledger
        self.end = end
        self.horizon = horizon
    }

    public func events(_ selection: LogSelection, where isWanted: (RecordedEvent) -> Bool) throws -> [RecordedEvent] {
        var page = selection
        if selection.direction == .backward { page.from = min(selection.from ?? .max, end - 1) }
        var events: [RecordedEvent] = []
        let most = selection.limit ?? .max
        // What is not wanted may be most: pages grow.
        var size = min(max(Self.pageMin, selection.limit ?? Self.pageMax), Self.pageMax)
        while events.count < most, page.from ?? 0 >= 0, page.from ?? 0 < end {
            page.limit = size
            var isEmpty = true
            page.from = try Journal.forEachEntry(page, of: ledger, on: session) { position, entry in
                isEmpty = false
                guard position < end, events.count < most else { return }
                let event = try LogReader.event(entry, at: position)
                if horizon.reaches(event), isWanted(event) { events.append(event) }
            }
            if isEmpty { break }
            size = min(2 * size, Self.pageMax)
        }
        return events
    }

    private static func event(_ entry: RawSpan, at position: Int64) throws(JournalError) -> RecordedEvent {
        do throws(CanonicalJSONError) {
            return try RecordedEvent(entry: entry.withUnsafeBytes { [UInt8]($0) })
        } catch {
            throw .damagedEntry(position: position, reason: "\(error)")
        }
    }
}
