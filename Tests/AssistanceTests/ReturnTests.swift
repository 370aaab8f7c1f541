import Assistance
import CanonicalJSON
import Testing

@Suite("A project gives money back to a region")
struct ReleaseTests {
    private func data(to: JSONValue, _ amount: Int64) -> [String: JSONValue] {
        [
            "to": to, "instrument": "fiscal", "amount": .integer(amount * 100), "currency": "CNY",
            "reason": "cheaper than planned",
        ]
    }

    @Test("without a region named, the money goes to where the project is")
    func ownRegion() throws {
        try given(Story.upToSpending).when(Story.release(amount: yuan(180))).then(
            "FundsReleased", of: "project/K1", data: data(to: "653001", 180),
            moves: ["project:K1": -180, "holding:653001": 180])
    }

    @Test("it may go to the region above")
    func otherRegion() throws {
        try given(Story.upToSpending).when(Story.release(to: "653000")).then(
            "FundsReleased", of: "project/K1", data: data(to: "653000", 50),
            moves: ["project:K1": -50, "holding:653000": 50])
    }

    @Test("a project that is not on record is refused")
    func unknown() throws {
        try given(Story.upToSpending).when(Story.release(project: "K9"))
            .thenRefused(.unknown, field: "project", saying: "no project K9")
    }

    @Test("nothing and less than nothing are refused", arguments: [0, -1] as [Int64])
    func notPositive(amount: Int64) throws {
        try given(Story.upToSpending).when(Story.release(amount: fen(amount)))
            .thenRefused(.amount, field: "amount", saying: fen(amount).description)
    }

    @Test("a day before the approval is refused with both dates")
    func beforeApproval() throws {
        try given(Story.upToSpending).when(Story.release(on: "2014-01-09"))
            .thenRefused(.dates, field: "on", saying: "2014-01-09", "2014-01-10")
    }

    @Test("a region whose code is not valid on the day is refused")
    func invalidRegion() throws {
        try given(Story.upToSpending).when(Story.release(to: "110221"))
            .thenRefused(.region, field: "to", saying: "110221", "2014-11-30")
    }

    @Test("it goes to any region that the project's place is within", arguments: ["653001", "653000", "650000"])
    func above(to: String) throws {
        try given(Story.upToSpending).when(Story.release(to: to)).then(
            "FundsReleased", of: "project/K1", data: data(to: .string(to), 50),
            moves: ["project:K1": -50, "holding:\(to)": 50])
    }

    @Test("it goes to no other place", arguments: ["653024", "652900", "652901", "320000"])
    func elsewhere(to: String) throws {
        try given(Story.upToSpending).when(Story.release(to: to))
            .thenRefused(.region, field: "to", saying: "project K1 is in 653001", "not within \(to)")
    }

    @Test("what a prefecture's project gives back does not go down to a county")
    func below() throws {
        let prefecture = Place(region: region("653000"))
        let before =
            Story.upToReceipt + [Story.project(place: prefecture), Story.allocation(), Story.spending()]
        try given(before).when(Story.release(to: "653001"))
            .thenRefused(.region, field: "to", saying: "project K1 is in 653000", "not within 653001")
        try given(before).when(Story.release()).then(
            "FundsReleased", of: "project/K1", data: data(to: "653000", 50),
            moves: ["project:K1": -50, "holding:653000": 50])
    }

    @Test("the central government does not receive it")
    func central() throws {
        try given(Story.upToSpending).when(Story.release(to: "000000"))
            .thenRefused(.region, field: "to", saying: "central government")
    }

    @Test("where the code of the project's place ended, it goes to a region above whose code did not")
    func lapsedPlace() throws {
        let project = Story.project(place: Place(region: region("110221")), on: "1995-08-01")
        let before = Story.lapsed + [project, Story.allocation()]
        try given(before).when(Story.release())
            .thenRefused(.region, field: "to", saying: "110221", "2014-11-30")
        try given(before).when(Story.release(to: "110000")).then(
            "FundsReleased", of: "project/K1", data: data(to: "110000", 50),
            moves: ["project:K1": -50, "holding:110000": 50])
    }

    @Test("more than the project has is refused with both figures")
    func insufficient() throws {
        try given(Story.upToSpending).when(Story.release(amount: fen(18_001)))
            .thenRefused(.insufficient, field: "amount", saying: "180.01 CNY", "180.00 CNY", "project:K1")
    }
}

@Suite("A region gives money back to the donor")
struct ReturnTests {
    private func data(from: JSONValue, _ amount: Int64) -> [String: JSONValue] {
        [
            "agreement": "A1", "pairing": "JS-KZ", "from": from, "to": "320000", "instrument": "fiscal",
            "amount": .integer(amount * 100), "currency": "CNY", "reason": "left over",
        ]
    }

    @Test("a return moves money from the holding to the donor of the agreement")
    func returned() throws {
        try given(Story.upToReceipt).when(Story.return_(from: "653000", amount: yuan(600))).then(
            "FundsReturned", of: "agreement/A1", data: data(from: "653000", 600),
            moves: ["holding:653000": -600, "donor:320000": 600])
    }

    @Test("the instrument is the agreement's, in both accounts")
    func instrument() throws {
        let before: [any Request] = [
            Story.programme(), Story.pairing(), Story.agreement(in: .socialDonation), Story.transfer(), Story.receipt(),
        ]
        let decided = try given(before).when(Story.return_(from: "653000")).result.get()
        #expect(
            decided[0].postings.map(\.account.description) == [
                "holding:653000/social-donation", "donor:320000/social-donation",
            ])
    }

    @Test("an agreement that is not on record is refused")
    func unknown() throws {
        try given(Story.upToReceipt).when(Story.return_(agreement: "A9"))
            .thenRefused(.unknown, field: "agreement", saying: "no agreement A9")
    }

    @Test("nothing and less than nothing are refused", arguments: [0, -1] as [Int64])
    func notPositive(amount: Int64) throws {
        try given(Story.upToReceipt).when(Story.return_(from: "653000", amount: fen(amount)))
            .thenRefused(.amount, field: "amount", saying: fen(amount).description)
    }

    @Test("a day before the agreement is refused with both dates")
    func beforeAgreement() throws {
        try given(Story.upToReceipt).when(Story.return_(from: "653000", on: "2014-02-19"))
            .thenRefused(.dates, field: "on", saying: "2014-02-19", "2014-02-20")
    }

    @Test("money may come back after the end of the pairing")
    func afterPairing() throws {
        let decided = try given(Story.upToReceipt).when(Story.return_(from: "653000", on: "2021-05-01")).result.get()
        #expect(decided[0].effectiveOn == day("2021-05-01"))
    }

    @Test("a region whose code is not valid on the day is refused")
    func invalidRegion() throws {
        try given(Story.upToReceipt).when(Story.return_(from: "110221"))
            .thenRefused(.region, field: "from", saying: "110221", "2014-12-15")
    }

    @Test("more than the region holds is refused with both figures")
    func insufficient() throws {
        try given(Story.upToForward).when(Story.return_(from: "653000", amount: fen(20_001)))
            .thenRefused(.insufficient, field: "amount", saying: "200.01 CNY", "200.00 CNY", "holding:653000")
        try given(Story.upToForward).when(Story.return_(from: "653000", amount: yuan(200))).then(
            "FundsReturned", of: "agreement/A1", data: data(from: "653000", 200),
            moves: ["holding:653000": -200, "donor:320000": 200])
    }

    /// The prefecture holds 1,600 yuan: 600 of the 1,000 of A1, and all of A2.
    private static let twoAgreements =
        Story.upToReceipt + [
            Story.agreement("A2"), Story.transfer("T2", agreement: "A2", amount: yuan(1_000)), Story.receipt(of: "T2"),
        ]

    @Test("more than was sent under the agreement does not come back of it, however much the region holds")
    func exceeds() throws {
        try given(Self.twoAgreements).when(Story.return_(from: "653000", amount: fen(60_001)))
            .thenRefused(
                .exceeds, field: "amount", saying: "600.01 CNY", "agreement A1",
                "600.00 CNY of what it promised was sent",
                "0.00 CNY came back before")
        try given(Self.twoAgreements).when(Story.return_(from: "653000", amount: yuan(600))).then(
            "FundsReturned", of: "agreement/A1", data: data(from: "653000", 600),
            moves: ["holding:653000": -600, "donor:320000": 600])
    }

    @Test("what came back of the agreement before counts, and what came back of another does not")
    func exceedsWithEarlier() throws {
        let earlier = [
            Story.return_(from: "653000", amount: yuan(150)), Story.return_(from: "653000", amount: yuan(100)),
            Story.return_(agreement: "A2", from: "653000", amount: yuan(700)),
        ]
        try given(Self.twoAgreements + earlier).when(Story.return_(from: "653000", amount: fen(35_001)))
            .thenRefused(
                .exceeds, field: "amount", saying: "350.01 CNY", "600.00 CNY of what it promised was sent",
                "250.00 CNY came back before")
        try given(Self.twoAgreements + earlier).when(Story.return_(from: "653000", amount: yuan(350))).then(
            "FundsReturned", of: "agreement/A1", data: data(from: "653000", 350),
            moves: ["holding:653000": -350, "donor:320000": 350])
    }

    @Test("nothing comes back of an agreement under which nothing was sent")
    func nothingSent() throws {
        try given(Story.upToReceipt, Story.agreement("A2"))
            .when(Story.return_(agreement: "A2", from: "653000", amount: fen(1)))
            .thenRefused(
                .exceeds, field: "amount", saying: "0.01 CNY", "agreement A2", "0.00 CNY of what it promised was sent")
    }

    @Test("what was sent counts in the agreement's instrument")
    func exceedsInInstrument() throws {
        let before: [any Request] = [
            Story.programme(), Story.pairing(), Story.agreement(in: .socialDonation), Story.transfer(), Story.receipt(),
        ]
        try given(before).when(Story.return_(from: "653000", amount: fen(60_001)))
            .thenRefused(.exceeds, field: "amount", saying: "600.01 CNY", "600.00 CNY of what it promised was sent")
        let all = try given(before).when(Story.return_(from: "653000", amount: yuan(600))).result.get()
        #expect(all[0].postings.map(\.amount) == [yuan(-600), yuan(600)])
    }

    @Test("money that lies in a region comes back after its code ended, until nothing is left")
    func lapsedRegion() throws {
        let all = Story.return_(from: "110221", amount: yuan(600))
        try given(Story.lapsed).when(all).then(
            "FundsReturned", of: "agreement/A1", data: data(from: "110221", 600),
            moves: ["holding:110221": -600, "donor:320000": 600])
        let more = [Story.transfer("T2", amount: yuan(1)), Story.receipt(of: "T2", amount: fen(1))] as [any Request]
        try given(Story.lapsed + more).when(Story.return_(from: "110221", amount: fen(60_002)))
            .thenRefused(.insufficient, field: "amount", saying: "600.02 CNY", "600.01 CNY", "holding:110221")
        try given(Story.lapsed + [all, Story.transfer("T2", amount: yuan(1))])
            .when(Story.return_(from: "110221", amount: fen(1)))
            .thenRefused(.region, field: "from", saying: "110221", "2014-12-15")
    }
}
