import CanonicalJSON
import Journal
import PairLedgerTesting
import Postgres
import Testing

/// A ledger of one test's own: somebody who records in it, and somebody who looks.
struct Bench {
    let ledger: TestLedger
    let recorder: Journal
    let inspector: Journal
    var maker: EventMaker

    init(seed: UInt64) async throws {
        ledger = try await TestDatabase.sharedLedger()
        recorder = try await ledger.journal(as: .recorder)
        inspector = try await ledger.journal(as: .inspector)
        maker = EventMaker(seed: seed)
    }

    /// The whole log.
    func log() async throws -> [RecordedEvent] { try await inspector.read(LogSelection()) }

    /// Every account's balance.
    func balances() async throws -> [LedgerModel.Account: Int64] { try await inspector.allBalances() }
}

extension Journal {
    func allBalances() async throws -> [LedgerModel.Account: Int64] {
        let ledger = ledger
        return try await connection.run { session in
            let sql = "SELECT account, currency, balance FROM pairledger.account WHERE ledger = $1"
            let rows = try session.query(sql, [.text(ledger.description)])
            return Dictionary(
                uniqueKeysWithValues: try rows.map {
                    (LedgerModel.Account(try $0.text(0), try $0.text(1)), try $0.int8(2))
                })
        }
    }
}

extension [RecordedEvent] {
    /// The balances that the postings add up to.
    var folded: [LedgerModel.Account: Int64] {
        reduce(into: [:]) { balances, event in
            for posting in event.postings {
                balances[LedgerModel.Account(posting.account, posting.currency), default: 0] += posting.amount
            }
        }
    }
}

extension Connection {
    /// Asks until the answer is true, for at most a minute.
    func wait(until question: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        for _ in 0..<6000 {
            if try await run({ try $0.query(question).first?.boolOrNil(0) }) == true { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("never true: \(question)", sourceLocation: sourceLocation)
    }
}

/// The ``JournalError`` that `body` throws.
func refusal(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> some Any
) async throws -> JournalError {
    do {
        let answer = try await body()
        Issue.record("no error, but \(answer)", sourceLocation: sourceLocation)
    } catch let error as JournalError {
        return error
    }
    throw NoError()
}

/// The SQLSTATE with which the server refuses `body`.
func sqlState(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> some Any
) async throws -> String {
    do {
        let answer = try await body()
        Issue.record("no error, but \(answer)", sourceLocation: sourceLocation)
    } catch let error as PostgresError {
        return error.sqlState?.rawValue ?? "none: \(error)"
    }
    throw NoError()
}

struct NoError: Error {}

extension LedgerModel.Refusal {
    /// The same refusal as the database names it.
    init?(_ error: JournalError) {
        switch error {
        case .wrongExpectedVersion(let stream, let expected, let actual):
            self = .wrongExpectedVersion(stream: stream, expected: expected, actual: actual)
        case .idempotencyConflict(let id, let position): self = .idempotencyConflict(id: id, position: position)
        case .unbalanced(let currency, let sum): self = .unbalanced(currency: currency, sum: sum)
        case .overdrawn(let account, let currency, let available, let needed):
            self = .overdrawn(account: account, currency: currency, available: available, needed: needed)
        case .malformed(let message) where message.contains("twice"): self = .repeatedIdentifier
        default: return nil
        }
    }
}
