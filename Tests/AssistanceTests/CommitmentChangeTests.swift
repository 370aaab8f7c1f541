import Assistance
import CanonicalJSON
import Testing

@Suite("A promise is changed or cancelled")
struct CommitmentChangeTests {
    private func revision(
        to amount: Money, agreement: String = "A1", on date: String = "2014-06-01", reason: String = "Budget"
    ) -> ReviseCommitment {
        ReviseCommitment(agreement: id(agreement), amount: amount, revisedOn: day(date), reason: reason)
    }

    private func cancellation(
        of agreement: String = "A1", on date: String = "2014-06-01", reason: String = "Handed over"
    ) -> CancelCommitment {
        CancelCommitment(agreement: id(agreement), cancelledOn: day(date), reason: reason)
    }

    private func data(_ amount: Int64, from previous: Int64) -> [String: JSONValue] {
        [
            "pairing": "JS-KZ", "amount": .integer(amount * 100), "previous": .integer(previous * 100),
            "currency": "CNY", "reason": "Budget",
        ]
    }

    @Test("what is promised more moves from the donor to the agreement, what is promised less moves back")
    func revised() throws {
        try given(Story.upToTransfer).when(revision(to: yuan(1_200))).then(
            "CommitmentRevised", of: "agreement/A1", data: data(1_200, from: 1_000),
            moves: ["donor:320000": -200, "committed:A1": 200])
        try given(Story.upToTransfer).when(revision(to: yuan(600))).then(
            "CommitmentRevised", of: "agreement/A1", data: data(600, from: 1_000),
            moves: ["donor:320000": 400, "committed:A1": -400])
        try given(Story.upToTransfer, revision(to: yuan(1_200))).when(revision(to: yuan(1_100))).then(
            "CommitmentRevised", of: "agreement/A1", data: data(1_100, from: 1_200),
            moves: ["donor:320000": 100, "committed:A1": -100])
    }

    @Test("less than was sent cannot be promised")
    func belowSent() throws {
        try given(Story.upToTransfer).when(revision(to: fen(59_999)))
            .thenRefused(.exceeds, field: "amount", saying: "599.99 CNY", "600.00 CNY")
    }

    @Test("the same amount, nothing, an earlier day, no reason and an unknown agreement are refused")
    func refused() throws {
        let given = try AssistanceTests.given(Story.upToTransfer)
        try given.when(revision(to: yuan(1_000))).thenRefused(.amount, field: "amount", saying: "1,000.00 CNY already")
        try given.when(revision(to: yuan(0))).thenRefused(.amount, field: "amount", saying: "0.00 CNY")
        try given.when(revision(to: yuan(700), on: "2014-02-19"))
            .thenRefused(.dates, field: "on", saying: "2014-02-19", "2014-02-20")
        try given.when(revision(to: yuan(700), reason: " ")).thenRefused(.text, field: "reason", saying: "empty")
        try given.when(revision(to: yuan(700), agreement: "A9"))
            .thenRefused(.unknown, field: "agreement", saying: "no agreement A9")
    }

    @Test("a cancellation gives back what was not sent")
    func cancelled() throws {
        try given(Story.upToTransfer).when(cancellation()).then(
            "CommitmentCancelled", of: "agreement/A1",
            data: ["pairing": "JS-KZ", "amount": 40_000, "currency": "CNY", "reason": "Handed over"],
            moves: ["donor:320000": 400, "committed:A1": -400])
    }

    @Test("nothing is sent, revised or cancelled under a cancelled agreement")
    func afterCancellation() throws {
        let given = try AssistanceTests.given(Story.upToTransfer, cancellation())
        for request in [Story.transfer("T2", on: "2014-06-02"), revision(to: yuan(700)), cancellation()]
            as [any Request]
        {
            try given.when(request).thenRefused(.kind, field: "agreement", saying: "agreement A1 was cancelled")
        }
    }

    @Test("what was sent under a cancelled agreement may still come back, and no more than that")
    func returnAfterCancellation() throws {
        let given = try AssistanceTests.given(Story.upToReceipt, cancellation())
        let all = ReturnFunds(
            agreement: id("A1"), from: region("653000"), amount: yuan(600), returnedOn: day("2014-12-01"))
        #expect(try given.when(all).result.get().count == 1)
        let more = ReturnFunds(
            agreement: id("A1"), from: region("653000"), amount: fen(60_001), returnedOn: day("2014-12-01"))
        try given.when(more).thenRefused(.exceeds, field: "amount", saying: "600.01 CNY", "600.00 CNY")
    }

    @Test("nothing left, an earlier day, no reason and an unknown agreement are refused")
    func cancellationRefused() throws {
        try given(Story.upToAgreement, Story.transfer(amount: yuan(1_000))).when(cancellation())
            .thenRefused(.exceeds, field: "agreement", saying: "1,000.00 CNY", "nothing left")
        let given = try AssistanceTests.given(Story.upToTransfer)
        try given.when(cancellation(on: "2014-02-19")).thenRefused(.dates, field: "on", saying: "2014-02-19")
        try given.when(cancellation(reason: "")).thenRefused(.text, field: "reason", saying: "empty")
        try given.when(cancellation(of: "A9")).thenRefused(.unknown, field: "agreement", saying: "A9")
    }
}
