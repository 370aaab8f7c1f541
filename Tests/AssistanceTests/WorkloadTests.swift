import Assistance
import CanonicalJSON
import PairLedgerTesting
import Testing

@Suite("A random workload")
struct WorkloadTests {
    @Test(
        "is accepted, refused and booked as a plain model has it",
        arguments: [1, 20_141_031, 0xC0FFEE] as [UInt64])
    func workload(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var record = try given([Story.programme(), Story.pairing(to: nil)]).record
        var running = Books()
        var model = ModelLedger()
        var (accepted, refused) = ([:], [:]) as ([String: Int], [String: Int])
        for round in 0..<1_500 {
            let request = Self.request(using: &random)
            let context: Comment = "seed \(seed), round \(round): \(request)"
            let kind = "\(type(of: request))"

            try record.load(for: request, into: &running)
            let outcome = Outcome(of: request, on: running, record: record)
            // All that is on record is read now and then only: it is long.
            let others = [try record.booksNeeded(for: request)] + (round % 10 == 0 ? [record.fullBooks()] : [])
            for books in others {
                try #require(outcome.summary == Outcome(of: request, on: books, record: record).summary, context)
            }
            let modelAccepts = model.take(request)
            switch outcome.result {
            case .success(let decided):
                try #require(modelAccepts, "accepted, but the model refuses it; \(context)")
                for event in decided { running.take(event) }
                record.take(decided)
                accepted[kind, default: 0] += 1
            case .failure(let refusal):
                try #require(!modelAccepts, "refused, but the model accepts it; \(refusal); \(context)")
                refused[kind, default: 0] += 1
            }

            try #require(record.balances.values.reduce(0, +) == 0, context)
            try #require(record.balances.allSatisfy { !$0.key.kind.isGuarded || $0.value >= 0 }, context)
            let booked = record.balances.map { ($0.key.description, $0.value) }.filter { $0.1 != 0 }
            try #require(Dictionary(uniqueKeysWithValues: booked) == model.balances, context)
        }
        #expect(accepted.count == 9 && accepted.values.allSatisfy { $0 >= 10 }, "seed \(seed): accepted \(accepted)")
        #expect(refused.count == 9 && refused.values.allSatisfy { $0 >= 10 }, "seed \(seed): refused \(refused)")
    }

    /// Something asked in a small world, where names are often taken or unknown and amounts at times too large.
    private static func request(using random: inout SplitMix64) -> any Request {
        func name(_ letter: String, _ count: Int) -> String { "\(letter)\(Int.random(in: 1...count, using: &random))" }
        func place() -> String { ["653000", "653001", "653023", "653024"].randomElement(using: &random) ?? "653000" }
        func date() -> String { "2014-0\(Int.random(in: 1...9, using: &random))-15" }
        func money(to most: Int64) -> Money {
            switch Int.random(in: 0..<20, using: &random) {
            case 0: fen(Int64.random(in: -100...0, using: &random))
            case 1: yuan(100_000)
            default: fen(Int64.random(in: 1...most, using: &random))
            }
        }
        switch Int.random(in: 0..<16, using: &random) {
        case 0: return Story.agreement(name("A", 20), amount: money(to: 1_000_000), on: date(), due: nil)
        case 1, 2:
            return Story.transfer(name("T", 60), agreement: name("A", 20), amount: money(to: 200_000), on: date())
        case 3, 4:
            let amount = Bool.random(using: &random) ? money(to: 50_000) : nil
            return Story.receipt(of: name("T", 60), amount: amount, on: date())
        case 5: return Story.receipt(of: name("F", 40), on: date())
        case 6, 7:
            let from = Bool.random(using: &random) ? place() : "653000"
            return Story.forward(name("F", 40), from: from, to: place(), amount: money(to: 50_000), on: date())
        case 8: return Story.project(name("K", 20), place: Place(region: region(place())), on: date())
        case 9, 10:
            let from = Bool.random(using: &random) ? place() : nil
            return Story.allocation(to: name("K", 20), from: from, amount: money(to: 5_000), on: date())
        case 11, 12:
            return Story.spending(name("P", 400), project: name("K", 20), amount: money(to: 1_000), on: date())
        case 13, 14:
            let to = Bool.random(using: &random) ? place() : nil
            return Story.release(project: name("K", 20), to: to, amount: money(to: 1_000), on: date())
        default:
            return Story.return_(agreement: name("A", 20), from: place(), amount: money(to: 3_000), on: date())
        }
    }
}
