import Assistance
import Interchange
import Testing

@Suite("What makes rows of a CSV file the same")
struct CSVIdentityTests {
    private func identities(_ text: String, as template: CSVTemplate) throws -> [String] {
        let file = try imported(text, as: template)
        #expect(file.problems.isEmpty)
        return file.rows.map(\.identity)
    }

    /// The rows of a statement make one request together.
    private static let single = TemplateSample.all.filter { $0.template != .statements }

    private static let own: [CSVTemplate: String] = [
        .programmes: "programme/XJ", .pairings: "pairing/JS-KZ", .agreements: "agreement/A1", .transfers: "transfer/T1",
        .forwards: "transfer/F1", .projects: "project/K1/approval", .payments: "payment/P1",
        .indicators: "indicator/I1", .secondments: "cooperation/C1", .placements: "cooperation/C1",
        .trainings: "cooperation/C1", .purchases: "cooperation/C1", .investments: "cooperation/C1",
    ]

    @Test("a row that names what it creates is known by that, else by all that it says", arguments: single)
    func named(sample: TemplateSample) throws {
        let identities = try identities(sample.file(), as: sample.template)
        #expect(identities.count == 1)
        if let own = Self.own[sample.template] {
            #expect(identities == [own])
        } else {
            #expect(identities[0].hasPrefix("csv/\(sample.template.rawValue)/1/{\"effective_on\":\"2014-"))
        }
    }

    @Test("all that a row says is written out in its identity")
    func content() throws {
        #expect(
            try identities("transfer,amount_wan,received_on\nT1,0.0150004,2014-03-21\n", as: .receipts) == [
                "csv/receipts/1/{\"effective_on\":\"2014-03-21\",\"facts\":{\"amount\":15000,"
                    + "\"amount_text\":\"0.0150004\",\"currency\":\"CNY\",\"transfer\":\"T1\"}}"
            ])
    }

    @Test("equal rows of one file are counted, and others are not")
    func counted() throws {
        let identities = try identities(
            """
            project,from,amount,allocated_on
            K1,653000,1,2014-04-08
            K1,,1,2014-04-08
            K1,653000,1,2014-04-08
            K1,653000,1,2014-04-09
            K1,653000,2,2014-04-08
            K1,653000,1.00,2014-04-08

            """, as: .allocations)
        let contents = identities.map { $0.drop { $0 != "{" } }
        #expect(contents[0] == contents[2] && contents[0] == contents[5])
        #expect(Set(contents).count == 4)
        let numbers = identities.map { $0.prefix { $0 != "{" } }
        #expect(numbers.map { String($0) } == [1, 1, 2, 1, 1, 3].map { "csv/allocations/\($0)/" })
        #expect(Set(identities).count == 6)
    }

    @Test("two rows of one name have one identity")
    func taken() throws {
        #expect(
            try identities(
                "transfer,agreement,amount,sent_on\nT1,A1,1,2014-03-18\nT1,A2,2,2014-03-19\n", as: .transfers)
                == ["transfer/T1", "transfer/T1"])
    }

    @Test(
        "white space, quotes, units, comments and the order of columns make no difference",
        arguments: single)
    func spelling(sample: TemplateSample) throws {
        let rows = Array(repeating: TemplateSample.row(sample.fields.map(\.text)) + "\n", count: 2).joined()
        let plain = sample.fields.map(\.name).joined(separator: ",") + "\n" + rows
        let fields = try sample.fields.reversed().map { field in
            guard sample.amounts.contains(field.name) else { return field }
            return (name: field.name + "_wan", text: try #require(TemplateSample.amounts[field.text]?[.wan]))
        }
        let row = fields.map { "\"\u{3000} \($0.text) \"" }.joined(separator: ",") + "\r\n"
        let other =
            "\u{FEFF}# again\r\n" + fields.map { " \($0.name) " }.joined(separator: ",") + "\r\n\r\n" + row + row
        let identities = try identities(plain, as: sample.template)
        #expect(identities.count == 2)
        #expect(try self.identities(other, as: sample.template) == identities)
    }

    @Test("the order of rows makes no difference to which identities there are")
    func order() throws {
        let rows = ["T1,1,2014-03-21", "T2,1,2014-03-21", "T1,1,2014-03-21", "T1,2,2014-03-21", "T1,1,2014-03-21"]
        func file(_ rows: [String]) -> String { (["transfer,amount,received_on"] + rows).joined(separator: "\n") }
        let identities = try identities(file(rows), as: .receipts)
        #expect(Set(identities).count == rows.count)
        for turn in 1..<rows.count {
            let turned = Array(rows[turn...] + rows[..<turn])
            #expect(Set(try self.identities(file(turned), as: .receipts)) == Set(identities))
        }
    }
}
