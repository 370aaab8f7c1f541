import Assistance
import Interchange
import Testing

@Suite("What the rows of a CSV file ask for")
struct CSVRequestTests {
    private func asked(_ text: String, _ sample: TemplateSample) throws -> [String] {
        let file = try imported(text, as: sample.template)
        #expect(file.problems.isEmpty && file.rounded.isEmpty)
        return file.requests
    }

    @Test("a row with every field filled asks for exactly that", arguments: TemplateSample.all)
    func full(sample: TemplateSample) throws {
        #expect(try asked(sample.file(), sample) == [everything(of: sample.full)])
    }

    @Test("columns that may be left out may be missing, empty or blank", arguments: TemplateSample.all)
    func bare(sample: TemplateSample) throws {
        let required = sample.fields.filter { !sample.optional.contains($0.name) }
        #expect(try asked(TemplateSample.file(required), sample) == [everything(of: sample.bare)])
        for nothing in ["", " ", "\u{3000}\u{A0}"] {
            let texts = Dictionary(uniqueKeysWithValues: sample.optional.map { ($0, nothing) })
            #expect(try asked(sample.file(replacing: texts), sample) == [everything(of: sample.bare)])
        }
    }

    @Test("an amount is the same in 元, 万元 and 亿元", arguments: TemplateSample.all.filter { !$0.amounts.isEmpty })
    func units(sample: TemplateSample) throws {
        for unit in AmountUnit.allCases {
            let fields = try sample.fields.map { field in
                guard sample.amounts.contains(field.name) else { return field }
                let text = try #require(TemplateSample.amounts[field.text]?[unit])
                return (name: unit == .yuan ? field.name : "\(field.name)_\(unit.rawValue)", text: text)
            }
            #expect(try asked(TemplateSample.file(fields), sample) == [everything(of: sample.full)], "\(unit)")
        }
    }

    @Test("a figure may carry its unit, in any column")
    func unitBehindFigure() throws {
        let file = try imported(
            """
            transfer,amount,amount_wan,received_on
            T1,1.5万元,,2014-03-21
            T2,,15000元,2014-03-21
            T3,,1.5,2014-03-21
            T4,-15000,,2014-03-21

            """, as: .receipts)
        #expect(file.problems.isEmpty && file.rounded.isEmpty)
        let amounts = file.rows.map { ($0.request as? ReceiveFunds)?.amount }
        #expect(amounts == [fen(1_500_000), fen(1_500_000), fen(1_500_000), fen(-1_500_000)])
    }

    @Test("every instrument, scope and purpose can be written")
    func choices() throws {
        let forwards = try imported(
            "transfer,from,to,instrument,amount,sent_on\n"
                + Instrument.allCases.map { "F1,653000,653001,\($0.rawValue),1,2014-03-27\n" }.joined(), as: .forwards)
        #expect(forwards.rows.map { ($0.request as? ForwardFunds)?.instrument } == Instrument.allCases)
        let kinds = Place.Scope.allCases.flatMap { scope in Purpose.allCases.map { (scope, $0) } }
        let projects = try imported(
            "project,name,place,scope,purpose,planned_total,planned_aid,approved_on\n"
                + kinds.map { "K1,School,653001,\($0.rawValue),\($1.rawValue),2,1,2014-01-10\n" }.joined(),
            as: .projects)
        let read = projects.rows.compactMap { $0.request as? ApproveProject }
        #expect(read.map(\.plan?.place.scope) == kinds.map(\.0) && read.map(\.plan?.purpose) == kinds.map(\.1))
    }

    @Test("rows come in the order of the file, with their lines; blank rows and comments are passed over")
    func order() throws {
        let file = try imported(
            """
            # made by hand
            payment,project,amount,payee,paid_on

            P2,K1,1,"Smith, ""Sons\""",2014-06-12
            ,,,,
            # P9,K1,1,nobody,2014-06-12
             ,\u{3000},"",\t,
            P1,K2,2,村民,2014-06-13
            """, as: .payments)
        #expect(file.problems.isEmpty)
        #expect(file.rows.map(\.record.line) == [4, 8])
        let expected = [
            SpendFunds(
                payment: id("P2"), project: id("K1"), amount: fen(100), payee: "Smith, \"Sons\"",
                paidOn: day("2014-06-12")),
            SpendFunds(payment: id("P1"), project: id("K2"), amount: fen(200), payee: "村民", paidOn: day("2014-06-13")),
        ]
        #expect(file.requests == expected.map { everything(of: $0) })
    }
}
