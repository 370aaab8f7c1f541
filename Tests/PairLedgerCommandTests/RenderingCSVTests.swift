import Accountability
import Assistance
import Interchange
import Testing

@testable import PairLedgerCommand

@Suite("Reports as CSV")
struct RenderingCSVTests {
    @Test("several sections become one table whose rows name their section")
    func sections() {
        var report = RenderingSamples.position
        report.sections[1].columns.append(Report.Column(key: "why", label: "why", kind: .text))
        report.sections[1].rows = [Report.Row([.text("a,b"), .amount(.min), .text("say \"no\"\nnow")])]
        #expect(
            CSVRenderer().render(report)
                == [
                    "section,depth,region,held_yuan,projects,spent_percent,last,why",
                    "regions,0,云南,1234567,1200,95.6,2021-06-30,",
                    "regions,1,克孜勒苏柯尔克孜自治州,-50000,3,,,",
                    "empty,0,\"a,b\",-92233720368547758.08,,,,\"say \"\"no\"\"\nnow\"", "",
                ].joined(separator: "\r\n"))
    }

    @Test("one section without a tree is a plain table, with the unit in the name of an amount")
    func oneSection() {
        #expect(CSVRenderer().render(RenderingSamples.amounts([150, -200])) == "sum_yuan\r\n1.50\r\n-2.00\r\n")
        #expect(CSVRenderer(unit: .wan).render(RenderingSamples.amounts([150])) == "sum_wan\r\n0.00015\r\n")
        #expect(CSVRenderer(unit: .yi).render(RenderingSamples.amounts([])) == "sum_yi\r\n")
        #expect(CSVRenderer().render(Report(name: "x", title: "x")) == "\r\n")
    }

    @Test("a text that a spreadsheet would run as a formula is guarded, a negative number is not")
    func formulas() {
        let texts = ["=1+1", "+86", "-x", "@a", "\tx", "\rx", "a=1", "", "'", "中"]
        let report = Report(
            name: "x", title: "x",
            sections: [
                Report.Section(
                    key: "s", title: "s",
                    columns: [
                        Report.Column(key: "t", label: "t", kind: .text),
                        Report.Column(key: "n", label: "n", kind: .amount),
                    ], rows: texts.map { Report.Row([.text($0), .amount(-100)]) })
            ])
        let lines = CSVRenderer().render(report).components(separatedBy: "\r\n")
        #expect(
            lines == [
                "t,n_yuan", "'=1+1,-1", "'+86,-1", "'-x,-1", "'@a,-1", "'\tx,-1", "\"'\rx\",-1", "a=1,-1", ",-1",
                "',-1",
                "中,-1", "",
            ])
    }

    @Test("what is written can be read again")
    func readBack() throws {
        var reader = CSVReader(file: "report.csv", bytes: Array(CSVRenderer().render(RenderingSamples.position).utf8))
        var regions: [String?] = []
        while let item = try reader.next() {
            if case .record(let record) = item { regions.append(record["region"]?.text) }
            if case .problem(let problem) = item { Issue.record("\(problem)") }
        }
        #expect(regions == ["云南", "克孜勒苏柯尔克孜自治州"])
    }
}

extension String {
    /// The parts between `separator`s, compared by scalars because CR LF is one character.
    fileprivate func components(separatedBy separator: String) -> [String] {
        let wanted = Array(separator.unicodeScalars)
        var parts: [String.UnicodeScalarView] = [.init()]
        for scalar in unicodeScalars {
            parts[parts.count - 1].append(scalar)
            if parts[parts.count - 1].suffix(wanted.count).elementsEqual(wanted) {
                parts[parts.count - 1].removeLast(wanted.count)
                parts.append(.init())
            }
        }
        return parts.map { String($0) }
    }
}
