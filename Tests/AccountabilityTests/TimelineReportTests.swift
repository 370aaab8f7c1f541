import Accountability
import Assistance
import CanonicalJSON
import Journal
import Projection
import Testing

@Suite("What happened, in both times")
struct TimelineReportTests {
    /// Recorded on 2026-01-05, all of it.
    private static func rows() throws -> MemoryRows {
        var log = try Log(
            programme("XJ"), pairing("JS-KZ", of: "XJ", "320000", "653000"),
            pairing("SH-YN", of: "XJ", "310000", "530000"), agreement("A14", under: "JS-KZ", year: 2014, 1_000),
            agreement("C14", under: "SH-YN", year: 2014, 500, in: .socialDonation, on: "2025-12-20"),
            transfer("T1", under: "A14", 600), receipt(of: "T1"), project("K1", in: "653000", aid: 300),
            allocation(to: "K1", 300), spending("P1", of: "K1", 120))
        let digest = try #require(DocumentDigest(String(repeating: "ab", count: 32)))
        let document = DocumentDescription(
            digest: digest, bytes: 10, mediaType: try #require(MediaType("application/pdf")), title: "Receipt",
            kind: .bankSlip)
        try log.record(
            State(
                EvidenceAttached(document, about: StreamName(.project, id("K1"))),
                of: id(digest.description), on: day("2014-06-13")))
        return try MemoryRows(log.events)
    }

    private static func positions(
        _ selection: TimelineReport.Selection, _ filter: ReportFilter = ReportFilter(), _ period: Period = Period()
    ) throws -> [Int64] {
        let request = ReportRequest(ledger: "main", period: period, filter: filter)
        return try TimelineReport.make(try rows().input(), request, selection).cells("timeline", "position").map {
            guard case .count(let position) = $0 else { return -1 }
            return position
        }
    }

    private static func of(_ kind: StreamName.Kind, _ name: String) -> TimelineReport.Selection {
        .init(thing: StreamName(kind, id(name)))
    }

    @Test("a thing has its own events and those of all that belongs to it")
    func things() throws {
        #expect(try Self.positions(Self.of(.project, "K1")) == [7, 8, 9, 10])
        #expect(try Self.positions(Self.of(.pairing, "JS-KZ")) == [1, 3, 5, 6])
        #expect(try Self.positions(Self.of(.agreement, "A14")) == [3, 5, 6])
        #expect(try Self.positions(Self.of(.programme, "XJ")) == [0, 1, 2, 3, 4, 5, 6])
        #expect(try Self.positions(.init()) == Array(0...10))
    }

    @Test("a region has what lies in it, comes from it or goes to it")
    func regions() throws {
        #expect(try Self.positions(Self.of(.region, "650000")) == [1, 3, 5, 6, 7, 8, 9, 10])
        #expect(try Self.positions(Self.of(.region, "320000")) == [1, 3, 5, 6])
        #expect(try Self.positions(Self.of(.region, "653001")) == [])
    }

    @Test("filters are taken together")
    func filters() throws {
        #expect(try Self.positions(.init(), .init(pairing: "SH-YN")) == [2, 4])
        #expect(try Self.positions(.init(), .init(instrument: .socialDonation)) == [4])
        #expect(try Self.positions(.init(), .init(purpose: .education)) == [7, 8, 9, 10])
        #expect(try Self.positions(.init(), .init(tier: .prefecture)) == [1, 3, 5, 6, 7, 8, 9, 10])
        #expect(try Self.positions(Self.of(.project, "K1"), .init(pairing: "JS-KZ")) == [])
        #expect(
            try Self.positions(.init(), ReportFilter(), Period(from: day("2014-06-12"), to: day("2014-06-13"))) == [
                9, 10,
            ])
    }

    @Test("a list that ends early says so, and can begin at either end of either time")
    func limits() throws {
        let input = try Self.rows().input()
        func report(_ selection: TimelineReport.Selection) throws -> Report {
            try TimelineReport.make(input, ReportRequest(ledger: "main"), selection)
        }
        let three = try report(.init(limit: 3))
        #expect(three.cells("timeline", "position") == [.count(0), .count(1), .count(2)])
        #expect(three.notes.contains { $0.hasPrefix("there are more events") })
        let all = try report(.init(limit: 11))
        #expect(!all.notes.contains { $0.hasPrefix("there are more events") })
        #expect(try Self.positions(.init(isReversed: true, limit: 2)) == [10, 9])
        #expect(try Self.positions(.init(order: .effective, isReversed: true, limit: 2)) == [4, 10])
        #expect(try Self.positions(.init(order: .effective, limit: 2)) == [0, 1])
    }

    @Test("what was recorded more than 30 days after it happened is late")
    func late() throws {
        let report = try TimelineReport.make(
            try Self.rows().input(), ReportRequest(ledger: "main"), .init(thing: nil, limit: nil))
        let late = report.cells("timeline", "late")
        #expect(late[3] == .text("late") && late[4] == .empty)
        #expect(report.cells("timeline", "lag_days")[4] == .count(16))
        let strict = try TimelineReport.make(
            try Self.rows().input(), ReportRequest(ledger: "main"), .init(daysMax: 15))
        #expect(strict.cells("timeline", "late")[4] == .text("late"))
    }

    @Test("by time there are counts of all events, and of the late ones")
    func times() throws {
        let report = try TimelineReport.make(
            try Self.rows().input(), ReportRequest(ledger: "main", step: .year), .init(limit: 1))
        #expect(report.cells("times", "time") == [.text("2010"), .text("2014"), .text("2025")])
        #expect(report.cells("times", "events") == [.count(3), .count(7), .count(1)])
        #expect(report.cells("times", "late") == [.count(3), .count(7), .count(0)])
    }

    @Test("a thing that is not on record is told from one without events")
    func unknown() throws {
        #expect(throws: UnknownThing.self) { try Self.positions(Self.of(.project, "K9")) }
        #expect(throws: UnknownThing.self) { try Self.positions(.init(), .init(pairing: "XX")) }
    }
}
