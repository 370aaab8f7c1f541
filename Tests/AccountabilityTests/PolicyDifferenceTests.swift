import Accountability
import Assistance
import CanonicalJSON
import Testing

@Suite("What changed of policies")
struct PolicyDifferenceTests {
    private static let rules = PolicyRule.all

    /// R01 for all from 2015 on, then from 2014 on; R09 for one programme; R01 set again to what it was.
    private static let policies: [Identifier: Policy] = {
        var books = Books()
        for (rule, set) in [
            ("R01", PolicySet(from: day("2015-01-01"), parameters: ["idle_days": 180], basis: "Minutes of 2014")),
            ("R01", PolicySet(from: day("2014-01-01"), parameters: ["idle_days": 270], basis: "Minutes of 2013")),
            (
                "R09",
                PolicySet(
                    from: day("2015-01-01"), programme: id("XJ"), parameters: ["livelihood_share": 8_500],
                    lists: ["livelihood_purposes": ["education", "culture"]], basis: "Conference")
            ),
            ("R01", PolicySet(from: day("2016-01-01"), parameters: ["idle_days": 180], basis: "Minutes of 2015")),
        ] {
            books.replay(.policySet(set), of: StreamName(.policy, id(rule)), on: day("2014-06-01"), by: "conference")
        }
        return books.policies
    }()

    private static func rows(
        _ from: PolicyReport.Point, _ to: PolicyReport.Point, _ rule: String? = nil, programme: String? = nil,
        section: String = "parameters"
    ) throws -> [[Report.Cell]] {
        let wanted = rule.map { name in rules.filter { $0.id == id(name) } } ?? rules
        let report = try PolicyReport.difference(
            of: wanted, policies, from: from, to: to, programme: programme.map { id($0) })
        let section = try #require(report.sectionIfAny(section))
        #expect(section.rows.allSatisfy { $0.cells.count == section.columns.count })
        return section.rows.map(\.cells)
    }

    @Test("between two days has both values, and since when and by what each applies")
    func days() throws {
        #expect(
            try Self.rows(.day(day("2013-12-31")), .day(day("2015-06-30"))) == [
                [
                    .text("R01"), .text("idle_days"), .text("365 days"), .text("180 days"),
                    .date("2015-01-01"), .empty, .count(1), .text("Minutes of 2014"),
                    .empty, .empty, .count(0), .empty,
                ]
            ])
        #expect(try Self.rows(.day(day("2015-06-30")), .day(day("2015-12-31"))).isEmpty)
    }

    @Test("has what was set again to the same value, as its basis is another")
    func again() throws {
        let rows = try Self.rows(.day(day("2015-06-30")), .day(day("2016-06-30")))
        #expect(rows.count == 1)
        #expect(rows[0][2...3] == [.text("180 days"), .text("180 days")])
        #expect(rows[0][7] == .text("Minutes of 2015") && rows[0][11] == .text("Minutes of 2014"))
    }

    @Test("for a programme has what was set for it, and of lists the words that came and went")
    func programmes() throws {
        let points = (PolicyReport.Point.day(day("2014-12-31")), PolicyReport.Point.day(day("2015-01-01")))
        #expect(try Self.rows(points.0, points.1, "R09").isEmpty)
        let rows = try Self.rows(points.0, points.1, "R09", programme: "XJ")
        #expect(rows.map { $0[1] } == [.text("livelihood_share")])
        #expect(rows[0][4...6] == [.date("2015-01-01"), .text("XJ"), .count(1)])
        let lists = try Self.rows(points.0, points.1, programme: "XJ", section: "lists")
        #expect(
            lists.map { Array($0[0...3]) } == [
                [
                    .text("R09"), .text("livelihood_purposes"),
                    .text("housing-infrastructure, employment-training, social-services"), .text("culture"),
                ]
            ])
    }

    @Test("between versions has what each set on its first day, whatever was set later")
    func versions() throws {
        #expect(
            try Self.rows(.version(0), .version(1), "R01").map { $0[2...3] } == [
                [.text("365 days"), .text("180 days")]
            ])
        // Version 2 begins earlier than version 1: on its first day version 1 does not apply yet.
        #expect(
            try Self.rows(.version(1), .version(2), "R01").map { $0[2...3] } == [
                [.text("180 days"), .text("270 days")]
            ])
        #expect(try Self.rows(.version(1), .day(day("2015-06-30")), "R01").isEmpty)
    }

    @Test("refuses a version that there is not, and one of another programme, and says which there are")
    func refusals() throws {
        for (rule, version, programme, words) in [
            ("R01", 4, nil, "rule R01 has no version 4; its versions go from 0, the standard, to 3"),
            (
                "R02", 1, nil,
                "rule R02 has no version 1; nothing was set of it yet: there is version 0 only, the standard"
            ),
            ("R09", 1, nil, "version 1 of rule R09 is for programme XJ; look at it with --programme XJ"),
            ("R09", 1, "YN", "version 1 of rule R09 is for programme XJ; look at it with --programme XJ"),
        ] as [(String, Int64, String?, String)] {
            let refusal = #expect(throws: ReportRefusal.self) {
                _ = try Self.rows(.version(0), .version(version), rule, programme: programme)
            }
            #expect(refusal.map { "\($0.description); \($0.remedy)" } == words)
        }
    }
}
