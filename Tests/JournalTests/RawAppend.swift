import FoundationEssentials
import Journal
import PairLedgerTesting
import Postgres

/// A call of the append function as somebody writes it who does not use the journal. Unchanged it records two events.
struct RawAppend {
    var ledger: String?
    var ids: [UUID?]
    var streams: [String?] = ["note/1", "note/2"]
    var expected: [Int64?] = [nil, nil]
    var types: [String?] = ["SomethingNoted", "SomethingNoted"]
    var vs: [Int32?] = [1, 1]
    var days: [Int?] = [18_000, 18_001]
    var actors: [String?] = ["a", "b"]
    var causations: [UUID?] = [nil, nil]
    var correlations: [UUID?] = [nil, nil]
    var data: [String?] = ["{}", "{\"a\":1}"]
    var postingEvents: [Int32?] = [2, 2]
    var accounts: [String?] = ["donor:1", "holding:1"]
    var currencies: [String?] = ["CNY", "CNY"]
    var amounts: [Int64?] = [-5, 5]
    /// SQL in place of parameters, by their numbers.
    var expressions: [Int: String] = [:]

    init(_ ledger: TestLedger, seed: UInt64) {
        var maker = EventMaker(seed: seed)
        self.ledger = ledger.name.description
        ids = [maker.id(), maker.id()]
    }

    func run(on connection: Connection) async throws -> Int {
        try await connection.run { try run(in: $0) }
    }

    /// Answers how many rows came back.
    func run(in session: Session) throws -> Int {
        let values = (1...15).map { expressions[$0] ?? "$\($0)" }.joined(separator: ",")
        let parameters: [Parameter] = [
            .text(ledger), .uuids(ids), .texts(streams), .int8s(expected), .texts(types), .int4s(vs),
            .dates(daysSince1970: days), .texts(actors), .uuids(causations), .uuids(correlations), .texts(data),
            .int4s(postingEvents), .texts(accounts), .texts(currencies), .int8s(amounts),
        ]
        return try session.query("SELECT * FROM pairledger.append(\(values))", parameters).count
    }
}
