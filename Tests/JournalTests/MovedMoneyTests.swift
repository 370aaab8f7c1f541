import CanonicalJSON
import Journal
import PairLedgerTesting
import Testing

@Suite("Reading what an entry moves") struct MovedMoneyTests {
    private static let entry = Array(
        (#"{"actor":"wang.li@sh.finance","causation":null,"correlation":"0473ef2d-c0d3-84ab-a59d-3580c1134e9d","#
            + #""data":{"a":[1,null],"b":"上海"},"effective_on":"2021-06-30","id":"f9ca6d37-8ada-8ba7-87de-88d13d0e9126","#
            + #""ledger":"east-west","position":4711,"postings":[{"account":"committed:A","amount":-5,"currency":"CNY"},"#
            + #"{"account":"transit:T","amount":5,"currency":"CNY"}],"recorded_at":"2026-01-05T08:30:00.123456Z","#
            + #""recorder":"pairledger_recorder","stream":"transfer/T","type":"FundsTransferred","v":1,"version":1}"#)
            .utf8)

    private static func read(_ entry: [UInt8]) throws -> (MovedMoney, [MovedMoney.Posting]) {
        var reader = CanonicalReader(entry)
        var postings: [MovedMoney.Posting] = []
        let moved = try MovedMoney(&reader, postings: &postings)
        return (moved, postings)
    }

    @Test("it is what the whole event says")
    func sound() throws {
        let (moved, postings) = try Self.read(Self.entry)
        let event = try RecordedEvent(entry: Self.entry)
        func text(_ range: Range<Int>) -> String { String(decoding: Self.entry[range], as: UTF8.self) }
        #expect(moved.effectiveOn == event.effectiveOn && moved.recordedAt == event.recordedAt)
        #expect(moved.position == event.position && text(moved.ledger) == event.ledger)
        #expect(
            postings.map { EntryPosting(account: text($0.account), amount: $0.amount, currency: text($0.currency)) }
                == event.postings)
    }

    @Test(
        "20,000 entries with a byte changed, left out or added are refused with the error of reading the whole event, or read"
    )
    func refusals() throws {
        let seed: UInt64 = 8_811
        var random = SplitMix64(seed: seed)
        var (refused, accepted) = (0, 0)
        for round in 0..<20_000 {
            var entry = Self.entry
            let index = Int.random(in: entry.indices, using: &random)
            let byte =
                Bool.random(using: &random)
                ? entry.randomElement(using: &random) : .random(in: .min ... .max, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: entry[index] = byte ?? 0
            case 1: entry.remove(at: index)
            default: entry.insert(byte ?? 0, at: index)
            }
            let event = Self.error { _ = try RecordedEvent(entry: entry) }
            let moved = Self.error { _ = try Self.read(entry) }
            try #require(event == moved, "seed \(seed), round \(round): \(String(decoding: entry, as: UTF8.self))")
            if event == nil { accepted += 1 } else { refused += 1 }
        }
        #expect(refused > 10_000 && accepted > 200, "\(refused) refused, \(accepted) accepted")
    }

    private static func error(_ body: () throws -> Void) -> CanonicalJSONError? {
        do { try body() } catch { return error as? CanonicalJSONError }
        return nil
    }
}
