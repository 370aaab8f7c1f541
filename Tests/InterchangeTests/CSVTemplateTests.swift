import Assistance
import Interchange
import Testing

@Suite("The templates of CSV files")
struct CSVTemplateTests {
    @Test(
        "a file's name says what it holds",
        arguments: [
            ("transfers.csv", .transfers), ("Data/04-transfers.csv", .transfers), ("transfers-2014.csv", .transfers),
            ("county-transfers.csv", .transfers), ("TRANSFERS.CSV", .transfers), ("transfers2.csv", .transfers),
            ("payments_may.2014.csv", .payments), ("payments", .payments), ("receipts/01 payments.csv", .payments),
            ("/payments/progress.csv", .progress), ("./new projects (2).csv", .projects),
        ] as [(String, CSVTemplate)])
    func named(fileName: String, template: CSVTemplate) {
        #expect(CSVTemplate(fileName: fileName) == template)
    }

    @Test(
        "a name that says nothing, or two things, is not guessed at",
        arguments: [
            "", "/", ".csv", "data.csv", "transfer.csv", "mytransfers.csv", "transfers-receipts.csv",
            "transfers/2014.csv",
            "2014.payments.csv", "付款.csv",
        ])
    func unnamed(fileName: String) {
        #expect(CSVTemplate(fileName: fileName) == nil)
    }

    @Test("each template is named by its own name", arguments: CSVTemplate.allCases)
    func ownName(template: CSVTemplate) {
        #expect(CSVTemplate(fileName: "09-\(template.rawValue).csv") == template)
    }

    @Test("no two columns of a template can have one name", arguments: CSVTemplate.allCases)
    func distinct(template: CSVTemplate) {
        let names = template.columns.flatMap(\.names)
        #expect(Set(names).count == names.count)
        #expect(template.columns.allSatisfy { !$0.meaning.isEmpty })
        let chinese = template.columns.flatMap(\.chineseNames)
        #expect(Set(chinese).count == chinese.count && Set(chinese).isDisjoint(with: names))
    }

    @Test("an amount may stand in a column of each unit, and anything else in one column only")
    func names() throws {
        let columns = CSVTemplate.projects.columns
        #expect(
            columns.filter(\.isAmount).map(\.names) == [
                ["planned_total", "planned_total_wan", "planned_total_yi"],
                ["planned_aid", "planned_aid_wan", "planned_aid_yi"],
            ])
        #expect(columns.filter { !$0.isAmount }.allSatisfy { $0.names == [$0.name] })
    }

    @Test("the samples fill every column of every template")
    func samples() {
        #expect(TemplateSample.all.map(\.template) == CSVTemplate.allCases)
        for sample in TemplateSample.all {
            #expect(sample.fields.map(\.name) == sample.template.columns.map(\.name), "\(sample.template)")
        }
    }

    @Test("a file that cannot be opened, or whose name says nothing, is not read")
    func unreadable() throws {
        let missing = try #require(throws: InputProblem.self) { try CSVImport(contentsOf: "/none/payments.csv") }
        #expect(missing.code == .unreadable && missing.file == "/none/payments.csv")
        let unnamed = try #require(throws: InputProblem.self) { try imported("project\n", in: "data.csv") }
        #expect(unnamed.code == .header && unnamed.message == "the file's name does not say what it holds")
        #expect(
            unnamed.remedy == "say it with --template, one of: "
                + CSVTemplate.allCases.map(\.rawValue).joined(separator: ", "))
    }

    @Test("a template that is named goes before the file's name")
    func override() throws {
        let text = "transfer,amount,received_on\nT1,1,2014-03-21\n"
        #expect(try imported(text, in: "receipts.csv").template == .receipts)
        let asReceipts = try imported(text, in: "transfers.csv", as: .receipts)
        #expect(asReceipts.template == .receipts && asReceipts.rows.count == 1 && asReceipts.problems.isEmpty)
        let asTransfers = try imported(text, in: "transfers.csv")
        #expect(asTransfers.template == .transfers && asTransfers.rows.isEmpty && asTransfers.problems.count == 3)
    }
}
