import Assistance
import CanonicalJSON
import Journal
import Projection
import Testing

@testable import Accountability

@Suite("traces of money")
struct TraceTests {
    /// A movement, as read model "funds" has it.
    private static func row(
        _ position: Int64, _ source: String, _ target: String, _ amount: Int64, agreement: String? = "A1",
        transfer: String? = nil, on: String = "2014-01-01", since: String? = nil
    ) -> MovementRow {
        var row = MovementRow()
        row.key = .init(position, 0)
        row.effectiveOn = day(on)
        row.source = source
        row.target = target
        row.currency = "CNY"
        row.amount = amount
        row.pairing = agreement == nil ? nil : "JS-KZ"
        row.agreement = agreement
        row.transfer = transfer
        row.since = since.map(day)
        return row
    }

    /// Rows of a tree: how deep, at which event, how much.
    private static func rows(_ node: Trace.Node, depth: Int = 0) -> [String] {
        ["\(depth) \(node.position.map(String.init) ?? "\(node.kind)") \(node.amount)"]
            + node.parts.flatMap { rows($0, depth: depth + 1) }
    }

    private static let story = [
        row(1, "donor:320000", "committed:A1", 900),
        row(2, "committed:A1", "transit:T1", 600, on: "2014-03-01"),
        row(3, "transit:T1", "holding:653000", 500, transfer: "T1", on: "2014-03-11", since: "2014-03-01"),
        row(4, "holding:653000", "project:K1", 450, transfer: "T1", on: "2014-04-10", since: "2014-03-11"),
        row(5, "project:K1", "spent:K1", 300, transfer: "T1", on: "2014-05-10", since: "2014-04-10"),
    ]

    @Test("an agreement is followed to where its money lies, and the parts of every row sum to it")
    func forward() {
        let trace = Trace(StreamName(.agreement, id("A1")), Self.story, turns: [:])
        #expect(
            Self.rows(trace.root) == [
                "0 subject 900", "1 2 600", "2 3 500", "3 4 450", "4 5 300", "4 rest 150", "3 rest 50", "2 rest 100",
                "1 rest 300",
            ])
        #expect(trace.positions == [1, 2, 3, 4, 5] && trace.projects == ["K1"])
    }

    @Test("a payment is followed to its donor, and a project without its payments")
    func backward() {
        let payment = Trace(StreamName(.payment, id("P1")), Self.story, turns: [:], positions: [5])
        #expect(
            Self.rows(payment.root) == [
                "0 subject 300", "1 4 300", "2 3 300", "3 2 300", "4 1 300", "5 donor 300",
            ])
        let project = Trace(StreamName(.project, id("K1")), Self.story, turns: [:])
        #expect(
            Self.rows(project.root) == [
                "0 subject 450", "1 4 450", "2 3 450", "3 2 450", "4 1 450", "5 donor 450",
            ])
    }

    @Test("what is taken back stands in front again, and what is rejected is what came last")
    func turns() throws {
        // Two receipts; the second payment takes what the first gave back.
        let rows =
            Self.story + [
                Self.row(6, "spent:K1", "project:K1", 300, transfer: "T1", on: "2014-05-11"),
                Self.row(7, "project:K1", "spent:K1", 310, transfer: "T1", on: "2014-06-01"),
            ]
        let log = try Log(
            programme("P"), pairing("JS-KZ", of: "P", "320000", "653000"),
            agreement("A1", under: "JS-KZ", year: 2014, 900), transfer("T1", under: "A1", 600), receipt(of: "T1"),
            project("K1", in: "653000", aid: 500),
            AllocateFunds(project: id("K1"), from: region("653000"), amount: yuan(500), allocatedOn: day("2014-04-08")),
            spending("P1", of: "K1", 120), ReverseEntry(position: 7, reversedOn: day("2014-07-01"), reason: "twice"))
        let reversal = try #require(log.events.last)
        let turn = try #require(
            MoneyTrail.Turn(try AssistanceEvent(type: reversal.type, version: reversal.v, data: reversal.data)))
        #expect(turn.takesLast && turn.putsFirst && turn.isReversal)
        let trace = Trace(StreamName(.payment, id("P2")), rows, turns: [6: turn], positions: [7])
        // 300 of it went out and came back before; 10 had never left.
        #expect(
            Self.rows(trace.root).prefix(4) == ["0 subject 310", "1 4 10", "2 3 10", "3 2 10"])
        #expect(Self.rows(trace.root).contains("1 6 300") && Self.rows(trace.root).contains("2 5 300"))
    }

    @Test("ages are those since the first receipt, and an account is left after the days that money lay there")
    func ages() {
        let trace = Trace(StreamName(.agreement, id("A1")), Self.story, turns: [:])
        var request = ReportRequest(ledger: "main")
        request.horizon.asOf = day("2014-12-31")
        let report = TraceReport.make(
            trace, TraceDetails(), ReportInput(rows: NoRows(), knownTo: 6, recorded: 6), request)
        let ages = report.sections[0].rows.map { row in [row.cells[6], row.cells[7]] }
        // Allocated 30 days after the receipt, spent 30 days later; 150 lie there since the allocation, 50 since the receipt.
        #expect(ages[3] == [.count(30), .count(30)])
        #expect(ages[4] == [.count(30), .count(60)])
        #expect(ages[5] == [.count(265), .count(295)])
        #expect(ages[6] == [.count(295), .count(295)])
        #expect(report.sections[0].rows.allSatisfy { $0.basis != nil })
    }

    @Test("money that left before any had come is shown as of no known origin, and what comes later stands in for it")
    func late() {
        let rows = [
            Self.row(1, "project:K1", "spent:K1", 100, agreement: nil),
            Self.row(2, "donor:320000", "committed:A1", 300),
            Self.row(3, "committed:A1", "transit:T1", 300),
            Self.row(4, "transit:T1", "holding:653000", 300, transfer: "T1"),
            Self.row(5, "holding:653000", "project:K1", 250, transfer: "T1"),
        ]
        let payment = Trace(StreamName(.payment, id("P1")), rows, turns: [:], positions: [1])
        #expect(Self.rows(payment.root) == ["0 subject 100", "1 unknown 100"])
        let agreement = Trace(StreamName(.agreement, id("A1")), rows, turns: [:])
        #expect(
            Self.rows(agreement.root) == [
                "0 subject 300", "1 3 300", "2 4 300", "3 5 250", "4 late 100", "4 rest 150", "3 rest 50",
            ])
    }

    @Test("the picture has the amounts of the tree, from the left to the right")
    func picture() throws {
        let trace = Trace(StreamName(.agreement, id("A1")), Self.story, turns: [:])
        let report = TraceReport.make(
            trace, TraceDetails(), ReportInput(rows: NoRows(), knownTo: 6, recorded: 6), ReportRequest(ledger: "main"))
        guard case .sankey(let chart)? = report.charts.first else {
            Issue.record("there is no picture")
            return
        }
        #expect(chart.nodes.map(\.column) == [0, 1, 2, 3, 4])
        #expect(chart.links.map(\.amount) == [600, 500, 450, 300])
        #expect(chart.links.allSatisfy { chart.nodes[$0.source].column < chart.nodes[$0.target].column })
    }
}

/// No rows of any table.
struct NoRows: RowSource {
    func rows<Row: TableRow>(_: Row.Type) -> [Row] { [] }
}
