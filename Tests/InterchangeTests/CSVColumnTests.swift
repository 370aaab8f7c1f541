import Interchange
import Testing

@Suite("What is wrong with the columns of a CSV file")
struct CSVColumnTests {
    @Test("each required column that is missing is named, and no row is read", arguments: TemplateSample.all)
    func missing(sample: TemplateSample) throws {
        for column in sample.template.columns where column.isRequired {
            let left = sample.fields.filter { $0.name != column.name }
            let file = try imported(TemplateSample.file(left), as: sample.template)
            #expect(file.rows.isEmpty)
            #expect(file.problems.map(\.message) == ["the column \"\(column.name)\" is missing"])
            #expect(file.problems.map(\.code) == [.header] && file.places == ["1:1"])
            let names = left.map { "\"\($0.name)\"" }.joined(separator: ", ")
            #expect(file.problems.map(\.remedy) == ["add it; the file has \(names)"])
        }
    }

    @Test("a column that no row could need is named at its place", arguments: TemplateSample.all)
    func unknown(sample: TemplateSample) throws {
        let fields = [(name: "notes", text: "x")] + sample.fields + [(name: "amount_fen", text: "1")]
        let text = "# a remark\n" + TemplateSample.file(fields)
        let file = try imported(text, as: sample.template)
        #expect(file.rows.isEmpty)
        #expect(
            file.problems.map(\.message) == [
                "the column \"notes\" is not known", "the column \"amount_fen\" is not known",
            ])
        let names = sample.template.columns.flatMap(\.names).map { "\"\($0)\"" }.joined(separator: ", ")
        #expect(file.problems.allSatisfy { $0.code == .header && $0.remedy == "use one of \(names)" })
        let last = fields.dropLast().map(\.name).joined(separator: ",").count + 2
        #expect(file.places == ["2:1", "2:\(last)"])
    }

    @Test("all that is wrong with the columns is told at once, and nothing of the rows")
    func both() throws {
        let file = try imported("Transfer,sum,received_on\nT 1,x,y\n", as: .receipts)
        #expect(
            file.problems.map(\.message) == [
                "the column \"transfer\" is missing", "the column \"amount\" is missing",
                "the column \"Transfer\" is not known", "the column \"sum\" is not known",
            ])
        #expect(file.places == ["1:1", "1:1", "1:1", "1:10"] && file.rows.isEmpty)
    }

    @Test("columns without a name or with the same one are reported, and no row is read")
    func unclear() throws {
        let file = try imported("transfer,amount,amount,,received_on\nT1,1,1,,2014-03-21\n", as: .receipts)
        #expect(file.problems.map(\.code) == [.header, .header] && file.places == ["1:17", "1:24"])
        #expect(file.rows.isEmpty)
    }
}
