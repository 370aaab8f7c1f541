import FoundationEssentials
import Journal
import PairLedgerTesting
import Synchronization

/// What writers know when the server is killed under them.
final class KnownAnswers: Sendable {
    private let answers = Mutex<[UUID: Receipt]>([:])
    private let lost = Mutex<[[NewEvent]]>([])

    var acknowledged: [UUID: Receipt] { answers.withLock { $0 } }
    /// Calls of which it is not known whether they were recorded.
    var unanswered: [[NewEvent]] { lost.withLock { $0 } }

    /// Appends calls of one to four events until one is not answered.
    func write(to journal: Journal, _ maker: EventMaker) async {
        var maker = maker
        while true {
            let call = (0..<Int.random(in: 1...4, using: &maker.generator)).map {
                maker.move(1, from: "donor:1", to: "holding:1", stream: "note/\($0)")
            }
            do {
                let receipts = try await journal.append(call)
                answers.withLock { for (event, receipt) in zip(call, receipts) { $0[event.id] = receipt } }
            } catch {
                return lost.withLock { $0.append(call) }
            }
        }
    }
}
