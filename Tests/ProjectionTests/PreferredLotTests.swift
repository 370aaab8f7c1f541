import Assistance
import PairLedgerTesting
import Testing

@testable import Projection

@Suite("A list of lots of which some are preferred")
struct PreferredLotTests {
    @Test("gives the agreement's lots first, then the pairing's, then those at the front")
    func order() throws {
        let lots = [
            lot("A", "A-2021", 10), lot("B", nil, 5), lot("B", "B-2021", 7), lot("C", nil, 3), lot("B", "B-2020", 2),
            lot("B", "B-2021", 1),
        ]
        var left = lots
        #expect(
            left.take(28, preferring: rank) == [
                lot("B", "B-2021", 7), lot("B", "B-2021", 1), lot("B", nil, 5), lot("B", "B-2020", 2),
                lot("A", "A-2021", 10), lot("C", nil, 3),
            ])
        #expect(left.isEmpty)
        left = lots
        #expect(left.take(8, preferring: rank).allSatisfy { $0.agreement == "B-2021" })
        #expect(left == [lot("A", "A-2021", 10), lot("B", nil, 5), lot("C", nil, 3), lot("B", "B-2020", 2)])
    }

    @Test("splits the lot that is not used up, and leaves the others where they stand")
    func splits() throws {
        var lots = [lot("A", "A-2021", 10), lot("B", "B-2021", 7), lot("C", nil, 3)]
        #expect(lots.take(4, preferring: rank) == [lot("B", "B-2021", 4)])
        #expect(lots == [lot("A", "A-2021", 10), lot("B", "B-2021", 3), lot("C", nil, 3)])
        #expect(
            lots.take(5, preferring: rank) == [lot("B", "B-2021", 3), lot("A", "A-2021", 2)])
        #expect(lots == [lot("A", "A-2021", 8), lot("C", nil, 3)])
    }

    @Test("joins two lots of one origin when what stood between them is gone")
    func joins() throws {
        var lots = [lot("A", "A-2021", 10), lot("B", "B-2021", 7), lot("A", "A-2021", 4), lot("A", nil, 1)]
        #expect(lots.take(7, preferring: rank) == [lot("B", "B-2021", 7)])
        #expect(lots == [lot("A", "A-2021", 14), lot("A", nil, 1)])
    }

    @Test(
        "splits exactly, in the order preferred, and leaves no two neighbours of one origin",
        arguments: [3, 20_141_031, 0xFEED])
    func property(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for round in 0..<1_000 {
            let context: Comment = "seed \(seed), round \(round)"
            var lots: [Lot] = []
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let name = ["A", "B", "C"].randomElement(using: &random) ?? "A"
                let agreement = [nil, "\(name)-2020", "\(name)-2021"].randomElement(using: &random) ?? nil
                lots.append(merging: lot(name, agreement, Int64.random(in: 1...9, using: &random)))
            }
            // The simplest thing that is right: one fen after another, those of one rank as they stand.
            let units = lots.flatMap { Array(repeating: Origin($0), count: Int($0.amount)) }.enumerated().sorted {
                (rank($0.element.lot), $0.offset) < (rank($1.element.lot), $1.offset)
            }
            let amount = Int.random(in: 1...units.count, using: &random)
            let expected = units.prefix(amount)
            let remaining = units.dropFirst(amount).sorted { $0.offset < $1.offset }

            let taken = lots.take(Int64(amount), preferring: rank)
            let takenUnits = taken.flatMap { Array(repeating: Origin($0), count: Int($0.amount)) }
            try #require(takenUnits == expected.map(\.element), context)
            let left = lots.flatMap { Array(repeating: Origin($0), count: Int($0.amount)) }
            try #require(left == remaining.map(\.element), context)
            try #require(lots.allSatisfy { $0.amount > 0 }, context)
            try #require(zip(lots, lots.dropFirst()).allSatisfy { Origin($0) != Origin($1) }, context)
        }
    }

    @Test("a return lowers the figure of the donor who gets it, though another's money lies before it in the treasury")
    func returned() throws {
        var funds = try treasury()
        try funds.take(
            ReturnFunds(
                agreement: id("JS-2014"), from: region("653000"), amount: fen(60), returnedOn: date("2014-12-10")))
        #expect(
            funds.lots("holding:653000") == [
                Lot(pairing: "GD", agreement: "GD-2014", amount: 100),
                Lot(pairing: "JS", agreement: "JS-2014", amount: 40),
            ])
        #expect(
            funds.lots("donor:320000") == [Lot(pairing: "JS", agreement: "JS-2014", amount: -40)])
        #expect(
            funds.lots("donor:440000") == [Lot(pairing: "GD", agreement: "GD-2014", amount: -100)])
    }

    @Test("money that goes anywhere else leaves the treasury in the order in which it came")
    func forwarded() throws {
        var funds = try treasury()
        try funds.take(
            ForwardFunds(
                transfer: id("F"), from: region("653000"), to: region("653001"), amount: fen(60),
                sentOn: date("2014-12-10")))
        #expect(funds.lots("transit:F") == [Lot(pairing: "GD", agreement: "GD-2014", amount: 60)])
    }

    /// One treasury with 100 fen of each of two donors: Jiangsu's were sent first, but Guangdong's came first.
    private func treasury() throws -> FundsInMemory {
        var funds = FundsInMemory()
        try funds.take(EstablishProgramme(programme: id("aid"), name: "Aid", startsOn: date("2010-03-30")))
        for (pairing, donor) in [("JS", "320000"), ("GD", "440000")] {
            try funds.take(
                FormPairing(
                    pairing: id(pairing), programme: id("aid"), donor: region(donor), recipient: region("653000"),
                    startsOn: date("2010-03-30")))
            try funds.take(
                CommitFunds(
                    agreement: id("\(pairing)-2014"), pairing: id(pairing), fiscalYear: 2014, amount: fen(100),
                    agreedOn: date("2014-02-20")))
            try funds.take(
                TransferFunds(
                    transfer: id("\(pairing)-T"), agreement: id("\(pairing)-2014"), amount: fen(100),
                    sentOn: date("2014-03-18")))
        }
        for transfer in ["GD-T", "JS-T"] {
            try funds.take(ReceiveFunds(transfer: id(transfer), receivedOn: date("2014-03-21")))
        }
        return funds
    }
}

/// What goes back under agreement B-2021 of pairing B.
private func rank(_ lot: Lot) -> Int { lot.agreement == "B-2021" ? 0 : lot.pairing == "B" ? 1 : 2 }

private func lot(_ pairing: String, _ agreement: String?, _ amount: Int64) -> Lot {
    Lot(pairing: pairing, agreement: agreement, amount: amount)
}

/// Where a fen comes from.
private struct Origin: Equatable {
    let pairing: String?
    let agreement: String?

    init(_ lot: Lot) { (pairing, agreement) = (lot.pairing, lot.agreement) }

    var lot: Lot { Lot(pairing: pairing, agreement: agreement, amount: 1) }
}

/// The read model of a ledger in memory.
private struct FundsInMemory {
    private var books = Books()
    private var balances: [Account: Int64] = [:]
    private var taken = 0
    private var funds = Funds()

    mutating func take(_ request: any Request) throws {
        while true {
            let missing = books.missing(from: request.needs(knowing: books))
            if missing.isEmpty { break }
            missing.streams.forEach { books.noteRead($0) }
            for account in missing.accounts { books.note(balance: balances[account] ?? 0, of: account) }
        }
        for event in try request.decide(on: books) {
            books.take(event)
            for posting in event.postings { balances[posting.account, default: 0] += posting.amount.minorUnits }
            try funds.apply(event.projected(at: taken))
            taken += 1
        }
    }

    func lots(_ account: String) -> [Lot] {
        (funds.accounts.rows[.init(account, "CNY")]?.lots ?? []).map(\.origin)
    }
}
