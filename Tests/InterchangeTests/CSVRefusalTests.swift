import Assistance
import Interchange
import Testing

@Suite("Where a refusal of a row points")
struct CSVRefusalTests {
    private func record(_ fields: [(name: String, text: String)], _ template: CSVTemplate) throws -> CSVRecord {
        try #require(imported(TemplateSample.file(fields), as: template).rows.first?.record)
    }

    @Test("to the column of the field to blame, whatever its unit", arguments: TemplateSample.all)
    func column(sample: TemplateSample) throws {
        for unit in AmountUnit.allCases {
            let fields = try sample.fields.map { field in
                guard unit != .yuan, sample.amounts.contains(field.name) else { return field }
                return (
                    name: "\(field.name)_\(unit.rawValue)",
                    text: try #require(TemplateSample.amounts[field.text]?[unit])
                )
            }
            let record = try record(fields, sample.template)
            for (index, column) in sample.template.columns.enumerated() {
                let refusal = Refusal(.exceeds, "what is wrong", remedy: "what to do", field: column.name)
                let problem = CSVImport.problem(refusal, in: record)
                #expect(problem.line == 2 && problem.column == record[index].column, "\(fields[index].name)")
                #expect(problem.code == .value && problem.message == "what is wrong" && problem.remedy == "what to do")
                #expect(problem.file == record.file && problem.excerpt == record.text)
            }
            #expect(Set(record.fields.map(\.column)).count == fields.count)
        }
    }

    @Test("to the whole row where no column of the file is to blame", arguments: [nil, "on", "planned_aid", "Amount"])
    func row(field: String?) throws {
        let fields = [("transfer", "T1"), ("agreement", "A1"), ("amount", "1"), ("sent_on", "2014-03-18")]
        let record = try record(fields, .transfers)
        let problem = CSVImport.problem(Refusal(.dates, "x", remedy: "y", field: field), in: record)
        #expect(problem.line == 2 && problem.column == 1 && problem.message == "x" && problem.remedy == "y")
    }

    @Test("a decision that refuses a row leads to the right column")
    func decided() throws {
        let file = try imported(
            """
            transfer,from,to,amount_wan,sent_on
            F1,653000,653001,1,2014-03-27
            F1,653000,110221,1,2014-03-27
            F1,653001,653000,1,2014-03-27
            F1,653000,653001,-1,2014-03-27

            """, as: .forwards)
        let problems = try file.rows.map { row in
            let refusal = try #require(throws: Refusal.self) { try row.request.decide(on: Books()) }
            return CSVImport.problem(refusal, in: row.record)
        }
        #expect(problems.map { "\($0.line):\($0.column)" } == ["2:18", "3:11", "4:11", "5:18"])
    }
}
