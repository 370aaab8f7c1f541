import Assistance
import CanonicalJSON
import Testing

@Suite("Money is forwarded to a lower tier")
struct ForwardingTests {
    @Test("a forward moves money from the holding into transit")
    func forwarded() throws {
        try given(Story.upToReceipt).when(Story.forward(amount: yuan(600))).then(
            "FundsForwarded", of: "transfer/F1",
            data: [
                "from": "653000", "to": "653001", "instrument": "fiscal", "amount": 60_000, "currency": "CNY",
                "amount_text": nil,
            ],
            moves: ["holding:653000": -600, "transit:F1": 600])
    }

    @Test("a province forwards to its prefectures and counties", arguments: ["653000", "653001"])
    func fromProvince(to: String) throws {
        let before: [any Request] = [
            Story.programme(), Story.pairing(recipient: "650000"), Story.agreement(), Story.transfer(), Story.receipt(),
        ]
        let decided = try given(before).when(Story.forward(from: "650000", to: to)).result.get()
        #expect(decided[0].postings.map(\.account.description) == ["holding:650000", "transit:F1"])
    }

    @Test(
        "money goes neither up nor sideways nor in a circle",
        arguments: [
            ("653001", "653000"), ("653001", "653024"), ("653000", "653000"), ("653000", "652900"),
            ("653000", "650000"),
            ("000000", "653000"), ("653000", "000000"),
        ])
    func notBelow(from: String, to: String) throws {
        try given(Story.upToForward, Story.receipt(of: "F1", on: "2014-04-01"))
            .when(Story.forward("F2", from: from, to: to, amount: yuan(1)))
            .thenRefused(.region, field: "to", saying: "\(to) is not within \(from)")
    }

    @Test("an identifier that is taken is refused, by a forward as by a transfer", arguments: ["T1", "F1"])
    func exists(name: String) throws {
        try given(Story.upToForward).when(Story.forward(name, amount: yuan(1)))
            .thenRefused(.exists, field: "transfer", saying: "transfer \(name) is on record already")
    }

    @Test("nothing and less than nothing are refused", arguments: [0, -1] as [Int64])
    func notPositive(amount: Int64) throws {
        try given(Story.upToReceipt).when(Story.forward(amount: fen(amount)))
            .thenRefused(.amount, field: "amount", saying: fen(amount).description)
    }

    @Test("a region whose code is not valid on the day is refused, as sender and as receiver")
    func invalidRegion() throws {
        // A prefecture never lost its code before its counties lost theirs, so the sender's is one that never was.
        try given(Story.upToReceipt).when(Story.forward(from: "110100", to: "110101"))
            .thenRefused(.region, field: "from", saying: "no GB/T 2260 revision", "the code 110100")
        try given(Story.upToReceipt).when(Story.forward(from: "110000", to: "110221"))
            .thenRefused(.region, field: "to", saying: "110221", "2014-03-27")
    }

    @Test("money that lies in a region without a valid code may be forwarded, up to all of it")
    func lapsedSender() throws {
        let (sender, held) = (region("110100"), Account.holding(region("110100"), .fiscal))
        var books = Books()
        books.note(balance: 60_000, of: held)
        for amount in [1, 60_000] as [Int64] {
            let request = Story.forward(from: "\(sender)", to: "110101", amount: fen(amount))
            let decided = try request.decide(on: books)
            #expect(
                decided.map(\.postings) == [Posting.move(fen(amount), from: held, to: .transit(id("F1"), .fiscal))])
        }
        let refusal = try #require(throws: Refusal.self) {
            try Story.forward(from: "\(sender)", to: "110101", amount: fen(60_001)).decide(on: books)
        }
        #expect(refusal.code == .insufficient && refusal.field == "amount", "\(refusal)")
    }

    @Test("a region that holds money does not forward it to one whose code is not valid on the day")
    func lapsedReceiver() throws {
        let before =
            [
                Story.programme(), Story.pairing(recipient: "110000"), Story.agreement(), Story.transfer(),
                Story.receipt(),
            ] as [any Request]
        try given(before).when(Story.forward(from: "110000", to: "110221"))
            .thenRefused(.region, field: "to", saying: "110221", "2014-03-27")
        let decided = try given(before).when(Story.forward(from: "110000", to: "110114")).result.get()
        #expect(decided[0].postings.map(\.account.description) == ["holding:110000", "transit:F1"])
    }

    @Test("more than the region holds is refused with both figures")
    func insufficient() throws {
        try given(Story.upToReceipt).when(Story.forward(amount: fen(60_001)))
            .thenRefused(.insufficient, field: "amount", saying: "600.01 CNY", "600.00 CNY", "holding:653000")
    }

    @Test("money of one instrument does not pay for another")
    func otherInstrument() throws {
        try given(Story.upToReceipt).when(Story.forward(in: .socialDonation, amount: yuan(1)))
            .thenRefused(
                .insufficient, field: "amount", saying: "1.00 CNY", "0.00 CNY", "holding:653000/social-donation")
    }
}
