import CanonicalJSON
import Postgres

extension Session {
    /// Records requests, each all or none, in their order, and answers each when it is decided, and, if `flushes`, durable.
    ///
    /// They go in one call, as if none of them were to be refused. A refused call has recorded nothing; and whom it names may be
    /// in the wrong only because of another request of the call that is refused as well. So it is split, and only a request that
    /// is alone in its call takes the refusal: by then all that came before it is decided.
    func decide(
        _ requests: ArraySlice<AppendRequest>, in ledger: LedgerName, flushes: Bool
    ) -> [AppendRequest.Outcome] {
        do {
            let events = requests.flatMap(\.events)
            var receipts = try (flushes ? append(events, to: ledger) : record(events, in: ledger))[...]
            return requests.map { request in
                defer { receipts = receipts.dropFirst(request.events.count) }
                return .success(Array(receipts.prefix(request.events.count)))
            }
        } catch let error as PostgresError where requests.count > 1 && error.isRefusal {
            return requests.split(at: error.namedEvent).flatMap { decide($0, in: ledger, flushes: flushes) }
        } catch {
            return requests.map { _ in .failure(JournalError(any: error)) }
        }
    }
}

extension PostgresError {
    /// Whether it is about what was sent, so that something else may still be accepted.
    fileprivate var isRefusal: Bool { code == .server || code == .misuse }

    /// The number, from 0, of the event that a refusal names.
    fileprivate var namedEvent: Int? {
        let facts = try? JSONValue(canonical: Array((detail ?? "").utf8))
        return facts?["event"]?.integerValue.map { Int($0) - 1 }
    }
}

extension ArraySlice<AppendRequest> {
    /// What to send instead of these, which were refused together: apart from the others, the request whose event was named, and
    /// in halves those of which nothing is known, so that however many are refused, a request is sent again only a few times.
    fileprivate func split(at namedEvent: Int?) -> [Self] {
        guard let namedEvent, let named = request(of: namedEvent) else { return halves }
        return [self[..<named], self[named...named]].filter { !$0.isEmpty } + self[(named + 1)...].halves
    }

    private func request(of event: Int) -> Int? {
        var end = 0
        return indices.first { index in
            end += self[index].events.count
            return event < end
        }
    }

    /// Without empty ones.
    private var halves: [Self] {
        let middle = startIndex + count / 2
        return [self[..<middle], self[middle...]].filter { !$0.isEmpty }
    }
}
