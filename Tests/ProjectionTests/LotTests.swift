import Assistance
import PairLedgerTesting
import Testing

@testable import Projection

@Suite("A list of lots")
struct LotTests {
    private let a = lot("A", "A-2021", 10)
    private let b = lot("B", nil, 5)

    @Test("gives from the front, and splits the lot that is not used up")
    func splits() throws {
        var lots = [a, b]
        #expect(lots.takeFirst(7) == [lot("A", "A-2021", 7)])
        #expect(lots == [lot("A", "A-2021", 3), b])
        #expect(lots.takeFirst(4) == [lot("A", "A-2021", 3), lot("B", nil, 1)])
        #expect(lots == [lot("B", nil, 4)])
        #expect(lots.takeFirst(4) == [lot("B", nil, 4)])
        #expect(lots.isEmpty)
    }

    @Test("gives nothing when nothing is asked for")
    func takesNothing() throws {
        var lots = [a, b]
        #expect(lots.takeFirst(0).isEmpty)
        #expect(lots == [a, b])
    }

    @Test("gives what is not there from nobody known, owes it, and pays it first when something comes")
    func tooLittle() {
        var lots = [a, b]
        #expect(lots.takeFirst(17) == [a, b, .unattributed(2)])
        #expect(lots == [.unattributed(-2)])
        #expect(lots.takeFirst(3) == [.unattributed(3)])
        #expect(lots == [.unattributed(-5)])
        lots.append(merging: lot("A", "A-2021", 4))
        #expect(lots == [.unattributed(-1)])
        lots.append(merging: lot("B", nil, 4))
        #expect(lots == [lot("B", nil, 3)])
    }

    @Test("grows its last lot by one of the same origin, and puts any other behind it")
    func appends() {
        var lots: [Lot] = []
        for lot in [a, a, b, a, lot("A", nil, 1)] { lots.append(merging: lot) }
        #expect(lots == [lot("A", "A-2021", 20), b, a, lot("A", nil, 1)])
    }

    @Test("merges a lot into the one of its origin wherever that stands, and drops what comes to nothing")
    func merges() {
        var lots = [a, b]
        lots.merge(lot("A", "A-2021", -4))
        #expect(lots == [lot("A", "A-2021", 6), b])
        lots.merge(lot("A", "A-2020", 1))
        #expect(lots == [lot("A", "A-2021", 6), b, lot("A", "A-2020", 1)])
        lots.merge(lot("A", "A-2021", -6))
        #expect(lots == [b, lot("A", "A-2020", 1)])
    }

    @Test("splits and joins exactly, in order, whatever is taken and put back", arguments: [3, 20_141_031, 0xFEED])
    func property(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var lots: [Lot] = []
        var units: [String] = []
        for round in 0..<2_000 {
            let context: Comment = "seed \(seed), round \(round)"
            if Bool.random(using: &random) || units.isEmpty {
                let name = ["A", "B", "C"].randomElement(using: &random) ?? "A"
                let agreement = Bool.random(using: &random) ? "\(name)-1" : nil
                let amount = Int64.random(in: 1...20, using: &random)
                lots.append(merging: lot(name, agreement, amount))
                units += Array(repeating: unit(name, agreement), count: Int(amount))
            } else {
                let amount = Int64.random(in: 1...Int64(units.count + 3), using: &random)
                if amount > units.count {
                    var copy = lots
                    let taken = copy.takeFirst(amount)
                    #expect(taken.reduce(0) { $0 + $1.amount } == amount, context)
                    #expect(copy == [.unattributed(Int64(units.count) - amount)], context)
                } else {
                    let taken = lots.takeFirst(amount)
                    #expect(taken.flatMap(unitsOf) == Array(units.prefix(Int(amount))), context)
                    #expect(taken.reduce(0) { $0 + $1.amount } == amount, context)
                    units.removeFirst(Int(amount))
                }
            }
            try #require(lots.flatMap(unitsOf) == units, context)
            try #require(lots.allSatisfy { $0.amount > 0 }, context)
            try #require(zip(lots, lots.dropFirst()).allSatisfy { unit($0) != unit($1) }, context)
        }
    }

    private func unit(_ pairing: String, _ agreement: String?) -> String { "\(pairing)/\(agreement ?? "-")" }
    private func unit(_ lot: Lot) -> String { unit(lot.pairing ?? "?", lot.agreement) }
    private func unitsOf(_ lot: Lot) -> [String] { Array(repeating: unit(lot), count: Int(lot.amount)) }
}

private func lot(_ pairing: String, _ agreement: String?, _ amount: Int64) -> Lot {
    Lot(pairing: pairing, agreement: agreement, amount: amount)
}
