import Accountability
import Assistance
import CanonicalJSON
import Journal
import Projection
import Testing

@Suite("Reconciliation of an account")
struct BankReconciliationTests {
    private static func id(_ text: String) throws -> Identifier { try #require(Identifier(text)) }
    private static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    private static func line(_ amount: Int64, _ on: String, _ reference: String? = nil) throws -> BankStatementLine {
        BankStatementLine(
            bookedOn: try day(on), amount: try #require(Money(minorUnits: amount * 100)), reference: reference)
    }

    private static func statement(
        _ name: String, of account: String = "holding:653000", from: String, to: String, opening: Int64 = 0,
        _ lines: [BankStatementLine]
    ) throws -> RecordBankStatement {
        let closing = lines.reduce(opening * 100) { $0 + $1.amount.minorUnits }
        return RecordBankStatement(
            try id(name),
            BankStatement(
                account: try #require(Account(account)), bankAccount: try #require(MaskedBankAccount("****1234")),
                bankIdentifier: name, startsOn: try day(from), endsOn: try day(to),
                opening: try #require(Money(minorUnits: opening * 100)),
                closing: try #require(Money(minorUnits: closing)), lines: lines),
            sha256: try #require(DocumentDigest(String(repeating: "a", count: 64))))
    }

    /// 653000 receives T1, 600 yuan, on 21 March at position 4, and sends 400 of it on to 653001 on 27 March at position 5.
    private static func log(_ more: any Request...) throws -> Log {
        var log = try Log(
            EstablishProgramme(programme: try id("XJ"), name: "Aid", startsOn: try day("2010-03-01")),
            FormPairing(
                pairing: try id("p"), programme: try id("XJ"), donor: try #require(RegionCode("320000")),
                recipient: try #require(RegionCode("653000")), startsOn: try day("2010-03-30")),
            CommitFunds(
                agreement: try id("A1"), pairing: try id("p"), fiscalYear: 2014,
                amount: try #require(Money(minorUnits: 100_000)), agreedOn: try day("2014-02-20")),
            TransferFunds(
                transfer: try id("T1"), agreement: try id("A1"), amount: try #require(Money(minorUnits: 60_000)),
                sentOn: try day("2014-03-18")),
            ReceiveFunds(transfer: try id("T1"), receivedOn: try day("2014-03-21")),
            ForwardFunds(
                transfer: try id("F1"), from: try #require(RegionCode("653000")),
                to: try #require(RegionCode("653001")), amount: try #require(Money(minorUnits: 40_000)),
                sentOn: try day("2014-03-27")))
        for request in more { try log.record(request) }
        return log
    }

    private static func reconcile(
        _ log: Log, _ account: String = "holding:653000", horizon: Horizon = Horizon()
    ) throws -> BankReconciliation {
        let events = log.events.filter(horizon.reaches)
        let accounts = BankCollector.accounts(in: events.filter { $0.type == BankStatementReceived.type })
        let collector = BankCollector(accounts)
        collector.observe(events.map(ProjectedEvent.init), [])
        return BankReconciliation(try #require(collector.records.first { $0.account.description == account }))
    }

    private static func mismatches(_ reconciliation: BankReconciliation, tolerance: Int64 = 0) -> [String] {
        BankMismatch.find(in: reconciliation, tolerance: tolerance).map { mismatch in
            let place = mismatch.line?.description ?? mismatch.statement?.description ?? ""
            return "\(mismatch.kind) \(place) \(mismatch.expected) \(mismatch.found) \(mismatch.positions)"
        }
    }

    @Test("a bank that says what the ledger says leaves nothing over")
    func clean() throws {
        let log = try Self.log(
            try Self.statement(
                "S1", from: "2014-03-01", to: "2014-04-30",
                [try Self.line(600, "2014-03-22", "T1"), try Self.line(-400, "2014-03-27", "F1")]))
        let reconciliation = try Self.reconcile(log)
        #expect(reconciliation.proposals.map(\.confidence) == [.exact, .exact])
        #expect(reconciliation.checks.map(\.difference) == [0])
        #expect(Self.mismatches(reconciliation).isEmpty)
    }

    @Test("rule R05 sees what either side lacks, and the difference of the closing balance beyond the tolerance")
    func unmatched() throws {
        let log = try Self.log(
            try Self.statement(
                "S1", from: "2014-03-01", to: "2014-04-30",
                [try Self.line(600, "2014-03-22", "T1"), try Self.line(-3, "2014-03-25", "fee")]))
        let reconciliation = try Self.reconcile(log)
        #expect(
            Self.mismatches(reconciliation) == [
                "closing S1 20000 59700 [6]", "line S1/2 0 -300 [6]", "movement  -40000 0 [5]",
            ])
        #expect(
            Self.mismatches(reconciliation, tolerance: 39_700) == ["line S1/2 0 -300 [6]", "movement  -40000 0 [5]"])
        #expect(Self.mismatches(reconciliation, tolerance: 39_699).count == 3)
        #expect(Self.mismatches(try Self.reconcile(log)) == Self.mismatches(reconciliation))
    }

    @Test("what lies near the end of the last statement may still come, and is a mismatch once a later one is there")
    func outstanding() throws {
        let march = try Self.statement(
            "S1", from: "2014-03-01", to: "2014-03-28", [try Self.line(600, "2014-03-22", "T1")])
        let early = try Self.reconcile(try Self.log(march))
        #expect(early.unmatchedMovements.map(\.isOutstanding) == [true])
        #expect(Self.mismatches(early, tolerance: 40_000).isEmpty)
        let april = try Self.statement("S2", from: "2014-03-29", to: "2014-04-30", opening: 600, [])
        #expect(
            Self.mismatches(try Self.reconcile(try Self.log(march, april)), tolerance: 40_000)
                == ["movement  -40000 0 [5]"])
        // In April the bank booked it.
        let booked = try Self.statement(
            "S2", from: "2014-03-29", to: "2014-04-30", opening: 600, [try Self.line(-400, "2014-03-31", "F1")])
        #expect(Self.mismatches(try Self.reconcile(try Self.log(march, booked)), tolerance: 40_000).isEmpty)
    }

    @Test("a statement that does not open with what the one before closed with is a mismatch")
    func gap() throws {
        let log = try Self.log(
            try Self.statement(
                "S1", from: "2014-03-01", to: "2014-03-31",
                [try Self.line(600, "2014-03-22", "T1"), try Self.line(-400, "2014-03-27", "F1")]),
            try Self.statement("S2", from: "2014-04-01", to: "2014-04-30", opening: 150, []))
        #expect(
            Self.mismatches(try Self.reconcile(log)) == [
                "opening S2 20000 15000 [8]", "closing S2 20000 15000 [8]",
            ])
    }

    @Test("a proposal by amount and day explains nothing until it is accepted, and then no matter what else there is")
    func acceptance() throws {
        var log = try Self.log(
            try Self.statement(
                "S1", from: "2014-03-01", to: "2014-04-30",
                [try Self.line(600, "2014-03-22"), try Self.line(-400, "2014-03-27")]))
        let before = try Self.reconcile(log)
        #expect(before.proposals.map(\.confidence) == [.probable, .probable])
        #expect(Self.mismatches(before).map { $0.prefix(4) } == ["line", "line", "move", "move"])
        let names = before.proposals.map { $0.name(on: before.account) }
        for proposal in before.proposals {
            try log.record(
                State(
                    ReconciliationAccepted(proposal.match(on: before.account)),
                    of: try Self.id("holding.653000.fiscal"),
                    on: try Self.day("2014-05-02")))
        }
        let after = try Self.reconcile(log)
        #expect(after.proposals.isEmpty && Self.mismatches(after).isEmpty)
        #expect(after.decided.map(\.match.proposal) == names.sorted())
        // As things were before the decisions, the same is proposed under the same names.
        let then = try Self.reconcile(log, horizon: Horizon(asOf: try Self.day("2014-05-01")))
        #expect(then.proposals.map { $0.name(on: then.account) } == names)
    }

    @Test("a donor's bank shows what it sent, and its promises nowhere")
    func donor() throws {
        let log = try Self.log(
            try Self.statement(
                "S1", of: "donor:320000", from: "2014-02-01", to: "2014-04-30", opening: 1_000,
                [try Self.line(-600, "2014-03-18", "A1 T1")]))
        let reconciliation = try Self.reconcile(log, "donor:320000")
        #expect(reconciliation.proposals.map { $0.movements.map(\.position) } == [[3]])
        #expect(reconciliation.checks.map(\.ledgerBalance) == [nil])
        #expect(Self.mismatches(reconciliation).isEmpty)
    }
}
