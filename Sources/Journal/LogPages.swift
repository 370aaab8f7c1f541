import Postgres

extension Journal {
    /// The events of a selection in pages, so that memory stays bounded however many there are, and the server is not held up
    /// between two pages. What is recorded meanwhile is read as well.
    ///
    /// - Parameter size: the most events in one page.
    public func pages(_ selection: LogSelection, of size: Int = 1000) -> LogPages {
        precondition(size > 0, "a page has room for an event")
        return LogPages(journal: self, selection: selection, size: size, follows: false)
    }

    /// The events of a selection, and then those that are recorded, as they come, without end: every one, once, in order.
    ///
    /// While nothing comes it only looks at the ledger's head, every half second at last. It ends when its task is cancelled,
    /// by saying that there are no more pages, and else only by an error, such as a lost connection.
    ///
    /// An event can be read a moment before it is on the disk. Should the server's machine die in that moment, which loses the
    /// connection as well, the positions after the last durable one are given out anew.
    ///
    /// - Parameters:
    ///   - selection: goes forward; its limit ends it.
    ///   - size: the most events in one page.
    public func tail(_ selection: LogSelection, of size: Int = 1000) -> LogPages {
        precondition(selection.direction == .forward, "a log grows at its end")
        precondition(size > 0, "a page has room for an event")
        return LogPages(journal: self, selection: selection, size: size, follows: true)
    }
}

/// Pages of a log, none of which is empty; see ``Journal/pages(_:of:)`` and ``Journal/tail(_:of:)``.
public struct LogPages: AsyncSequence, Sendable {
    fileprivate let journal: Journal
    fileprivate let selection: LogSelection
    fileprivate let size: Int
    fileprivate let follows: Bool

    public func makeAsyncIterator() -> Iterator { Iterator(pages: self, rest: selection) }

    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let pages: LogPages
        /// What has not been read yet.
        fileprivate var rest: LogSelection
        private var pauses = Pauses()

        fileprivate init(pages: LogPages, rest: LogSelection) {
            self.pages = pages
            self.rest = rest
        }

        /// The next page; nil when there is none, which in a tail is when the task is cancelled or the limit reached.
        ///
        /// - Throws: `.damagedEntry`, `.unknownLedger`, `.database`.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(JournalError) -> [RecordedEvent]? {
            while rest.limit.map({ $0 > 0 }) ?? true {
                let isNew: Bool
                do throws(JournalError) {
                    let from = rest.from
                    let events = try await readPage()
                    if !events.isEmpty {
                        pauses.reset()
                        return events
                    }
                    isNew = rest.from != from
                } catch {
                    if pages.follows, Task.isCancelled { return nil }
                    throw error
                }
                guard pages.follows else { return nil }
                if isNew { pauses.reset() }
                guard (try? await pauses.wait()) != nil else { return nil }
            }
            return nil
        }

        private mutating func readPage() async throws(JournalError) -> [RecordedEvent] {
            var selection = rest
            selection.limit = rest.limit.map { Swift.min($0, pages.size) } ?? pages.size
            let (journal, page) = (pages.journal, selection)
            let (events, next) = try await journal.withReading { session in
                try Journal.readPage(page, of: journal.ledger, on: session)
            }
            rest.from = next
            rest.limit = rest.limit.map { $0 - events.count }
            return events
        }
    }
}
