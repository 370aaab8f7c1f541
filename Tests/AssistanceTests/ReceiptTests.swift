import Assistance
import CanonicalJSON
import Testing

@Suite("Money is received")
struct ReceiptTests {
    private func data(_ amount: Int64, region: JSONValue = "653000") -> [String: JSONValue] {
        [
            "region": region, "instrument": "fiscal", "amount": .integer(amount * 100), "currency": "CNY",
            "closes": false,
        ]
    }

    @Test("without an amount, all that is outstanding moves from transit into the holding")
    func all() throws {
        try given(Story.upToTransfer).when(Story.receipt()).then(
            "FundsReceived", of: "transfer/T1", data: data(600), moves: ["transit:T1": -600, "holding:653000": 600])
    }

    @Test("a transfer may arrive in parts, the last of which is what is left")
    func parts() throws {
        let first = Story.receipt(amount: yuan(250))
        try given(Story.upToTransfer).when(first).then(
            "FundsReceived", of: "transfer/T1", data: data(250), moves: ["transit:T1": -250, "holding:653000": 250])
        try given(Story.upToTransfer, first).when(Story.receipt(amount: yuan(350))).then(
            "FundsReceived", of: "transfer/T1", data: data(350), moves: ["transit:T1": -350, "holding:653000": 350])
        try given(Story.upToTransfer, first).when(Story.receipt(on: "2014-03-18")).then(
            "FundsReceived", of: "transfer/T1", data: data(350), moves: ["transit:T1": -350, "holding:653000": 350])
    }

    @Test("what was forwarded is received by the lower tier")
    func forwarded() throws {
        try given(Story.upToForward).when(Story.receipt(of: "F1", on: "2014-04-01")).then(
            "FundsReceived", of: "transfer/F1", data: data(400, region: "653001"),
            moves: ["transit:F1": -400, "holding:653001": 400])
    }

    @Test("a transfer that is not on record is refused")
    func unknown() throws {
        try given(Story.upToTransfer).when(Story.receipt(of: "T9"))
            .thenRefused(.unknown, field: "transfer", saying: "no transfer T9")
    }

    @Test("a receipt before the transfer is refused with both dates")
    func beforeTransfer() throws {
        try given(Story.upToTransfer).when(Story.receipt(on: "2014-03-17"))
            .thenRefused(.dates, field: "received_on", saying: "2014-03-17", "2014-03-18")
    }

    @Test("a transfer that arrived in full is not received again")
    func inFull() throws {
        for again in [Story.receipt(), Story.receipt(amount: yuan(1))] {
            try given(Story.upToReceipt).when(again)
                .thenRefused(.exceeds, field: "transfer", saying: "transfer T1 of 600.00 CNY", "on its way")
        }
    }

    @Test("more than is outstanding is refused with what was sent and received")
    func tooMuch() throws {
        try given(Story.upToTransfer).when(Story.receipt(amount: fen(60_001)))
            .thenRefused(.exceeds, field: "amount", saying: "600.01 CNY", "600.00 CNY was sent", "0.00 CNY received")
        let partly = Story.receipt(amount: yuan(250))
        try given(Story.upToTransfer, partly).when(Story.receipt(amount: yuan(351)))
            .thenRefused(.exceeds, field: "amount", saying: "351.00 CNY", "600.00 CNY was sent", "250.00 CNY received")
    }

    @Test("nothing and less than nothing are refused", arguments: [0, -1] as [Int64])
    func notPositive(amount: Int64) throws {
        try given(Story.upToTransfer).when(Story.receipt(amount: fen(amount)))
            .thenRefused(.amount, field: "amount", saying: fen(amount).description)
    }
}
