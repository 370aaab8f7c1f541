import Foundation
import Interchange
import Testing

@Suite("The rules of the IATI standard")
struct IATIRulesTests {
    private static func broken(_ text: String) throws -> [IATIProblem] {
        var rules = IATIRules(today: IATIFile.today)
        return try IATIFile(text).items().flatMap { rules.check($0.element) }
    }

    @Test("find nothing where nothing is wrong")
    func sound() throws { #expect(try Self.broken(IATIFile.sound) == []) }

    /// What is put in the place of what, the rule that it breaks, and what is said of it.
    private static let cases: [(String, String, IATIProblem.Rule, String)] = [
        ("XM-EXAMPLE-1-7<", "XM-EXAMPLE-1/7<", .identifier, "XM-EXAMPLE-1/7"),
        ("<iati-identifier>XM-EXAMPLE-1-7</iati-identifier>", "", .identifier, "no iati-identifier"),
        ("ref=\"XM-EXAMPLE-1\"", "ref=\"XM EXAMPLE\"", .identifier, "XM EXAMPLE"),
        ("ref=\"XM-EXAMPLE-1-8\"", "ref=\"XM-EXAMPLE-1-7\"", .identifier, "to itself"),
        ("role=\"1\"><narrative>Ministry</narrative>", "role=\"1\">", .organisation, "participating-org"),
        ("<provider-org><narrative>Ministry</narrative>", "<provider-org>", .organisation, "provider-org"),
        ("https://example.org/a.pdf", "a.pdf", .link, "a.pdf"),
        (
            "iso-date=\"2030-12-31\"", "iso-date=\"2019-12-31\"", .dates,
            "2020-01-01 lies after the planned end 2019-12-31"
        ),
        ("type=\"2\" iso-date=\"2020-02-01\"", "type=\"2\" iso-date=\"2044-02-01\"", .dates, "2044-02-01"),
        ("type=\"3\" iso-date=\"2030-12-31\"", "type=\"4\" iso-date=\"2020-01-31\"", .dates, "actual end 2020-01-31"),
        ("<transaction-date iso-date=\"2024-03-01\"", "<transaction-date iso-date=\"2044-03-01\"", .dates, "future"),
        ("<value value-date=\"2024-03-01\"", "<value value-date=\"2044-03-01\"", .dates, "future"),
        ("last-updated-datetime=\"2024", "last-updated-datetime=\"2044", .dates, "last update"),
        (
            "<budget><period-start iso-date=\"2024-01-01\"", "<budget><period-start iso-date=\"2025-01-01\"", .dates,
            "<budget>"
        ),
        (
            "<period><period-start iso-date=\"2024-01-01\"", "<period><period-start iso-date=\"2025-01-01\"", .dates,
            "<period>"
        ),
        (
            "<budget><period-start iso-date=\"2024-01-01\"", "<budget><period-start iso-date=\"2023-12-30\"", .budget,
            "a year"
        ),
        ("percentage=\"39.5\"", "percentage=\"39.4\"", .geography, "sum to 99.9"),
        ("percentage=\"39.5\"", "percentage=\"-39.5\"", .geography, "0 or more"),
        (
            "code=\"14031\" vocabulary=\"1\" percentage=\"100\"", "code=\"14031\" percentage=\"90\"", .sector,
            "sum to 90"
        ),
        ("<narrative>Wells</narrative></sector>", "</sector>", .sector, "narrative"),
        ("</provider-org>", "</provider-org><sector code=\"14031\"/>", .sector, "1 of its transactions"),
        ("</provider-org>", "</provider-org><recipient-country code=\"NE\"/>", .geography, "1 of its transactions"),
        (" default-currency=\"EUR\"", "", .currency, "no currency"),
        (">-12.50<", ">12,50<", .currency, "12,50"),
        ("xml:lang=\"en\" ", "", .language, "no language"),
        ("<actual value=\"4.5\"", "<actual value=\"many\"", .result, "many"),
        ("<target value=\"5\"", "<target", .result, "no value"),
        ("measure=\"1\"", "measure=\"5\"", .result, "qualitative"),
    ]

    @Test("each find what breaks it", arguments: cases)
    func each(_ wrong: (old: String, new: String, rule: IATIProblem.Rule, words: String)) throws {
        #expect(IATIFile.sound.contains(wrong.old))
        let problems = try Self.broken(IATIFile.sound.replacingOccurrences(of: wrong.old, with: wrong.new))
        #expect(problems.contains { $0.rule == wrong.rule && $0.message.contains(wrong.words) }, "\(problems)")
        #expect(Set(problems.map(\.rule)) == [wrong.rule], "\(problems)")
    }

    @Test("find an activity without a start, a sector or a place, and one that stands there twice")
    func missing() throws {
        func without(_ start: String) -> String {
            IATIFile.sound.split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !$0.hasPrefix(start) }.joined(separator: "\n")
        }
        #expect(
            try Self.broken(without("<activity-date")).map(\.message) == [
                "the activity has no start, neither a planned (1) nor an actual one (2)"
            ])
        #expect(try Self.broken(without("<sector")).map(\.rule) == [.sector])
        #expect(try Self.broken(without("<recipient")).map(\.rule) == [.geography])
        let twice = IATIFile.sound.replacingOccurrences(
            of: "</iati-activities>",
            with: (IATIFile.sound.components(separatedBy: "Z\">\n").dropFirst().joined(separator: "Z\">\n")))
        #expect(try Self.broken(twice).map(\.rule) == [.identifier])
    }

    @Test("are not broken by a budget of a leap year, or of a year that begins on its 29th of February")
    func years() throws {
        for (start, end) in [("2024-01-01", "2024-12-31"), ("2024-02-29", "2025-02-28"), ("2023-07-01", "2024-06-30")] {
            let text = IATIFile.sound.replacingOccurrences(
                of: "<budget><period-start iso-date=\"2024-01-01\"/><period-end iso-date=\"2024-12-31\"/>",
                with: "<budget><period-start iso-date=\"\(start)\"/><period-end iso-date=\"\(end)\"/>")
            #expect(try Self.broken(text) == [], "\(start) \(end)")
        }
    }

    @Test("reckon with numbers as they are written")
    func decimals() throws {
        let sums = [("0.1", "0.2", "0.3"), ("-12.50", "0", "-12.5"), ("+7", "-7.00", "0"), (".5", "1.", "1.5")]
        for (left, right, sum) in sums {
            let (left, right) = (try #require(IATIDecimal(left)), try #require(IATIDecimal(right)))
            #expect((left + right).description == sum)
        }
        for text in ["", ".", "-", "1,5", "1e3", "0.1234567890123", "1234567890123456789", "١", "1.2.3", "--1"] {
            #expect(IATIDecimal(text) == nil, "\(text)")
        }
        #expect(IATIDecimal("0.1000000000000000000")?.description == "0.1")
    }
}
