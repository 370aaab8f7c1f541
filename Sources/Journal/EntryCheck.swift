import TransparencyLog

/// Both sides of the boundary are checked: entries come in the order that was asked for, none is missing, each says that it
/// stands where it was found, and has the leaf hash that the database keeps for it.
struct EntryCheck {
    private let ledger: LedgerName
    private let selection: LogSelection
    private let positions: Range<Int64>
    private(set) var count = 0
    private(set) var last: Int64?
    /// What stands in an entry before its position.
    private let place: BytePattern

    init(_ selection: LogSelection, of ledger: LedgerName, at positions: Range<Int64>) {
        self.ledger = ledger
        self.selection = selection
        self.positions = positions
        place = BytePattern(Array(#","ledger":"\#(ledger)","position":"#.utf8))
    }

    /// - Returns: the entry's leaf hash, made of the entry.
    /// - Throws: `.damagedEntry` with the position at which the log is not what it must be.
    mutating func take(
        _ position: Int64, _ entry: UnsafeRawBufferPointer, leaf: UnsafeRawBufferPointer
    ) throws(JournalError) -> Digest {
        try checkOrder(position)
        let hash = Digest(leaf: entry)
        guard says(position, entry), hash.isEqual(to: leaf) else { throw damage(position, entry) }
        count += 1
        last = position
        return hash
    }

    /// To be called after the last entry.
    func finish() throws(JournalError) {
        guard selection.isFiltered || count == positions.count else { throw missing }
    }

    /// The position that must come next where nothing is left out.
    private var expected: Int64 {
        switch selection.direction {
        case .forward: positions.lowerBound + Int64(count)
        case .backward: positions.upperBound - 1 - Int64(count)
        }
    }

    private var missing: JournalError { .damagedEntry(position: expected, reason: "it is missing") }

    private func checkOrder(_ position: Int64) throws(JournalError) {
        guard selection.isFiltered else {
            guard position == expected else { throw missing }
            return
        }
        guard let last else { return }
        guard selection.direction == .forward ? position > last : position < last else {
            throw .damagedEntry(position: position, reason: "it came after \(last)")
        }
    }

    /// Whether the entry says that it stands at a position of this ledger. No text can hold these bytes, as its quotes would be
    /// escaped. The event's data may, but they come before; behind its place there is nothing that may.
    private func says(_ position: Int64, _ entry: UnsafeRawBufferPointer) -> Bool {
        guard var index = place.lastEnd(in: entry) else { return false }
        var number: Int64 = 0
        while index < entry.count, entry[index] &- 0x30 < 10 {
            number = number &* 10 &+ Int64(entry[index] &- 0x30)
            index += 1
        }
        return number == position && index < entry.count && entry[index] == 0x2C
    }

    /// What is wrong with an entry that is not what its position promises.
    private func damage(_ position: Int64, _ entry: UnsafeRawBufferPointer) -> JournalError {
        let event: RecordedEvent
        do {
            event = try RecordedEvent(entry: Array(entry))
        } catch {
            return .damagedEntry(position: position, reason: "\(error)")
        }
        let reason =
            event.position != position
            ? "it says that it stands at \(event.position)"
            : event.ledger != ledger.description
                ? "it says that it belongs to ledger \"\(event.ledger)\"" : "its leaf hash is not that of its bytes"
        return .damagedEntry(position: position, reason: reason)
    }
}
