import Accountability
import Assistance
import CanonicalJSON
import PairLedgerTesting
import Testing

@testable import Projection

@Suite("The report of flows")
struct FlowsReportTests {
    private static let kizilsu = pairingRow("JS-KZ", "320000", "653000")

    @Test("shows donor, recipient, place and purpose below one another, each with what is told of it")
    func tree() throws {
        let input = ReportInput(
            [
                Self.kizilsu, promised("JS-KZ", given: 1_000, committed: 200, inTransit: 100),
                held("JS-KZ", at: "653000", 250), used("JS-KZ", at: "653001", allocated: 150, spent: 300),
            ])
        let report = try FlowsReport.make(input, ReportRequest(), isGross: false)
        let went = try report.table("went")
        #expect(went.rows.map(\.depth) == [0, 1, 2, 2, 3])
        #expect(
            went.cells("code", "given", "sent", "received", "allocated", "spent") == [
                [.text("320000"), .amount(1_000), .amount(800), .amount(700), .amount(450), .amount(300)],
                [.text("653000"), .amount(1_000), .amount(800), .amount(700), .amount(450), .amount(300)],
                [.text("653000"), .empty, .empty, .amount(250), .amount(0), .amount(0)],
                [.text("653001"), .empty, .empty, .amount(450), .amount(450), .amount(300)],
                [.text("education"), .empty, .empty, .amount(450), .amount(450), .amount(300)],
            ])
        let flat = try FlowsReport.make(input, ReportRequest(isTree: false), isGross: false).table("went")
        #expect(
            flat.cells("place", "purpose", "given", "received", "spent") == [
                [.text("653000"), .empty, .empty, .amount(250), .empty],
                [.text("653001"), .text("education"), .empty, .amount(450), .amount(300)],
                [.empty, .empty, .amount(1_000), .empty, .empty],
            ])
    }

    @Test("with a depth shows so many levels, and the same sums")
    func depth() throws {
        let input = ReportInput(
            [
                Self.kizilsu, promised("JS-KZ", given: 1_000, committed: 0, inTransit: 0),
                used("JS-KZ", at: "653001", allocated: 150, spent: 850),
            ])
        for (isTree, depth, rows) in [(true, 1, 1), (true, 2, 2), (false, 1, 1), (false, 2, 1), (false, 3, 2)] {
            let request = ReportRequest(isTree: isTree, depth: depth)
            let went = try FlowsReport.make(input, request, isGross: false).table("went")
            #expect(went.rows.count == rows, "depth \(depth), \(isTree)")
            let spent = went.cells("spent").compactMap { if case .amount(let amount) = $0[0] { amount } else { nil } }
            #expect(spent.contains(850), "depth \(depth)")
        }
    }

    @Test("counts what a tier sends on to the next once, where it arrives")
    func forwarding() throws {
        let input = ReportInput(
            [Self.kizilsu],
            flows: [
                flow("JS-KZ", "donor", "committed", 900), flow("JS-KZ", "committed", "transit", 900),
                flow("JS-KZ", "transit", "holding 653000", 900), flow("JS-KZ", "holding 653000", "transit", 600),
                flow("JS-KZ", "transit", "holding 653001", 500),
            ])
        let report = try FlowsReport.make(input, ReportRequest(), isGross: true)
        let went = try report.table("went")
        #expect(
            went.cells("code", "sent", "received") == [
                [.text("320000"), .amount(900), .amount(800)], [.text("653000"), .amount(900), .amount(800)],
                [.text("653000"), .empty, .amount(300)], [.text("653001"), .empty, .amount(500)],
            ])
        #expect(try report.table("came_back").rows.isEmpty)
    }

    @Test("sets apart what came back: rejected, returned, released, cancelled and taken back")
    func comingBack() throws {
        let input = ReportInput(
            [Self.kizilsu],
            flows: [
                flow("JS-KZ", "donor", "transit", 1_000), flow("JS-KZ", "transit", "committed", 10),
                flow("JS-KZ", "committed", "donor", 4), flow("JS-KZ", "transit", "holding 653001", 900),
                flow("JS-KZ", "holding 653001", "donor", 50),
                flow("JS-KZ", "holding 653001", "project 653001 education", 400),
                flow("JS-KZ", "project 653001 education", "holding 653001", 30),
                flow("JS-KZ", "project 653001 education", "spent 653001 education", 200),
                flow("JS-KZ", "spent 653001 education", "project 653001 education", 7),
            ])
        let report = try FlowsReport.make(input, ReportRequest(), isGross: true)
        let back = try report.table("came_back")
        #expect(
            back.cells("code", "given_back", "sent_back", "received_back", "allocated_back", "spent_back") == [
                [.text("320000"), .amount(54), .amount(60), .amount(50), .amount(30), .amount(7)],
                [.text("653000"), .amount(54), .amount(60), .amount(50), .amount(30), .amount(7)],
                [.text("653001"), .empty, .empty, .amount(50), .amount(30), .amount(7)],
                [.text("education"), .empty, .empty, .empty, .amount(30), .amount(7)],
            ])
        let went = try report.table("went")
        #expect(
            went.row("320000", column: "allocated") == .amount(400)
                && went.row("320000", column: "given") == .amount(1_000))
    }

    /// Money that wanders at random between accounts of two pairings.
    private static func wandering(seed: UInt64) -> [Flow] {
        var random = SplitMix64(seed: seed)
        let places = ["653001", "653023"]
        func account(_ kind: Int) -> String {
            switch kind {
            case 0: "donor"
            case 1: "committed"
            case 2: "transit"
            case 3: "holding \(places[0])"
            case 4: "project \(places[1]) education"
            default: "spent \(places[1]) education"
            }
        }
        return (0..<200).map { _ in
            let from = Int.random(in: 0...5, using: &random)
            let to = (from + Int.random(in: 1...5, using: &random)) % 6
            return flow(
                Bool.random(using: &random) ? "JS-KZ" : "ZJ-KZ", account(from), account(to),
                Int64.random(in: 1...1_000, using: &random))
        }
    }

    @Test("of any movements comes to where things stand: what went less what came back", arguments: 1...20)
    func difference(seed: UInt64) throws {
        let flows = Self.wandering(seed: seed)
        let pairings = [Self.kizilsu, pairingRow("ZJ-KZ", "330000", "653000")]
        let gross = try FlowsReport.make(ReportInput(pairings, flows: flows), ReportRequest(), isGross: true)
        let net = try FlowsReport.make(
            ReportInput(pairings, PositionRow.changes(by: flows)), ReportRequest(), isGross: false)
        let (went, back) = (try gross.table("went"), try gross.table("came_back"))
        for measure in FlowMeasure.allCases {
            let key = measure.rawValue
            func amount(_ section: Report.Section, _ key: String, of donor: String) -> Int64 {
                guard case .amount(let amount)? = section.row(donor, column: key) else { return 0 }
                return amount
            }
            for donor in ["320000", "330000"] {
                let stands = amount(try net.table("went"), key, of: donor)
                // In a ledger no account is below zero, here they may be: then no row stands for the stages that sum to nothing.
                let left = amount(went, key, of: donor) - amount(back, "\(key)_back", of: donor)
                #expect(left == stands, "seed \(seed): \(key) of \(donor)")
            }
        }
    }

    @Test("for one purpose tells only what projects have, and refuses to be measured by what has none")
    func purpose() throws {
        let input = ReportInput(
            [
                Self.kizilsu, promised("JS-KZ", given: 1_000, committed: 200),
                used("JS-KZ", at: "653001", allocated: 150, spent: 300),
                used("JS-KZ", at: "653001", for: .industry, allocated: 100, spent: 250),
            ])
        let request = ReportRequest(filter: ReportFilter(purpose: .industry))
        let report = try FlowsReport.make(input, request, isGross: false)
        #expect(
            try report.table("went").cells("given", "sent", "received", "allocated", "spent").first
                == [.empty, .empty, .empty, .amount(350), .amount(250)])
        #expect(try report.table("donors_recipients").cells("total") == [[.amount(350)]])
        #expect(throws: ReportRefusal.self) {
            try FlowsReport.make(input, request, measure: .sent, isGross: false)
        }
    }

    @Test("refuses a pairing, programme or region that is not there, and says which may be meant")
    func unknown() throws {
        let input = ReportInput([Self.kizilsu])
        let pairing = #expect(throws: UnknownThing.self) {
            try FlowsReport.make(input, ReportRequest(filter: ReportFilter(pairing: "JS-KS")), isGross: false)
        }
        #expect(pairing?.kind == "pairing" && pairing?.similar == ["JS-KZ"])
        let programme = #expect(throws: UnknownThing.self) {
            try FlowsReport.make(input, ReportRequest(filter: ReportFilter(programme: "Q7")), isGross: false)
        }
        #expect(programme?.kind == "programme" && programme?.similar == [])
        let refusal = #expect(throws: ReportRefusal.self) {
            try FlowsReport.make(input, ReportRequest(filter: ReportFilter(region: region("659999"))), isGross: false)
        }
        #expect(refusal?.description.contains("659999") == true)
    }

    // MARK: Picture

    @Test("draws all that was given, and what comes to a recipient leaves it for purposes or waits")
    func sankey() throws {
        let input = ReportInput(
            [
                Self.kizilsu, promised("JS-KZ", given: 1_000, committed: 200, inTransit: 100),
                held("JS-KZ", at: "653000", 250), used("JS-KZ", at: "653001", allocated: 150, spent: 300),
            ])
        let report = try FlowsReport.make(input, ReportRequest(), isGross: false)
        guard case .sankey(let chart)? = report.charts.first else { return #expect(Bool(false), "no chart") }
        let links = chart.links.map { "\(chart.nodes[$0.source].label) \(chart.nodes[$0.target].label) \($0.amount)" }
        #expect(
            links == [
                "江苏省 Jiangsu 克孜勒苏柯尔克孜自治州 1000", "克孜勒苏柯尔克孜自治州 Education 450",
                "克孜勒苏柯尔克孜自治州 held, no project yet 250", "克孜勒苏柯尔克孜自治州 in transit 100",
                "克孜勒苏柯尔克孜自治州 not yet sent 200",
            ])
        #expect(chart.nodes.map(\.column) == [0, 1, 2, 2, 2, 2])
    }

    @Test("draws the largest of many, the rest together, and loses no yuan of them")
    func others() throws {
        let donors = Regions.provinces(on: day("2014-01-01")).map(\.code).prefix(15)
        let recipients = Regions.provinces(on: day("2014-01-01")).map(\.code).suffix(20)
        var rows: [any TableRow] = []
        var sum: Int64 = 0
        for (number, donor) in donors.enumerated() {
            for (other, recipient) in recipients.enumerated() {
                let (name, amount) = ("X\(number)-\(other)", Int64(1 + number * 100 + other))
                rows += [
                    pairingRow(name, donor.description, recipient.description),
                    promised(name, given: amount, committed: amount),
                ]
                sum += amount
            }
        }
        let report = try FlowsReport.make(ReportInput(rows), ReportRequest(), isGross: false)
        guard case .sankey(let chart)? = report.charts.first else { return #expect(Bool(false), "no chart") }
        #expect(chart.nodes.count { $0.column == 0 } == 10)
        #expect(chart.nodes.count { $0.column == 1 } == 12)
        #expect(chart.nodes.count { $0.label == "others" } == 2)
        for column in 0...1 {
            let links = chart.links.filter { chart.nodes[$0.source].column == column }
            #expect(links.reduce(0) { $0 + $1.amount } == sum)
            #expect(links.allSatisfy { chart.nodes[$0.target].column == column + 1 })
        }
        let matrix = try report.table("donors_recipients")
        #expect(matrix.total?.cells.last == .amount(sum))
    }

    @Test("divided by year draws every donor over the years, and nothing where nothing moved")
    func multiples() throws {
        let input = ReportInput(
            [Self.kizilsu, pairingRow("ZJ-AKS", "330000", "652900")],
            flows: [
                flow("JS-KZ", "donor", "transit", 100, on: "2014-01-01"),
                flow("JS-KZ", "transit", "holding 653000", 70, on: "2015-01-01"),
                flow("ZJ-AKS", "donor", "transit", 300, on: "2015-01-01"),
            ])
        let report = try FlowsReport.make(input, ReportRequest(by: .year), isGross: true)
        guard case .multiples(let chart)? = report.charts.last else { return #expect(Bool(false), "no chart") }
        #expect(chart.times == ["2014", "2015"] && chart.lines == ["Sent", "Received", "Spent"])
        #expect(chart.panels.map(\.label) == ["浙江省 Zhejiang", "江苏省 Jiangsu"])
        #expect(chart.panels.last?.values == [[100, 0], [0, 70], [0, 0]])
        #expect(chart.panels.first?.values == [[nil, 300], [nil, 0], [nil, 0]])
        #expect(
            try report.table("donor_times").cells("donor", "time", "sent") == [
                [.text("320000"), .text("2014"), .amount(100)], [.text("320000"), .text("2015"), .amount(0)],
                [.text("330000"), .text("2015"), .amount(300)],
            ])
    }

    @Test("of money that nobody can place says so")
    func unplaced() throws {
        let input = ReportInput([Self.kizilsu, held("", at: "653001", 40)])
        let report = try FlowsReport.make(input, ReportRequest(), isGross: false)
        #expect(
            try report.table("went").cells("code", "name", "received") == [
                [.text(""), .text("not known"), .amount(40)], [.text(""), .text("not known"), .amount(40)],
                [.text("653001"), .text("阿图什市"), .amount(40)],
            ])
    }
}
