import CanonicalJSON
import FoundationEssentials
import TransparencyLog

/// Goes through the entries of a log in order, and notes everything that is wrong with them by themselves.
struct EntryAudit {
    private(set) var findings = LogFindings()
    private(set) var ledger: String?
    /// The position that comes next.
    private(set) var next: Int64 = 0
    private(set) var lastRecordedAt: Instant?
    /// What the entries come to, by accounts and currencies.
    private(set) var balances: [Balance: Int64] = [:]
    private var versions: [String: Int64] = [:]

    struct Balance: Hashable {
        let account: String
        let currency: String

        /// As the function `is_guarded` of the schema has it.
        var isGuarded: Bool { !account.hasPrefix("donor:") && !account.hasPrefix("spent:") }
    }

    /// What the table has beside an entry.
    struct Columns {
        let stream: String
        let version: Int64
        let id: UUID
        let type: String
        let recordedAt: Instant?
        let leaf: Digest?
    }

    /// - Parameter ledger: the one that the entries must be of; nil for that of the first.
    init(of ledger: String?) { self.ledger = ledger }

    mutating func add(_ finding: LogFinding) { findings.add(finding) }

    /// Notes that there is nothing at the positions up to this one.
    mutating func skip(to position: Int64) {
        guard position > next else { return }
        let count = position - next
        add(
            LogFinding(
                .missing, at: next,
                count == 1 ? "the entry is missing" : "\(count.entries) are missing, up to position \(position - 1)"))
        next = position
    }

    /// Takes the entry at the next position.
    ///
    /// - Returns: its leaf hash.
    mutating func take(_ entry: [UInt8], _ columns: Columns? = nil) -> Digest {
        let position = next
        next += 1
        let leaf = Digest(leaf: entry)
        if let columns, columns.leaf != leaf {
            add(LogFinding(.leaf, at: position, "the stored leaf hash is not that of the entry"))
        }
        let event: RecordedEvent
        do throws(CanonicalJSONError) {
            event = try RecordedEvent(entry: entry)
        } catch {
            add(LogFinding(.damaged, at: position, "it is not an entry: \(error)"))
            return leaf
        }
        checkPlace(event, position)
        if let columns { compare(event, columns, position) }
        addUp(event, position)
        return leaf
    }

    private mutating func checkPlace(_ event: RecordedEvent, _ position: Int64) {
        if event.position != position {
            add(LogFinding(.misplaced, at: position, "the entry says that it stands at position \(event.position)"))
        }
        if ledger == nil { ledger = event.ledger }
        if let ledger, event.ledger != ledger {
            add(LogFinding(.misplaced, at: position, "the entry says that it belongs to ledger \"\(event.ledger)\""))
        }
        let version = versions[event.stream, default: 0] + 1
        if event.version != version {
            add(
                LogFinding(
                    .misplaced, at: position,
                    "the entry says that it is version \(event.version) of stream \(event.stream), and \(version) comes next"
                ))
        }
        versions[event.stream] = event.version
        if let last = lastRecordedAt, event.recordedAt < last {
            add(
                LogFinding(
                    .time, at: position, "it was recorded at \(event.recordedAt), before the entry in front of it"))
        }
        lastRecordedAt = max(lastRecordedAt ?? event.recordedAt, event.recordedAt)
    }

    private mutating func compare(_ event: RecordedEvent, _ columns: Columns, _ position: Int64) {
        // Byte by byte: Swift takes texts for the same that look the same.
        func isSame(_ column: String, _ entry: String) -> Bool { column.utf8.elementsEqual(entry.utf8) }
        if isSame(columns.stream, event.stream), columns.version == event.version, columns.id == event.id,
            isSame(columns.type, event.type), columns.recordedAt == event.recordedAt
        {
            return
        }
        let pairs = [
            ("stream", columns.stream, event.stream), ("version", "\(columns.version)", "\(event.version)"),
            ("event_id", columns.id.canonicalText, event.id.canonicalText), ("type", columns.type, event.type),
            (
                "recorded_at", columns.recordedAt.map { "\($0)" } ?? "a moment that no entry can have",
                "\(event.recordedAt)"
            ),
        ]
        for (name, column, entry) in pairs where !isSame(column, entry) {
            add(LogFinding(.column, at: position, "the column \(name) says \(column), the entry \(entry)"))
        }
    }

    private mutating func addUp(_ event: RecordedEvent, _ position: Int64) {
        var sums: [String: Int64] = [:]
        var left: Set<Balance> = []
        for posting in event.postings {
            sums[posting.currency, default: 0] &+= posting.amount
            let place = Balance(account: posting.account, currency: posting.currency)
            balances[place, default: 0] &+= posting.amount
            if posting.amount < 0, place.isGuarded { left.insert(place) }
        }
        for place in left {
            guard let balance = balances[place], balance < 0 else { continue }
            add(
                LogFinding(
                    .overdrawn, at: position,
                    "it leaves \(balance) minor units of \(place.currency) in \(place.account), which cannot be below zero"
                ))
        }
        for (currency, sum) in sums.sorted(by: { $0.key < $1.key }) where sum != 0 {
            add(LogFinding(.postings, at: position, "its postings in \(currency) sum to \(sum), not to zero"))
        }
    }
}
