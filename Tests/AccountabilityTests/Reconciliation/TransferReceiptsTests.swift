import Accountability
import Assistance
import CanonicalJSON
import Projection
import Testing

@Suite("What was sent held against what was received")
struct TransferReceiptsTests {
    private static func id(_ text: String) throws -> Identifier { try #require(Identifier(text)) }
    private static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }
    private static func yuan(_ amount: Int64) throws -> Money { try #require(Money(minorUnits: amount * 100)) }

    /// T1, 600 yuan, was sent on 18 March.
    private static func collected(_ more: any Request...) throws -> ReceiptCollector {
        var log = try Log(
            EstablishProgramme(programme: try id("XJ"), name: "Aid", startsOn: try day("2010-03-01")),
            FormPairing(
                pairing: try id("p"), programme: try id("XJ"), donor: try #require(RegionCode("320000")),
                recipient: try #require(RegionCode("653000")), startsOn: try day("2010-03-30")),
            CommitFunds(
                agreement: try id("A1"), pairing: try id("p"), fiscalYear: 2014, amount: try yuan(1_000),
                agreedOn: try day("2014-02-20")),
            TransferFunds(
                transfer: try id("T1"), agreement: try id("A1"), amount: try yuan(600), sentOn: try day("2014-03-18")))
        for request in more { try log.record(request) }
        let collector = ReceiptCollector()
        collector.observe(log.events.map(ProjectedEvent.init), [])
        return collector
    }

    private static func receive(_ amount: Int64, _ on: String, closes: Bool = false) throws -> ReceiveFunds {
        ReceiveFunds(transfer: try id("T1"), amount: try yuan(amount), receivedOn: try day(on), closes: closes)
    }

    private static func state(
        _ collector: ReceiptCollector, on date: String = "2014-12-31"
    ) throws -> TransferReceipts.State? {
        try collector.transfers.first?.state(on: day(date), within: collector.receiptDays(on: day(date)))
    }

    @Test("all at once, in parts, late, short, under way and missing are told apart by the policy's days")
    func states() throws {
        let nothing = try Self.collected()
        #expect(nothing.receiptDays(on: try Self.day("2014-12-31")) == 10)
        #expect(try Self.state(nothing, on: "2014-03-28") == .underWay)
        #expect(try Self.state(nothing, on: "2014-03-29") == .missing)
        let half = try Self.collected(try Self.receive(300, "2014-03-20"))
        #expect(try Self.state(half, on: "2014-03-28") == .underWay)
        #expect(try Self.state(half, on: "2014-03-29") == .short)
        #expect(half.transfers.map(\.outstanding) == [30_000])
        let closed = try Self.collected(try Self.receive(300, "2014-03-20", closes: true))
        #expect(try Self.state(closed, on: "2014-03-21") == .short)
        #expect(try Self.state(try Self.collected(try Self.receive(600, "2014-03-28"))) == .oneToOne)
        #expect(try Self.state(try Self.collected(try Self.receive(600, "2014-03-29"))) == .late)
        let parts = try Self.collected(try Self.receive(300, "2014-03-20"), try Self.receive(300, "2014-03-21"))
        #expect(try Self.state(parts) == .split)
        let refused = try Self.collected(
            RejectFunds(transfer: try Self.id("T1"), rejectedOn: try Self.day("2014-03-20"), reason: "wrong account"))
        #expect(try Self.state(refused) == .rejected)
    }

    @Test("the policy's days are those in force on the day")
    func policy() throws {
        let set = State(
            PolicySet(from: try Self.day("2014-06-01"), parameters: ["receipt_days": 400], basis: "Notice 12"),
            of: try Self.id("R04"), on: try Self.day("2014-05-01"))
        let collector = try Self.collected(set)
        #expect(try Self.state(collector, on: "2014-05-31") == .missing)
        #expect(try Self.state(collector, on: "2014-06-01") == .underWay)
    }

    @Test("what was taken back counts for neither side")
    func reversals() throws {
        let receipt = try Self.collected(
            try Self.receive(600, "2014-03-20"),
            ReverseEntry(position: 4, reversedOn: try Self.day("2014-03-22"), reason: "wrong"))
        #expect(try Self.state(receipt) == .missing)
        let sending = try Self.collected(
            ReverseEntry(position: 3, reversedOn: try Self.day("2014-03-22"), reason: "wrong"))
        #expect(sending.transfers.isEmpty)
    }

    @Test("the recipient's bookings are receipts on record first, and only what is left may be new ones")
    func bookings() throws {
        let transfers = try Self.collected(try Self.receive(200, "2014-03-20")).transfers
        func line(_ number: Int, _ amount: Int64, _ on: String, _ reference: String?) throws -> BookedLine {
            BookedLine(
                StatementLineName(try Self.id("file"), number),
                BankStatementLine(bookedOn: try Self.day(on), amount: try Self.yuan(amount), reference: reference))
        }
        let matching = RecipientMatching(
            [
                try line(2, 200, "2014-03-20", nil), try line(3, 100, "2014-03-22", "T1"),
                try line(4, 300, "2014-03-23", "T1"), try line(5, 7, "2014-03-23", nil),
            ], transfers, within: 10)
        #expect(matching.matches.map(\.isOnRecord) == [true, false])
        #expect(matching.matches.map { $0.proposal.lines.map(\.name.number) } == [[2], [3, 4]])
        #expect(matching.matches.map { $0.transfers.map(\.description) } == [["T1"], ["T1"]])
        #expect(matching.unmatchedLines.map(\.name.number) == [5] && matching.unmatchedReceipts.isEmpty)
    }
}
