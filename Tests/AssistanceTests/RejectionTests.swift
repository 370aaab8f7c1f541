import Assistance
import CanonicalJSON
import Testing

@Suite("Money is not taken")
struct RejectionTests {
    private func rejection(
        of transfer: String = "T1", amount: Money? = nil, on date: String = "2014-04-20",
        reason: String = "Closed account"
    ) -> RejectFunds {
        RejectFunds(transfer: id(transfer), amount: amount, rejectedOn: day(date), reason: reason)
    }

    private func data(_ amount: Int64, uncommitted: Int64 = 0, pairing: JSONValue = "JS-KZ") -> [String: JSONValue] {
        [
            "pairing": pairing, "region": "653000", "instrument": "fiscal", "amount": .integer(amount * 100),
            "uncommitted": .integer(uncommitted * 100), "currency": "CNY", "reason": "Closed account",
        ]
    }

    @Test("all of it goes back to the agreement, and may be sent again")
    func whole() throws {
        let outcome = try given(Story.upToTransfer).when(rejection())
        try outcome.then(
            "FundsRejected", of: "transfer/T1", data: data(600), moves: ["transit:T1": -600, "committed:A1": 600])
        try given(Story.upToTransfer, rejection()).when(Story.transfer("T2", amount: yuan(1_000), on: "2014-05-01"))
            .then(
                "FundsTransferred", of: "transfer/T2",
                data: [
                    "agreement": "A1", "pairing": "JS-KZ", "instrument": "fiscal", "from": "320000", "to": "653000",
                    "amount": 100_000, "uncommitted": 0, "currency": "CNY",
                ], moves: ["committed:A1": -1_000, "transit:T2": 1_000])
    }

    @Test("what was beyond the promise goes back to the donor, and before the rest")
    func beyondPromise() throws {
        let before = Story.upToAgreement + [Story.transfer(amount: yuan(1_300))]
        try given(before).when(rejection()).then(
            "FundsRejected", of: "transfer/T1", data: data(1_300, uncommitted: 300),
            moves: ["transit:T1": -1_300, "committed:A1": 1_000, "donor:320000": 300])
        try given(before).when(rejection(amount: yuan(200))).then(
            "FundsRejected", of: "transfer/T1", data: data(200, uncommitted: 200),
            moves: ["transit:T1": -200, "donor:320000": 200])
        try given(before, Story.receipt(amount: yuan(1_100))).when(rejection()).then(
            "FundsRejected", of: "transfer/T1", data: data(200, uncommitted: 200),
            moves: ["transit:T1": -200, "donor:320000": 200])
    }

    @Test("what was rejected in parts goes back to where each part came from")
    func parts() throws {
        let before = Story.upToAgreement + [Story.transfer(amount: yuan(1_300)), rejection(amount: yuan(200))]
        try given(before).when(rejection()).then(
            "FundsRejected", of: "transfer/T1", data: data(1_100, uncommitted: 100),
            moves: ["transit:T1": -1_100, "committed:A1": 1_000, "donor:320000": 100])
    }

    @Test("what a higher tier forwarded goes back to its holding")
    func forwarded() throws {
        var expected = data(400, pairing: .null)
        expected["region"] = "653001"
        try given(Story.upToForward).when(rejection(of: "F1")).then(
            "FundsRejected", of: "transfer/F1", data: expected, moves: ["transit:F1": -400, "holding:653000": 400])
    }

    @Test("more than is on its way is refused, and what arrived is not rejected")
    func tooMuch() throws {
        try given(Story.upToTransfer, Story.receipt(amount: yuan(250))).when(rejection(amount: fen(35_001)))
            .thenRefused(.exceeds, field: "amount", saying: "350.01 CNY", "350.00 CNY")
        try given(Story.upToReceipt).when(rejection()).thenRefused(.exceeds, field: "transfer", saying: "on its way")
        try given(Story.upToTransfer, rejection()).when(Story.receipt(on: "2014-05-01"))
            .thenRefused(.exceeds, field: "transfer", saying: "on its way")
    }

    @Test("nothing, an earlier day, no reason and an unknown transfer are refused")
    func refused() throws {
        let given = try AssistanceTests.given(Story.upToTransfer)
        try given.when(rejection(amount: yuan(0))).thenRefused(.amount, field: "amount", saying: "0.00 CNY")
        try given.when(rejection(on: "2014-03-17")).thenRefused(.dates, field: "on", saying: "2014-03-17", "2014-03-18")
        try given.when(rejection(reason: "")).thenRefused(.text, field: "reason", saying: "empty")
        try given.when(rejection(of: "T9")).thenRefused(.unknown, field: "transfer", saying: "no transfer T9")
    }

    @Test("a receipt may say that it is all, and the difference stays in transit")
    func closing() throws {
        var receipt = Story.receipt(amount: yuan(590))
        receipt.closes = true
        try given(Story.upToTransfer).when(receipt).then(
            "FundsReceived", of: "transfer/T1",
            data: ["region": "653000", "instrument": "fiscal", "amount": 59_000, "currency": "CNY", "closes": true],
            moves: ["transit:T1": -590, "holding:653000": 590])
    }
}
