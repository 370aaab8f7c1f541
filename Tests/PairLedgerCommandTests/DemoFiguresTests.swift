import Foundation
import PairLedgerTesting
import Testing

extension CommandSuite {
    /// The totals that Jiangsu's audit office published of 2014, see Scripts/samples/kizilsu-2014/README.md.
    @Suite("with the sample of 2014")
    struct DemoFiguresTests {
        @Test("reports the published figures to the yuan, and the same after importing everything again")
        func figures() async throws {
            let ledger = try await CommandHome.ledger()
            let files = try Self.sampleFiles()
            #expect(files.count == 11)
            let first = try await ledger.run(["import", "csv"] + files)
            #expect(first.status == 0, "\(first.errors)")
            #expect(first.output == "")
            #expect(try await ledger.events() == 700)

            let report = try await ledger.run("report", "position", "--format", "json")
            #expect(report.status == 0, "\(report.errors)")
            #expect(report.errors == "")
            try Self.check(Figures(report.output))

            let second = try await ledger.run(["import", "csv", "--format", "json"] + files)
            #expect(second.status == 0, "\(second.errors)")
            let rows = try Figures(second.output).rows("files")
            #expect(rows.reduce(0) { $0 + Figures.integer($1["recorded"]) } == 0)
            #expect(rows.reduce(0) { $0 + Figures.integer($1["already_recorded"]) } == 700)
            #expect(try await ledger.events() == 700)
            let again = try await ledger.run("report", "position", "--format", "json")
            #expect(again.output == report.output)
        }

        private static func check(_ figures: Figures) throws {
            let pairing = try #require(figures.rows("pairings").first)
            #expect(figures.rows("pairings").count == 1)
            #expect(pairing["pairing"] as? String == "JS-KZ")
            let amounts = [
                "given": 41_759, "committed": 1_299, "in_transit": 0, "held": 0, "allocated": 2_567, "spent": 37_893,
                "paid_in": 40_460, "uncommitted": 0,
            ]
            for (key, amount) in amounts { #expect(Figures.integer(pairing[key]) == wan(amount), "\(key)") }

            let places = figures.rows("places").map {
                "\($0["place"] ?? "") \($0["scope"] ?? "") \(Figures.integer($0["projects"])) "
                    + "\(Figures.integer($0["planned_aid"]))"
            }
            #expect(
                places == [
                    "653000 own 4 \(wan(2_912))", "653000 joint 7 \(wan(700))", "653001 own 29 \(wan(27_445))",
                    "653023 own 19 \(wan(4_520))", "653024 own 17 \(wan(6_182))",
                ])
            let purposes = figures.rows("purposes").map {
                "\($0["purpose"] ?? "") \(Figures.integer($0["projects"])) \(Figures.integer($0["planned_aid"]))"
            }
            #expect(
                purposes == [
                    "housing-infrastructure 13 \(wan(10_558))", "education 10 \(wan(4_000))",
                    "employment-training 5 \(wan(1_515))", "industry 11 \(wan(11_243))",
                    "cadres-talent 6 \(wan(2_555))", "social-services 31 \(wan(11_888))",
                ])
            for section in ["places", "purposes"] {
                let total = try #require(figures.total(section))
                #expect(Figures.integer(total["projects"]) == 76)
                #expect(Figures.integer(total["planned_aid"]) == wan(41_759))
                #expect(Figures.integer(total["planned_total"]) == wan(132_627))
                #expect(Figures.integer(total["work_aid_done"]) == wan(39_920))
                #expect(Figures.integer(total["work_total_done"]) == wan(115_840))
                let share = try #require(total["work_aid_share"] as? [String: Any])
                #expect(Figures.integer(share["numerator"]) == wan(39_920))
                #expect(Figures.integer(share["denominator"]) == wan(41_759))
            }
            let balances = figures.rows("trial_balance").map {
                "\($0["account"] ?? "") \(Figures.integer($0["balance"]))"
            }
            #expect(
                balances == [
                    "donor \(wan(-41_759))", "committed \(wan(1_299))", "transit 0", "holding 0",
                    "project \(wan(2_567))", "spent \(wan(37_893))",
                ])
            #expect(Figures.integer(figures.total("trial_balance")?["balance"]) == 0)
            #expect(figures.notes == [])
        }

        @Test("shows them to people in 万元, with the share of the work that is done")
        func table() async throws {
            let ledger = try await CommandHome.ledger()
            let imported = try await ledger.run(["import", "csv", "--quiet"] + Self.sampleFiles())
            #expect(imported.status == 0, "\(imported.errors)")
            #expect(imported.errors == "" && imported.output == "")
            let table = try await ledger.run("report", "position", "--unit", "wan").output
            for line in [
                "Ledger             \(ledger.name)", "Known at position  699", "Events counted     700",
                "653001  own    阿图什市                                 29      92,265       27,445     0      1,716  24,575"
                    + "         25,883   94.3 %         79,214   85.9 %",
                "Total                                                   76     132,627       41,759     0      2,567  37,893"
                    + "         39,920   95.6 %        115,840   87.3 %",
                "Total                                            41,759         1,299           0     0      2,567  37,893"
                    + "  3,866   40,460            0",
                "committed  promised, not yet sent         1,299",
            ] {
                #expect(table.split(separator: "\n").contains(line[...]), "\(line) is not in\n\(table)")
            }
        }

        static func sampleFiles() throws -> [String] {
            let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
                path: "../../Scripts/samples/kizilsu-2014"
            ).standardizedFileURL.path
            return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".csv") }.sorted()
                .map { "\(folder)/\($0)" }
        }
    }
}

/// 万元 in minor units.
private func wan(_ amount: Int) -> Int { amount * 10_000 * 100 }

/// The figures of a report in JSON, read by a parser that has nothing to do with what wrote them.
struct Figures {
    private let report: [String: Any]

    init(_ json: String) throws {
        report = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    func rows(_ section: String) -> [[String: Any]] {
        (report["sections"] as? [String: Any])?[section] as? [[String: Any]] ?? []
    }

    func total(_ section: String) -> [String: Any]? {
        (report["totals"] as? [String: Any])?[section] as? [String: Any]
    }

    func fact(_ key: String) -> Any? { (report["facts"] as? [String: Any])?[key] }

    var notes: [String] { report["notes"] as? [String] ?? ["no notes"] }

    static func integer(_ value: Any?) -> Int { (value as? NSNumber)?.intValue ?? .min }
}
