import Journal
import Postgres
import Synchronization

extension Bench {
    /// Reading a whole log in order.
    func reading(_ ledger: LedgerName, events: Int) async throws -> [Measurement] {
        let samples = try await samples(
            "reading",
            of: [
                { try await self.countRate(ledger, events: events) },
                { try await self.entriesRate(ledger, events: events) },
                { try await self.pagesRate(ledger, events: events) },
            ])
        let limitName = "COPY of the same columns, of which the bytes are only counted"
        return [
            Measurement(
                name: "reading entries in order, checked", unit: "events/s", ours: samples[1], limitName: limitName,
                limit: samples[0], bound: .atLeast(0.7)),
            Measurement(
                name: "reading events in pages, decoded", unit: "events/s", ours: samples[2], limitName: limitName,
                limit: samples[0], bound: nil),
        ]
    }

    private func countRate(_ ledger: LedgerName, events: Int) async throws -> Double {
        let sql = """
            COPY (SELECT position, entry, leaf FROM pairledger.event WHERE ledger = '\(ledger)' ORDER BY position)
            TO STDOUT (FORMAT binary)
            """
        let reader = clients.reader
        let seconds = try await seconds {
            let bytes = try await reader.run { session in
                var bytes = 0
                try session.copyOut(sql) { bytes += $0.count }
                return bytes
            }
            guard bytes > events * 300 else { throw Contradiction("COPY gave \(bytes) bytes for \(events) events") }
        }
        return Double(events) / seconds
    }

    private func entriesRate(_ ledger: LedgerName, events: Int) async throws -> Double {
        let journal = Journal(ledger, on: clients.reader)
        let seconds = try await seconds { try await LongRead.entries.run(journal, events: events) }
        return Double(events) / seconds
    }

    private func pagesRate(_ ledger: LedgerName, events: Int) async throws -> Double {
        let journal = Journal(ledger, on: clients.reader)
        let seconds = try await seconds { try await LongRead.pages.run(journal, events: events) }
        return Double(events) / seconds
    }
}

/// The two ways to read a long log.
enum LongRead: String, CaseIterable {
    /// Entries as bytes, by one COPY.
    case entries
    /// Events, page by page.
    case pages

    /// Reads all of it, and throws ``Contradiction`` unless it has so many events.
    func run(_ journal: Journal, events: Int) async throws {
        let seen = Mutex(0)
        switch self {
        case .entries:
            try await journal.forEachEntry(LogSelection()) { position, entry in
                seen.withLock { $0 += entry.byteCount > 0 ? 1 : 0 }
            }
        case .pages:
            for try await page in journal.pages(LogSelection()) { seen.withLock { $0 += page.count } }
        }
        guard seen.withLock({ $0 == events }) else {
            throw Contradiction("\(seen.withLock { $0 }) of \(events) events were read")
        }
    }
}
