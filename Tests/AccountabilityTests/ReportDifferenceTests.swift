import Accountability
import CanonicalJSON
import Testing

@Suite("What differs between two drawings of a report")
struct ReportDifferenceTests {
    private static func report(_ rows: [Report.Row], total: Report.Row? = nil) -> Report {
        Report(
            name: "position", title: "Position",
            sections: [
                .init(
                    key: "places", title: "Places",
                    columns: [
                        .init(key: "place", label: "Code", kind: .text),
                        .init(key: "scope", label: "Scope", kind: .text),
                        .init(key: "spent", label: "Spent", kind: .amount),
                        .init(key: "projects", label: "Projects", kind: .count),
                        .init(key: "last", label: "Last", kind: .date),
                    ], rows: rows, total: total)
            ])
    }

    private static func row(
        _ place: String, _ spent: Int64, _ projects: Int64 = 1, scope: String = "own", basis: Basis? = nil
    ) -> Report.Row {
        .init([.text(place), .text(scope), .amount(spent), .count(projects), .date("2014-01-01")], basis: basis)
    }

    private static func make(
        _ before: Report, _ after: Report, events: [[BasisEvent]]? = nil, to: Int64 = 20
    ) -> Report {
        let difference = ReportDifference(from: before, to: after)
        return DifferenceReport.make(
            difference, of: after, from: .init(name: "9", events: 10), to: .init(name: "head", events: to),
            events: events ?? difference.rows.map { _ in [] })
    }

    @Test("the same figures are no difference, though rows stand in another order")
    func same() {
        let (a, b) = (Self.row("653001", 5), Self.row("653023", 7))
        #expect(ReportDifference(from: Self.report([a, b]), to: Self.report([b, a])).isEmpty)
        let said = Self.make(Self.report([a, b]), Self.report([b, a]))
        #expect(said.sections.isEmpty)
        #expect(
            said.notes == [
                "nothing changed: none of the 10 events recorded in between changes a figure of this report"
            ])
        #expect(
            Self.make(Self.report([a]), Self.report([a]), to: 10).notes
                == ["nothing changed: no event was recorded in between"])
    }

    @Test("a figure that changed has both values and the difference, each kind in a table of its own")
    func figures() {
        let said = Self.make(Self.report([Self.row("653001", 5, 2)]), Self.report([Self.row("653001", 3, 4)]))
        #expect(
            said.sectionIfAny("amounts")?.rows.map(\.cells) == [
                [
                    .text("places"), .text("653001"), .text("spent"), .text("Spent"), .amount(5), .amount(3),
                    .amount(-2), .empty,
                ]
            ])
        #expect(said.cells("counts", "difference") == [.count(2)])
        #expect(said.facts.first { $0.key == "figures" }?.value == .count(2))
    }

    @Test("rows that came or went are shown as such, and not as figures")
    func rows() {
        let said = Self.make(Self.report([Self.row("653001", 5)]), Self.report([Self.row("653023", 5)]))
        #expect(said.cells("rows", "row") == [.text("653023"), .text("653001")])
        #expect(said.cells("rows", "change") == [.text("came"), .text("went")])
        #expect(said.sectionIfAny("amounts") == nil)
    }

    @Test("rows of one name are told apart by the words behind it")
    func repeated() {
        let before = Self.report([Self.row("653000", 1, scope: "own"), Self.row("653000", 2, scope: "joint")])
        let after = Self.report([Self.row("653000", 2, scope: "joint"), Self.row("653000", 9, scope: "own")])
        let difference = ReportDifference(from: before, to: after)
        #expect(difference.rows.map(\.name) == ["653000, own"])
        let gone = ReportDifference(from: before, to: Self.report([Self.row("653000", 2, scope: "joint")]))
        #expect(gone.rows.map(\.name) == ["653000, own"])
        #expect(gone.rows.first?.after == nil)
    }

    @Test("a total rests on the events of the rows above it")
    func totals() {
        let before = Self.report([Self.row("653001", 5)], total: Self.row("Total", 5))
        let after = Self.report([Self.row("653001", 6)], total: Self.row("Total", 6))
        let difference = ReportDifference(from: before, to: after)
        #expect(difference.rows.map(\.isTotal) == [false, true])
        let event = BasisEvent.at(12, "2014-06-30")
        let said = Self.make(before, after, events: [[event], []])
        #expect(said.cells("amounts", "positions") == [.text("12"), .text("12")])
        #expect(said.cells("events", "position") == [.count(12)])
    }

    @Test("events that happened in the published period move the past, its first and last day included")
    func period() {
        let (before, after) = (Self.report([Self.row("653001", 5)]), Self.report([Self.row("653001", 6)]))
        let days = ["2013-12-31", "2014-01-01", "2014-12-31", "2015-01-01"]
        let events = days.enumerated().map { BasisEvent.at(Int64($0.offset) + 10, $0.element) }
        let said = DifferenceReport.make(
            ReportDifference(from: before, to: after), of: after, from: .init(name: "report/R", events: 10),
            to: .init(name: "head", events: 14), events: [events],
            period: Period(from: day("2014-01-01"), to: day("2014-12-31")), limit: 3)
        #expect(said.cells("events", "past_moved") == [.empty, .text("yes"), .text("yes")])
        #expect(said.facts.first { $0.key == "past_moved" }?.value == .count(2))
        #expect(said.notes.contains { $0.hasPrefix("1 of 4 events are left out") })
    }
}

extension BasisEvent {
    /// An event of which only the position and the day matter.
    fileprivate static func at(_ position: Int64, _ date: String) -> BasisEvent {
        BasisEvent(
            position: position, effectiveOn: day(date), type: "FundsSpent", stream: "project/K1", actor: "bureau",
            recordedAt: "2026-01-05T08:30:00.000000Z", reason: nil, amount: 0)
    }
}
