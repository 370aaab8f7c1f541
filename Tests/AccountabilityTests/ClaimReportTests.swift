import Accountability
import Assistance
import CanonicalJSON
import Journal
import Projection
import Testing

@Suite("Claims beside what is on record")
struct ClaimReportTests {
    /// Three agreements: of Jiangsu and Zhejiang for Kizilsu under one programme, whose money meets in Artux, and of Shanghai for
    /// Yunnan under another. In yuan.
    private static func log() throws -> Log {
        try Log(
            programme("XJ"), programme("EW"),
            pairing("JS-KZ", of: "XJ", "320000", "653000"), pairing("ZJ-KZ", of: "XJ", "330000", "653000"),
            pairing("SH-YN", of: "EW", "310000", "530000"),
            agreement("A14", under: "JS-KZ", year: 2014, 1_000), agreement("B15", under: "ZJ-KZ", year: 2015, 100),
            agreement("C14", under: "SH-YN", year: 2014, 500, in: .socialDonation, on: "2014-05-01"),
            transfer("T1", under: "A14", 600), receipt(of: "T1"), transfer("T2", under: "B15", 100), receipt(of: "T2"),
            transfer("T3", under: "C14", 200, on: "2014-05-02"),
            forward("F1", "653000", "653001", 400), receipt(of: "F1", on: "2014-04-01"),
            forward("F2", "653000", "653001", 300), receipt(of: "F2", on: "2014-04-02"),
            project("K1", in: "653001", aid: 300), project("K2", in: "653001", aid: 400),
            allocation(to: "K1", 300), allocation(to: "K2", 350),
            spending("P1", of: "K1", 120), spending("P2", of: "K2", 320, on: "2014-07-01"))
    }

    /// What the ledger has, in yuan or as a number.
    private static func recorded(
        _ measure: ClaimMeasure, of scope: ClaimScope = ClaimScope(), in time: ClaimTime = .fiscalYear(2014),
        _ log: Log
    ) throws -> Int64 {
        var log = log
        try log.record(claim("C1", measure, 1, of: scope, in: time))
        var fold = try ClaimFold(log.events)
        for event in log.events { try fold.take(event) }
        let section = measure.isMoney ? "amounts" : "counts"
        let report = try ClaimReport.make(
            fold.held, ReportRequest(ledger: "main"), recorded: Int64(log.events.count))
        let row = try #require(report.sections.first { $0.key == section }?.rows.first)
        switch row.cells[5] {
        case .amount(let amount): return amount / 100
        case .count(let count): return count
        default:
            Issue.record("\(row.cells[5]) is no figure")
            return .min
        }
    }

    @Test("money is of the fiscal year of its agreement, at every stage")
    func fiscalYears() throws {
        let log = try Self.log()
        let stages: [ClaimMeasure] = [.committed, .sent, .received, .allocated, .spent]
        func figures(_ year: Int, _ scope: ClaimScope = ClaimScope()) throws -> [Int64] {
            try stages.map { try Self.recorded($0, of: scope, in: .fiscalYear(year), log) }
        }
        // Artux gets 400 and 200 of Jiangsu's money, then 100 of Zhejiang's: K1 has 300 of the first, K2 300 and 50 of the second.
        #expect(try figures(2014) == [1_500, 800, 600, 600, 420])
        #expect(try figures(2015) == [100, 100, 100, 50, 20])
        #expect(try figures(2016) == [0, 0, 0, 0, 0])
        #expect(try figures(2014, ClaimScope(programme: id("XJ"))) == [1_000, 600, 600, 600, 420])
        #expect(try figures(2014, ClaimScope(pairing: id("SH-YN"))) == [500, 200, 0, 0, 0])
        #expect(try figures(2014, ClaimScope(donor: region("310000"))) == [500, 200, 0, 0, 0])
        #expect(try figures(2014, ClaimScope(recipient: region("650000"))) == [1_000, 600, 600, 600, 420])
        #expect(try figures(2014, ClaimScope(recipient: region("653001"))) == [0, 0, 0, 600, 420])
        #expect(try figures(2014, ClaimScope(instrument: .socialDonation)) == [500, 200, 0, 0, 0])
        #expect(try figures(2014, ClaimScope(instrument: .fiscal)) == [1_000, 600, 600, 600, 420])
    }

    @Test("in a period counts what happened in it, its first and last day included")
    func periods() throws {
        let log = try Self.log()
        func spent(_ from: String, _ to: String) throws -> Int64 {
            try Self.recorded(.spent, in: .period(from: day(from), to: day(to)), log)
        }
        #expect(try spent("2014-06-12", "2014-07-01") == 440)
        #expect(try spent("2014-06-13", "2014-07-01") == 320)
        #expect(try spent("2014-01-01", "2014-06-30") == 120)
        let scope = ClaimScope(pairing: id("ZJ-KZ"))
        #expect(
            try Self.recorded(.spent, of: scope, in: .period(from: day("2014-01-01"), to: day("2014-12-31")), log) == 20
        )
    }

    @Test("counties, pairings and projects are counted once each, where money is")
    func counts() throws {
        var log = try Self.log()
        func figures(_ year: Int) throws -> [Int64] {
            try [.counties, .pairings, .projects].map { try Self.recorded($0, in: .fiscalYear(year), log) }
        }
        #expect(try figures(2014) == [1, 2, 2])
        #expect(try figures(2015) == [1, 1, 1])
        // A county that is itself a pairing's recipient counts with the promise.
        try log.record(pairing("JS-AK", of: "XJ", "320000", "653023"))
        try log.record(agreement("D15", under: "JS-AK", year: 2015, 10))
        #expect(try figures(2015) == [2, 2, 1])
    }

    @Test("what was revised, cancelled, rejected or reversed counts as it stands")
    func corrections() throws {
        var log = try Self.log()
        let scope = ClaimScope(pairing: id("SH-YN"))
        func figures() throws -> [Int64] {
            try [.committed, .sent, .pairings].map { try Self.recorded($0, of: scope, log) }
        }
        #expect(try figures() == [500, 200, 1])
        try log.record(
            ReviseCommitment(agreement: id("C14"), amount: yuan(650), revisedOn: day("2014-09-01"), reason: "more"))
        #expect(try figures() == [650, 200, 1])
        try log.record(RejectFunds(transfer: id("T3"), amount: yuan(50), rejectedOn: day("2014-09-02"), reason: "late"))
        #expect(try figures() == [650, 150, 1])
        try log.record(CancelCommitment(agreement: id("C14"), cancelledOn: day("2014-09-03"), reason: "over"))
        #expect(try figures() == [150, 150, 1])

        let spent = try #require(log.events.last { $0.type == "FundsSpent" }).position
        #expect(try Self.recorded(.spent, log) == 420)
        try log.record(ReverseEntry(position: spent, reversedOn: day("2014-08-01"), reason: "typed twice"))
        #expect(try Self.recorded(.spent, log) == 120)
        #expect(try Self.recorded(.allocated, log) == 600)
    }

    @Test("money that no agreement covered is sent in the year of the agreement named, and else of no year")
    func uncommitted() throws {
        var log = try Self.log()
        try log.record(transfer("T4", under: "C14", 400, on: "2014-06-01"))
        #expect(try Self.recorded(.sent, of: ClaimScope(pairing: id("SH-YN")), log) == 600)
        #expect(try Self.recorded(.committed, of: ClaimScope(pairing: id("SH-YN")), log) == 500)
    }

    @Test("what happened after a day does not count, though the lots go on")
    func asOf() throws {
        var log = try Self.log()
        try log.record(claim("EARLY", .spent, 420, on: "2014-06-20"))
        try log.record(claim("LATE", .spent, 420, on: "2014-07-01"))
        var fold = try ClaimFold(log.events, horizon: Horizon(asOf: day("2014-06-30")))
        for event in log.events { try fold.take(event) }
        let request = ReportRequest(ledger: "main", horizon: Horizon(asOf: day("2014-06-30")))
        let report = try ClaimReport.make(fold.held, request, recorded: 24)
        #expect(report.sections[0].rows.map { $0.cells[0] } == [.text("EARLY")])
        #expect(report.sections[0].rows[0].cells[5] == .amount(12_000))
        #expect(report.facts.map(\.key) == ["ledger", "as_of", "known_at", "events"])
    }

    @Test("shows the claim, the record, the difference and the share, with the source, and filters by scope and year")
    func report() throws {
        var log = try Self.log()
        try log.record(claim("TOTAL", .committed, 1_600, of: ClaimScope(donor: region("310000"))))
        try log.record(claim("PAIRS", .pairings, 3, of: ClaimScope(pairing: id("JS-KZ")), in: .fiscalYear(2015)))
        var fold = try ClaimFold(log.events)
        for event in log.events { try fold.take(event) }
        func make(_ filter: ReportFilter = ReportFilter(), in year: Int? = nil) throws -> Report {
            try ClaimReport.make(
                fold.held, ReportRequest(ledger: "main", filter: filter), fiscalYear: year,
                recorded: Int64(log.events.count))
        }
        let all = try make()
        #expect(all.sections.map(\.key) == ["amounts", "counts", "sources"])
        #expect(
            all.sections[0].rows.map(\.cells) == [
                [
                    .text("TOTAL"), .text("from 310000 上海市 Shanghai"), .text("2014"), .text("committed"),
                    .amount(160_000), .amount(50_000), .amount(110_000),
                    .ratio(numerator: 50_000, denominator: 160_000),
                ]
            ])
        #expect(
            all.sections[1].rows.map(\.cells) == [
                [
                    .text("PAIRS"), .text("pairing JS-KZ"), .text("2015"), .text("pairings"), .count(3), .count(0),
                    .count(3), .ratio(numerator: 0, denominator: 3),
                ]
            ])
        #expect(all.sections[2].rows.map { $0.cells[0] } == [.text("TOTAL"), .text("PAIRS")])
        func shown(_ filter: ReportFilter = ReportFilter(), in year: Int? = nil) throws -> [Report.Cell] {
            try make(filter, in: year).sections.filter { $0.key == "sources" }.flatMap(\.rows).map { $0.cells[0] }
        }
        #expect(try shown(in: 2014) == [.text("TOTAL")])
        #expect(try shown(.init(programme: "XJ")) == [.text("PAIRS")])
        #expect(try shown(.init(pairing: "JS-KZ"), in: 2015) == [.text("PAIRS")])
        #expect(try shown(.init(programme: "EW")) == [])
        #expect(try shown(.init(region: region("310000"))) == [.text("TOTAL")])
        #expect(try shown(.init(region: region("650000"))) == [.text("PAIRS")])
        #expect(try shown(.init(instrument: .fiscal)) == [])
        #expect(try make(in: 1999).sections.map(\.key) == ["amounts"])
        #expect(throws: UnknownThing.self) { try make(.init(pairing: "JS-XX")) }
    }
}

private func claim(
    _ name: String, _ measure: ClaimMeasure, _ figure: Int64, of scope: ClaimScope = ClaimScope(),
    in time: ClaimTime = .fiscalYear(2014), on: String = "2015-04-09"
) -> State<ClaimPublished> {
    State(
        ClaimPublished(
            claimant: "四川在线", measure: measure, figure: measure.isMoney ? .amount(yuan(figure)) : .count(figure),
            scope: scope, time: time, source: "News"), of: id(name), on: day(on))
}
