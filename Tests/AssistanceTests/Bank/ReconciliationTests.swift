import Assistance
import CanonicalJSON
import Testing

@Suite("Reconciliation with the bank")
struct ReconciliationTests {
    /// 653000 received 600 yuan (position 4) and sent 400 on (position 5); its bank says the same.
    private static func matched(_ more: (any Request)...) throws -> Given {
        try given(Story.upToForward + [try BankStatementTests.statement()] + more)
    }

    private static func match(
        _ proposal: String = "m1", _ lines: [String] = ["1234-2014-03/1"], _ positions: [Int64] = [4]
    ) throws -> ReconciliationMatch {
        ReconciliationMatch(
            proposal: id(proposal), lines: try lines.map { try #require(StatementLineName($0)) }, positions: positions)
    }

    private static func accept(
        _ match: ReconciliationMatch, of account: String = "holding.653000.fiscal"
    ) -> State<ReconciliationAccepted> {
        State(ReconciliationAccepted(match), of: id(account), on: day("2014-04-02"))
    }

    private static func reject(_ match: ReconciliationMatch) -> State<ReconciliationRejected> {
        State(
            ReconciliationRejected(match, reason: "another transfer"), of: id("holding.653000.fiscal"),
            on: day("2014-04-02"))
    }

    private static func undo(_ proposal: String) -> State<ReconciliationUndone> {
        State(
            ReconciliationUndone(id(proposal), reason: "looked again"), of: id("holding.653000.fiscal"),
            on: day("2014-04-03"))
    }

    @Test("a decision stands in the stream of the account, with the lines and the positions")
    func accepted() throws {
        try Self.matched().when(Self.accept(try Self.match())).then(
            "ReconciliationAccepted", of: "reconciliation/holding.653000.fiscal",
            data: ["proposal": "m1", "lines": ["1234-2014-03/1"], "positions": [4]])
        let books = try Self.matched(Self.accept(try Self.match())).record.fullBooks()
        let reconciliation = try #require(books.reconciliations[id("holding.653000.fiscal")])
        #expect(reconciliation.acceptance(of: StatementLineName(id("1234-2014-03"), 1)) == id("m1"))
        #expect(reconciliation.acceptance(ofPosition: 4) == id("m1"))
        #expect(reconciliation.acceptance(ofPosition: 5) == nil)
    }

    @Test("what is matched already is not matched again, whether by proposal, line or movement")
    func twice() throws {
        let before = try Self.matched(Self.accept(try Self.match()))
        try before.when(Self.accept(try Self.match())).thenRefused(.exists, field: "proposal", saying: "m1", "accepted")
        try before.when(Self.accept(try Self.match("m2", ["1234-2014-03/1"], [5])))
            .thenRefused(.exists, field: "proposal", saying: "1234-2014-03/1", "m1")
        try before.when(Self.accept(try Self.match("m2", ["1234-2014-03/2"], [4])))
            .thenRefused(.exists, field: "proposal", saying: "position 4", "m1")
        try before.when(Self.reject(try Self.match())).thenRefused(.exists, field: "proposal", saying: "m1")
    }

    @Test("a decision that was undone can be made again, and what was rejected only then")
    func undone() throws {
        let rejected = try Self.matched(Self.reject(try Self.match()))
        try rejected.when(Self.accept(try Self.match())).thenRefused(.exists, field: "proposal", saying: "rejected")
        for first in [Self.reject(try Self.match()) as any Request, Self.accept(try Self.match())] {
            let again = try Self.matched(first, Self.undo("m1")).when(Self.accept(try Self.match()))
            #expect(try again.result.get().count == 1)
        }
        try Self.matched().when(Self.undo("m1")).thenRefused(.unknown, field: "reconciliation", saying: "holding")
        try rejected.when(Self.undo("m7")).thenRefused(.unknown, field: "proposal", saying: "m7")
    }

    @Test("only lines and movements that there are, of the account, with equal sums, can be matched")
    func wrong() throws {
        let before = try Self.matched()
        func refused(_ match: ReconciliationMatch, _ code: Refusal.Code, _ words: String) throws {
            try before.when(Self.accept(match)).thenRefused(code, field: "proposal", saying: words)
        }
        try refused(try Self.match("m", ["1234-2014-03/2"], [4]), .figure, "-40000 分")
        try refused(try Self.match("m", ["1234-2014-03/3"], [4]), .unknown, "1234-2014-03/3")
        try refused(try Self.match("m", ["other/1"], [4]), .unknown, "other/1")
        try refused(try Self.match("m", ["1234-2014-03/1"], [99]), .unknown, "99")
        try refused(try Self.match("m", ["1234-2014-03/1"], [3]), .kind, "position 3")
        try refused(try Self.match("m", [], [4]), .value, "1 to 100")
        try refused(try Self.match("m", ["1234-2014-03/1"], [4, 4]), .value, "each once")
        try before.when(Self.accept(try Self.match(), of: "holding.653001.fiscal"))
            .thenRefused(.unknown, field: "proposal", saying: "1234-2014-03/1")
        try before.when(Self.accept(try Self.match(), of: "elsewhere"))
            .thenRefused(.form, field: "reconciliation", saying: "elsewhere")
    }

    @Test("a donor's bank account moves by what it sends and gets back, and not by what it promises")
    func donors() throws {
        let statement = try BankStatementTests.statement(
            account: "donor:320000", lines: [BankStatementTests.line(yuan(-1_600), "2014-03-18")])
        // Promised are 1,000: the rest of 1,600 comes from the donor itself.
        let before = try given(
            Story.upToAgreement + [Story.transfer(amount: yuan(1_600)), statement])
        let match = try Self.match("m", ["1234-2014-03/1"], [3])
        #expect(try before.when(Self.accept(match, of: "donor.320000.fiscal")).result.get().count == 1)
        try before.when(Self.accept(try Self.match("m", ["1234-2014-03/1"], [2]), of: "donor.320000.fiscal"))
            .thenRefused(.kind, field: "proposal", saying: "position 2")
        let donor = try #require(Account("donor:320000"))
        let other = try #require(Account("donor:330000"))
        let entry = try #require(before.record.entries.first { $0.position == 3 })
        #expect(BankMovement.amount(on: donor, in: entry.postings, donor: region("320000")) == -160_000)
        #expect(BankMovement.amount(on: other, in: entry.postings, donor: region("320000")) == 0)
    }

    @Test(
        "every account has a stream of its own for its decisions",
        arguments: [
            "holding:653000", "holding:653000/social-donation", "donor:000000", "project:K.1", "project:A.fiscal",
        ])
    func streams(name: String) throws {
        let account = try #require(Account(name))
        let identifier = try #require(Reconciliation.identifier(of: account))
        #expect(Reconciliation.account(identifier) == account)
    }
}
