import Assistance
import Foundation
import Interchange
import PairLedgerTesting
import Testing

@Suite("CSV files as Chinese offices write them")
struct CSVLanguageTests {
    /// The sample with the Chinese names of its columns, and amounts in 万元.
    private static func chinese(_ sample: TemplateSample, parentheses: (String, String)) throws -> String {
        let fields = try zip(sample.template.columns, sample.fields).map { column, field in
            guard column.isAmount else { return (name: column.chinese, text: field.text) }
            return (
                name: column.chinese + parentheses.0 + "万元" + parentheses.1,
                text: try #require(TemplateSample.amounts[field.text]?[.wan])
            )
        }
        return TemplateSample.file(fields)
    }

    @Test("columns may be named in Chinese, with either kind of parentheses", arguments: TemplateSample.all)
    func headers(sample: TemplateSample) throws {
        for parentheses in [("(", ")"), ("（", "）"), (" （ ", " )")] {
            let file = try imported(try Self.chinese(sample, parentheses: parentheses), as: sample.template)
            #expect(file.problems.isEmpty && file.requests == [everything(of: sample.full)])
        }
    }

    @Test("columns may be named partly in English and partly in Chinese")
    func mixed() throws {
        let file = try imported("拨款编号,agreement,金额（亿元）,sent_on\nT1,A1,0.0001,2014年3月18日\n", as: .transfers)
        #expect(file.problems.isEmpty)
        #expect((file.rows.first?.request as? TransferFunds)?.amount == fen(1_000_000))
    }

    @Test("two columns of one meaning are refused, in whichever language they are named")
    func twice() throws {
        let file = try imported("transfer,拨款编号,amount,received_on\nT1,T1,1,2014-03-21\n", as: .receipts)
        #expect(file.problems.map(\.message) == ["columns 1 and 2 both hold \"transfer\""] && file.places == ["1:10"])
    }

    @Test("an amount in Chinese whose unit nobody says is refused, as it may be wrong by ten thousand times")
    func unknownUnit() throws {
        let text = "拨款编号,金额,收款日期\nT1,1.5,2014-03-21\n"
        let file = try imported(text, as: .receipts)
        #expect(file.problems.map(\.message) == ["the column \"金额\" does not say in which unit its amounts are"])
        #expect(file.rows.isEmpty && file.places == ["1:6"])
        for (unit, amount) in [(AmountUnit.yuan, fen(150)), (.wan, fen(1_500_000)), (.yi, fen(15_000_000_000))] {
            for text in [text, "transfer,amount,received_on\nT1,1.5,2014-03-21\n"] {
                let said = try imported(text, as: .receipts, form: CSVForm(amounts: unit))
                #expect((said.rows.first?.request as? ReceiveFunds)?.amount == amount, "\(said.problems)")
            }
        }
        let named = try imported("拨款编号,金额(元),收款日期\nT1,1.5,2014-03-21\n", as: .receipts, form: CSVForm(amounts: .wan))
        #expect((named.rows.first?.request as? ReceiveFunds)?.amount == fen(150), "what the column says goes first")
    }

    @Test("what is wrong is told by the names that the file has")
    func problems() throws {
        let file = try imported(
            "支付编号,项目编号,资金性质,金额(元),收款方,支付日期\nP1,K1,财政,1,,2014-03-21\nP2,K1,社会帮扶,,甲,2014年3月1日\n", as: .payments)
        #expect(
            file.problems.map(\.message) == ["\"财政\" is not a known 资金性质", "\"收款方\" is empty", "\"金额(元)\" is empty"])
        #expect(file.problems.first?.remedy == "use one of: 财政援助, 社会帮扶, 定点帮扶, 中央转移支付")
        let columns = try imported("支付编号,项目,金额(元),收款方,支付日期\nP1,K1,1,甲,2014-03-21\n", as: .payments)
        #expect(
            columns.problems.map(\.message) == ["the column \"项目编号\" is missing", "the column \"项目\" is not known"])
        #expect(columns.problems.last?.remedy?.hasPrefix("use one of \"支付编号\", \"项目编号\", ") == true)
    }

    @Test("every word of a list may be written in Chinese")
    func words() throws {
        let rows = Industry.allCases.map { "C1,p,面向支援方,320100,甲,1,1,\($0.chinese),0,0,2014/3/1" }
        let file = try imported(
            "cooperation,pairing,方向,region,investor,committed,paid_in,行业,jobs,linked_households,on\n"
                + rows.joined(separator: "\n"), as: .investments)
        #expect(file.problems.isEmpty)
        let read = file.rows.compactMap { ($0.request as? State<IndustryInvested>)?.content }
        #expect(read.map(\.industry) == Industry.allCases && read.allSatisfy { $0.cooperation.direction == .toDonor })
    }

    @Test(
        "a day may be written in every way that cannot be misread",
        arguments: [
            "2014-03-05", "2014-3-5", "2014/03/05", "2014/3/5", "2014.3.5", "2014年3月5日", "2014年03月05日", "2014年3月5号",
        ])
    func dates(text: String) throws {
        let file = try imported("transfer,amount,received_on\nT1,1,\(text)\n", as: .receipts)
        #expect(file.rows.first?.request.effectiveOn == day("2014-03-05"))
    }

    @Test(
        "an empty file has every column, and its example is skipped but would be sound", arguments: CSVTemplate.allCases
    )
    func blank(template: CSVTemplate) throws {
        for chinese in [false, true] {
            let text = template.blank(chinese: chinese)
            let empty = try imported(text, as: template)
            #expect(empty.problems.isEmpty && empty.rows.isEmpty)
            let filled = try imported(text.replacingOccurrences(of: "# ", with: ""), as: template)
            #expect(filled.problems.isEmpty && filled.rows.count == 1, "\(filled.problems)")
            #expect(text.hasPrefix("\u{FEFF}") == text.unicodeScalars.contains { !$0.isASCII })
        }
    }
}
