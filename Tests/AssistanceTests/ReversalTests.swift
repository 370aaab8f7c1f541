import Assistance
import CanonicalJSON
import Testing

@Suite("An entry is taken back")
struct ReversalTests {
    private func reversal(of position: Int64, on date: String = "2014-12-20", reason: String = "Typed wrong")
        -> ReverseEntry
    {
        ReverseEntry(position: position, reversedOn: day(date), reason: reason)
    }

    /// Where an event of this type stands last in what is on record.
    private func position(_ type: String, in given: Given) throws -> Int64 {
        try #require(given.record.entries.last { Swift.type(of: $0.event.payload).type == type }?.position)
    }

    /// Histories whose last event of the type can be taken back, and what that gives back to its thing.
    private static let histories: [(type: String, history: [any Request])] = [
        ("FundsCommitted", Story.upToAgreement),
        (
            "CommitmentRevised",
            Story.upToAgreement + [
                ReviseCommitment(agreement: id("A1"), amount: yuan(1_200), revisedOn: day("2014-03-01"), reason: "More")
            ]
        ),
        (
            "CommitmentCancelled",
            Story.upToTransfer + [CancelCommitment(agreement: id("A1"), cancelledOn: day("2014-06-01"), reason: "Over")]
        ),
        ("FundsTransferred", Story.upToTransfer), ("FundsReceived", Story.upToReceipt),
        (
            "FundsRejected",
            Story.upToTransfer + [RejectFunds(transfer: id("T1"), rejectedOn: day("2014-04-01"), reason: "Closed")]
        ),
        ("FundsForwarded", Story.upToForward), ("FundsAllocated", Story.upToAllocation),
        ("FundsSpent", Story.upToSpending), ("FundsReleased", Story.upToSpending + [Story.release()]),
        ("FundsReturned", Story.all),
    ]

    @Test("what it moved moves back, whatever it was", arguments: histories.indices)
    func mirrored(index: Int) throws {
        let (type, history) = Self.histories[index]
        let given = try AssistanceTests.given(history)
        let position = try position(type, in: given)
        let original = given.record.entries[Int(position)]
        let decided = try given.when(reversal(of: position)).result.get()
        try #require(decided.count == 1)
        #expect(decided[0].stream == original.stream)
        #expect(decided[0].postings == original.postings.map { Posting($0.account, -$0.amount) })
        #expect(decided[0].event.payload.data["original_type"] == .string(type))
        #expect(decided[0].event.payload.data["original_data"] == .object(original.event.payload.statedData))
        #expect(decided[0].event.payload.data["position"] == .integer(position))
    }

    @Test("afterwards the books are as they were before it", arguments: histories.indices)
    func asBefore(index: Int) throws {
        let (type, history) = Self.histories[index]
        let last = try #require(
            try AssistanceTests.given(history).record.entries.lastIndex {
                Swift.type(of: $0.event.payload).type == type
            })
        let after = try AssistanceTests.given(history + [reversal(of: Int64(last))])
        // Each of these histories ends with the entry taken back.
        #expect(last == after.record.entries.count - 2)
        let before = try AssistanceTests.given(history).record.without(last: 1)
        #expect(after.record.balances.filter { $0.value != 0 } == before.balances.filter { $0.value != 0 })
        let (then, now) = (before.fullBooks(), after.record.fullBooks())
        if type != "FundsCommitted" { #expect(now.agreements == then.agreements) }
        #expect(now.projects == then.projects)
        if type != "FundsTransferred" && type != "FundsForwarded" { #expect(now.transfers == then.transfers) }
    }

    @Test("it is taken back once; a reversal is not reversed; and what moves no money is not either")
    func once() throws {
        let spent = try given(Story.upToSpending)
        let position = try position("FundsSpent", in: spent)
        let after = try given(Story.upToSpending + [reversal(of: position)])
        try after.when(reversal(of: position))
            .thenRefused(.exists, field: "position", saying: "FundsSpent at position \(position)", "already")
        try after.when(reversal(of: try self.position("EntryReversed", in: after)))
            .thenRefused(.kind, field: "position", saying: "itself a reversal")
        try after.when(reversal(of: 0)).thenRefused(
            .kind, field: "position", saying: "ProgrammeEstablished", "no money")
        try after.when(reversal(of: 999)).thenRefused(.unknown, field: "position", saying: "no entry at position 999")
        try after.when(reversal(of: -1)).thenRefused(.unknown, field: "position", saying: "-1")
    }

    @Test("what rests on it must be taken back first")
    func restsOnIt() throws {
        let given = try AssistanceTests.given(Story.upToSpending)
        for (type, account) in [
            ("FundsCommitted", "committed:A1"), ("FundsTransferred", "transit:T1"), ("FundsReceived", "holding:653001"),
            ("FundsAllocated", "project:K1"),
        ] {
            try given.when(reversal(of: position(type, in: given)))
                .thenRefused(.insufficient, field: "position", saying: account)
        }
    }

    @Test("not before its own day, and not without a reason")
    func refused() throws {
        let given = try AssistanceTests.given(Story.upToSpending)
        let position = try position("FundsSpent", in: given)
        try given.when(reversal(of: position, on: "2014-06-11"))
            .thenRefused(.dates, field: "on", saying: "2014-06-11", "2014-06-12")
        try given.when(reversal(of: position, reason: " ")).thenRefused(.text, field: "reason", saying: "empty")
    }

    @Test("nothing is on its way of a transfer that was taken back, and nothing is sent under an agreement that was")
    func nothingLeft() throws {
        let sent = try given(Story.upToTransfer)
        let back = reversal(of: try position("FundsTransferred", in: sent))
        try given(Story.upToTransfer + [back]).when(Story.receipt())
            .thenRefused(.exceeds, field: "transfer", saying: "on its way")
        let agreed = try given(Story.upToAgreement)
        let undone = reversal(of: try position("FundsCommitted", in: agreed))
        try given(Story.upToAgreement + [undone]).when(Story.transfer())
            .thenRefused(.kind, field: "agreement", saying: "A1")
    }
}
