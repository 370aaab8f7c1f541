import Assistance
import CanonicalJSON
import Interchange
import Testing

@Suite("Figures of a CSV file that are finer than a 分")
struct CSVRoundingTests {
    private struct Rounded: Sendable {
        let text: String
        let column: String
        let money: Money
    }

    private static let figures = [
        Rounded(text: "1234.5600000002", column: "amount", money: fen(123_456)),
        Rounded(text: "0.125", column: "amount", money: fen(12)),
        Rounded(text: "0.135", column: "amount", money: fen(14)),
        Rounded(text: "0.1250000001", column: "amount", money: fen(13)),
        Rounded(text: "-1234.5699999999", column: "amount", money: fen(-123_457)),
        Rounded(text: "0.123456789", column: "amount_wan", money: fen(123_457)),
        Rounded(text: "1,234.00000000009999", column: "amount_yi", money: fen(12_340_000_000_001)),
        Rounded(text: "2.3456789万元", column: "amount", money: fen(2_345_679)),
    ]

    @Test("are rounded half to even, with their text kept and the reader told", arguments: figures)
    private func rounded(figure: Rounded) throws {
        let text = TemplateSample.file([
            ("transfer", "T1"), (figure.column, figure.text), ("received_on", "2014-03-21"),
        ])
        let file = try imported("# one\n" + text, as: .receipts)
        #expect(file.problems.isEmpty)
        let request = try #require(file.rows.first?.request as? ReceiveFunds)
        #expect(request.amount == figure.money && request.amountText == figure.text)
        let name = try #require(file.rows.first?.record.file)
        #expect(file.rounded == ["\(name):3: \(figure.column) \(figure.text) was rounded to \(figure.money)"])
    }

    @Test(
        "that only trail zeros are not rounded", arguments: ["1234.5600000000", "1234.56", "1,234.56", "1234.560"])
    func exact(figure: String) throws {
        let file = try imported(
            TemplateSample.file([("transfer", "T1"), ("amount", figure), ("received_on", "2014-03-21")]), as: .receipts)
        let request = try #require(file.rows.first?.request as? ReceiveFunds)
        #expect(request.amount == fen(123_456) && request.amountText == nil)
        #expect(file.problems.isEmpty && file.rounded.isEmpty)
    }

    /// Templates whose events keep the text of an amount.
    private static let keeping: Set<CSVTemplate> = [
        .agreements, .transfers, .receipts, .forwards, .allocations, .payments,
    ]

    @Test(
        "keep their text in every request that has room for it, and are refused where there is none",
        arguments: TemplateSample.all)
    func everywhere(sample: TemplateSample) throws {
        let texts = Dictionary(uniqueKeysWithValues: sample.amounts.map { ($0, "1234.5600000002") })
        let file = try imported(sample.file(replacing: texts), as: sample.template)
        guard sample.amounts.isEmpty || Self.keeping.contains(sample.template) else {
            #expect(file.rows.isEmpty && file.rounded.isEmpty)
            #expect(
                file.problems.map(\.message)
                    == sample.amounts.map { _ in "amount \"1234.5600000002\" has 10 decimals, but CNY in yuan has 2" })
            return
        }
        #expect(file.problems.isEmpty && file.rows.count == 1)
        let facts = try #require(file.rows.first?.request.facts)
        for name in sample.amounts { #expect(facts[name]?.integerValue == 123_456, "\(name)") }
        if !sample.amounts.isEmpty { #expect(facts["amount_text"] == "1234.5600000002") }
        let path = try #require(file.rows.first?.record.file)
        #expect(
            file.rounded == sample.amounts.map { "\(path):2: \($0) 1234.5600000002 was rounded to 1,234.56 CNY" })
    }

    @Test("are told of for every row")
    func several() throws {
        let file = try imported(
            """
            transfer,amount,received_on
            T1,1.001,2014-06-30
            T2,1,2014-06-30
            T3,2.009,2014-06-30

            """, as: .receipts)
        #expect(file.rows.count == 3)
        #expect(
            file.rounded.map { $0.drop { $0 != ":" } } == [
                ":2: amount 1.001 was rounded to 1.00 CNY", ":4: amount 2.009 was rounded to 2.01 CNY",
            ])
    }
}
