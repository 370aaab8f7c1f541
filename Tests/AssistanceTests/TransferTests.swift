import Assistance
import CanonicalJSON
import Testing

@Suite("A donor sends money")
struct TransferTests {
    private func data(_ amount: Int64, uncommitted: Int64 = 0, instrument: JSONValue = "fiscal") -> [String: JSONValue]
    {
        [
            "agreement": "A1", "pairing": "JS-KZ", "instrument": instrument, "from": "320000", "to": "653000",
            "amount": .integer(amount * 100), "currency": "CNY", "uncommitted": .integer(uncommitted * 100),
            "amount_text": nil,
        ]
    }

    @Test("a transfer moves money from the agreement into transit")
    func sent() throws {
        try given(Story.upToAgreement).when(Story.transfer()).then(
            "FundsTransferred", of: "transfer/T1", data: data(600), moves: ["committed:A1": -600, "transit:T1": 600])
    }

    @Test("all that is promised may be sent at once, on the day of the agreement")
    func all() throws {
        try given(Story.upToAgreement).when(Story.transfer(amount: yuan(1_000), on: "2014-02-20")).then(
            "FundsTransferred", of: "transfer/T1", data: data(1_000),
            moves: ["committed:A1": -1_000, "transit:T1": 1_000])
    }

    @Test("what goes beyond the promise comes from the donor and is marked")
    func beyond() throws {
        try given(Story.upToTransfer).when(Story.transfer("T2", amount: yuan(500))).then(
            "FundsTransferred", of: "transfer/T2", data: data(500, uncommitted: 100),
            moves: ["committed:A1": -400, "donor:320000": -100, "transit:T2": 500])
    }

    @Test("where nothing is left of the promise, all comes from the donor")
    func nothingLeft() throws {
        let before = Story.upToAgreement + [Story.transfer(amount: yuan(1_000))]
        try given(before).when(Story.transfer("T2", amount: yuan(1))).then(
            "FundsTransferred", of: "transfer/T2", data: data(1, uncommitted: 1),
            moves: ["donor:320000": -1, "transit:T2": 1])
    }

    @Test("the instrument is the agreement's, in every account")
    func instrument() throws {
        let before = Story.upToPairing + [Story.agreement(in: .socialDonation)]
        try given(before).when(Story.transfer(amount: yuan(1_200))).then(
            "FundsTransferred", of: "transfer/T1",
            data: data(1_200, uncommitted: 200, instrument: "social-donation"),
            moves: [
                "committed:A1/social-donation": -1_000, "donor:320000/social-donation": -200,
                "transit:T1/social-donation": 1_200,
            ])
    }

    @Test("an identifier that is taken is refused, by a transfer as by a forward", arguments: ["T1", "F1"])
    func exists(name: String) throws {
        try given(Story.upToForward).when(Story.transfer(name))
            .thenRefused(.exists, field: "transfer", saying: "transfer \(name) is on record already")
    }

    @Test("an agreement that is not on record is refused")
    func unknownAgreement() throws {
        try given(Story.upToAgreement).when(Story.transfer(agreement: "A2"))
            .thenRefused(.unknown, field: "agreement", saying: "no agreement A2")
    }

    @Test("nothing and less than nothing are refused", arguments: [0, -60_000] as [Int64])
    func notPositive(amount: Int64) throws {
        try given(Story.upToAgreement).when(Story.transfer(amount: fen(amount)))
            .thenRefused(.amount, field: "amount", saying: fen(amount).description)
    }

    @Test("a transfer before its agreement is refused with both dates")
    func beforeAgreement() throws {
        try given(Story.upToAgreement).when(Story.transfer(on: "2014-02-19"))
            .thenRefused(.dates, field: "sent_on", saying: "2014-02-19", "agreement A1", "2014-02-20")
    }

    @Test("a transfer after the end of the pairing is refused with its dates")
    func afterPairing() throws {
        try given(Story.upToAgreement).when(Story.transfer(on: "2021-01-01"))
            .thenRefused(.dates, field: "sent_on", saying: "pairing JS-KZ", "to 2020-12-31", "not on 2021-01-01")
    }
}
