import Journal
import PairLedgerTesting
import Testing

@Suite("Double entry and overdrafts", .serialized) struct MoneyRuleTests {
    @Test("postings that do not sum to zero are refused with the sum, currency by currency")
    func unbalanced() async throws {
        var bench = try await Bench(seed: 20)
        let usd = EntryPosting(account: "donor:310000", amount: 7, currency: "USD")
        let balanced = EventMaker.postings(500, from: "donor:310000", to: "holding:653000")
        let cases: [(postings: [EntryPosting], currency: String, sum: Int64)] = [
            ([EntryPosting(account: "holding:653000", amount: 5, currency: "CNY")], "CNY", 5),
            (balanced + [usd], "USD", 7),
            // The two currencies would cancel out.
            ([EntryPosting(account: "donor:310000", amount: -7, currency: "CNY"), usd], "CNY", -7),
        ]
        for (postings, currency, sum) in cases {
            let good = bench.maker.move(1, from: "donor:310000", to: "holding:653000")
            let bad = bench.maker.event(postings: postings)
            let error = try await refusal { try await bench.recorder.append([good, bad]) }
            #expect(LedgerModel.Refusal(error) == .unbalanced(currency: currency, sum: sum))
        }
        #expect(try await bench.inspector.nextPosition() == 0)
        #expect(try await bench.balances().isEmpty)
    }

    @Test("two events that are unbalanced only one by one are refused")
    func unbalancedEach() async throws {
        var bench = try await Bench(seed: 21)
        let legs = EventMaker.postings(500, from: "donor:310000", to: "holding:653000")
        let halves = legs.map { leg in bench.maker.event(postings: [leg]) }
        let error = try await refusal { try await bench.recorder.append(halves) }
        #expect(LedgerModel.Refusal(error) == .unbalanced(currency: "CNY", sum: -500))
    }

    @Test("an event may have many legs, and several on one account")
    func manyLegs() async throws {
        var bench = try await Bench(seed: 22)
        let event = bench.maker.event(
            postings: EventMaker.postings(10, from: "donor:310000", to: "holding:653000")
                + EventMaker.postings(4, from: "holding:653000", to: "project:P1")
                + EventMaker.postings(4, from: "project:P1", to: "spent:P1")
                + EventMaker.postings(3, from: "donor:310000", to: "holding:653000/social-donation", currency: "USD"))
        _ = try await bench.recorder.append([event])
        #expect(try await bench.balances() == (try await bench.log()).folded)
        #expect(
            try await bench.inspector.balances(of: ["holding:653000", "project:P1", "spent:P2"], in: "CNY")
                == ["holding:653000": 6, "project:P1": 0])
    }

    @Test("a guarded account is not overdrawn, not even an account that was never used; both figures are named")
    func overdrawn() async throws {
        var bench = try await Bench(seed: 23)
        _ = try await bench.recorder.append([bench.maker.move(100, from: "donor:310000", to: "holding:653000")])
        let before = try await bench.balances()
        let cases: [(event: NewEvent, account: String, currency: String, available: Int64, needed: Int64)] = [
            (bench.maker.move(101, from: "holding:653000", to: "project:P1"), "holding:653000", "CNY", 100, 101),
            (
                bench.maker.move(1, from: "holding:653000", to: "project:P1", currency: "USD"), "holding:653000",
                "USD", 0, 1
            ),
            (
                bench.maker.move(1, from: "holding:653000/fiscal", to: "project:P1"), "holding:653000/fiscal", "CNY",
                0, 1
            ),
            (bench.maker.move(1, from: "committed:A1", to: "transit:T1"), "committed:A1", "CNY", 0, 1),
            (bench.maker.move(1, from: "transit:T1", to: "donor:310000"), "transit:T1", "CNY", 0, 1),
            (bench.maker.move(1, from: "project:P1", to: "spent:P1"), "project:P1", "CNY", 0, 1),
        ]
        for (event, account, currency, available, needed) in cases {
            let error = try await refusal { try await bench.recorder.append([event]) }
            #expect(
                LedgerModel.Refusal(error)
                    == .overdrawn(account: account, currency: currency, available: available, needed: needed))
        }
        #expect(try await bench.inspector.nextPosition() == 1)
        #expect(try await bench.balances() == before)
        _ = try await bench.recorder.append([bench.maker.move(100, from: "holding:653000", to: "project:P1")])
        #expect(try await bench.inspector.balances(of: ["holding:653000"], in: "CNY") == ["holding:653000": 0])
    }

    @Test("an event in the middle of a call may not overdraw, even if the next one would fill the account again")
    func overdrawnInTheMiddle() async throws {
        var bench = try await Bench(seed: 24)
        let call = [
            bench.maker.move(60, from: "donor:310000", to: "holding:653000"),
            bench.maker.move(70, from: "holding:653000", to: "project:P1"),
            bench.maker.move(90, from: "donor:310000", to: "holding:653000"),
        ]
        let error = try await refusal { try await bench.recorder.append(call) }
        #expect(
            LedgerModel.Refusal(error)
                == .overdrawn(account: "holding:653000", currency: "CNY", available: 60, needed: 70))
        #expect(try await bench.inspector.nextPosition() == 0)
        _ = try await bench.recorder.append([call[0], call[2], call[1]])
        #expect(try await bench.inspector.balances(of: ["holding:653000"], in: "CNY") == ["holding:653000": 80])
    }

    @Test("the source and the final use may go below zero")
    func unguarded() async throws {
        var bench = try await Bench(seed: 25)
        _ = try await bench.recorder.append([
            bench.maker.move(500, from: "donor:310000", to: "holding:653000"),
            bench.maker.move(20, from: "spent:P1", to: "project:P1"),
        ])
        #expect(
            try await bench.inspector.balances(of: ["donor:310000", "spent:P1"], in: "CNY")
                == ["donor:310000": -500, "spent:P1": -20])
    }

    @Test("a sum or a balance beyond what a JSON integer holds is named in the message")
    func largeFigures() async throws {
        var bench = try await Bench(seed: 26)
        let most: Int64 = 9_007_199_254_740_991
        let legs = (0..<2).map { EntryPosting(account: "donor:31000\($0)", amount: most, currency: "CNY") }
        let error = try await refusal { try await bench.recorder.append([bench.maker.event(postings: legs)]) }
        #expect(error.description.contains("sum to \(2 * most) CNY"), "\(error)")
        let gifts = (0..<2).map { _ in bench.maker.move(most, from: "donor:310000", to: "holding:653000") }
        _ = try await bench.recorder.append(gifts)
        let thrice = bench.maker.event(
            postings: (0..<3).flatMap { _ in EventMaker.postings(most, from: "holding:653000", to: "spent:P1") })
        let overdraft = try await refusal { try await bench.recorder.append([thrice]) }
        #expect(overdraft.description.contains("takes \(3 * most) CNY"), "\(overdraft)")
        #expect(overdraft.description.contains("holds \(2 * most)"), "\(overdraft)")
        #expect(try await bench.inspector.nextPosition() == 2)
    }

    @Test("a balance beyond 64 bits is refused, not wrapped around")
    func overflow() async throws {
        var bench = try await Bench(seed: 27)
        let events = (0..<1025).map { _ in
            bench.maker.move(9_007_199_254_740_991, from: "donor:310000", to: "spent:P1")
        }
        _ = try await refusal { try await bench.recorder.append(events) }
        #expect(try await bench.inspector.nextPosition() == 0)
        #expect(try await bench.balances().isEmpty)
    }
}
