import Assistance
import CanonicalJSON
import Foundation
import Interchange
import Testing

@Suite("Contracting releases")
struct OCDSTests {
    private static func package() throws -> OCDSFile {
        try ReleaseFile(try #require(ReleaseFile.corpus()["package.json"])).read()
    }

    private static func contract(_ item: OCDSFile.Item) throws -> State<ContractAwarded> {
        try #require(item.request as? State<ContractAwarded>)
    }

    @Test("become contracts with supplier, method, buyer and day, milestones that were met, and payments")
    func package() throws {
        let file = try Self.package()
        #expect(file.releaseCount == 2 && file.processCount == 1)
        #expect(file.items.map(\.kind) == [.contract, .milestone, .payment])
        let contract = try Self.contract(file.items[0])
        #expect(contract.thing.description == "KZ14-001" && contract.effectiveOn.description == "2014-03-20")
        #expect(contract.content.contract.description == "ocds-abc123-K1-C1")
        #expect(contract.content.supplier == "克州建筑公司" && contract.content.buyer == "阿图什市住房和城乡建设局")
        #expect(contract.content.method == .openTender && contract.content.amount.description == "2,900,000.00 CNY")
        #expect(file.items[0].path == "releases[1].contracts[0]" && file.items[0].line == 12)
        let milestone = try #require(file.items[1].request as? State<MilestoneReached>)
        #expect(milestone.content.name == "roof closed" && milestone.effectiveOn.description == "2014-07-12")
        #expect(milestone.content.plannedOn?.description == "2014-06-30")
        let payment = try #require(file.items[2].request as? SpendFunds)
        #expect(payment.payment.description == "ocds-abc123-K1-C1-X1" && payment.amount.minorUnits == 10_000_050)
        #expect(payment.contract == contract.content.contract && payment.payee == "克州建筑公司")
        #expect(payment.project == contract.thing && file.items[2].key == "payment/ocds-abc123-K1-C1-X1")
    }

    @Test("of which nothing is dropped in silence: every value that nothing is made of is counted by its path")
    func notTaken() throws {
        let file = try Self.package()
        var counts: [String: Int] = [:]
        for left in file.notTaken {
            counts[left.reason.isEmpty ? left.what : "\(left.what): \(left.reason)"] = left.count
        }
        #expect(counts["award: no contract of it is in the file"] == 1)
        #expect(counts["contract: it was cancelled"] == 1)
        #expect(counts["contract: its value is in USD, and contracts of a ledger are in CNY"] == 1)
        #expect(counts["milestone: it was not met yet"] == 1)
        #expect(counts["tender.items[].description"] == 2 && counts["tag[]"] == 3 && counts["publisher.name"] == 1)
        #expect(counts["planning.budget.amount.amount"] == 1)
        // Of the bytes themselves: values there are, and those that are read.
        let text = String(decoding: try #require(ReleaseFile.corpus()["package.json"]), as: UTF8.self)
        let unread = file.notTaken.filter { $0.reason.isEmpty }.reduce(0) { $0 + $1.count }
        let all = Self.leaves(try JSONSerialization.jsonObject(with: Data(text.utf8)))
        #expect(all == 73 && unread == 17, "\(all) \(unread)")
        #expect(try ReleaseFile(text).read(takesPayments: false).items.map(\.kind) == [.contract, .milestone])
    }

    private static func leaves(_ value: Any) -> Int {
        if let members = value as? [String: Any] { return members.values.reduce(0) { $0 + leaves($1) } }
        if let elements = value as? [Any] { return elements.reduce(0) { $0 + leaves($1) } }
        return 1
    }

    @Test("say of each field what the latest says, in whatever order and form they stand in the file")
    func order() throws {
        let old =
            #"{"ocid":"a","id":"1","date":"2014-01-01T00:00:00Z","buyer":{"name":"Old"},"tender":{"procurementMethod":"direct"},"awards":[{"id":1,"suppliers":[{"name":"Roofer"}]}]}"#
        let new =
            #"{"ocid":"a","id":"2","date":"2014-01-01T00:00:00-08:00","buyer":{"name":"New"},"contracts":[{"id":7,"awardID":1,"dateSigned":"2013-12-31","value":{"amount":1.005,"currency":"CNY"}}]}"#
        for text in [
            "[\(old),\(new)]", "[\(new),\(old)]", "\(new)\n\(old)\n", #"{"releases":[\#(new),\#(old)],"uri":"x"}"#,
            "\u{FEFF}[\(old), \(new)]",
        ] {
            let file = try ReleaseFile(text).read(project: "K")
            #expect(file.releaseCount == 2, "\(text)")
            let contract = try Self.contract(try #require(file.items.first))
            #expect(contract.content.buyer == "New" && contract.content.method == .direct, "\(text)")
            #expect(contract.content.amount.minorUnits == 100 && file.rounded.count == 1)
        }
    }

    @Test("tell how a supplier was chosen by the words of the law, else by the code list")
    func methods() throws {
        for (method, details, expected) in [
            ("open", "", ProcurementMethod.openTender), ("selective", "", .invitedTender), ("limited", "", .inquiry),
            ("direct", "", .direct), ("selective", "竞争性磋商", .negotiation), ("limited", "单一来源采购", .singleSource),
            ("limited", "询价采购", .inquiry), ("open", "邀请招标", .invitedTender),
        ] {
            let text =
                #"{"ocid":"a","date":"2014-01-01","tender":{"procurementMethod":"\#(method)","procurementMethodDetails":"\#(details)"},"awards":[{"id":"1","date":"2014-01-05","value":{"amount":12,"currency":"CNY"},"suppliers":[{"name":"A"},{"name":"B"}]}],"contracts":[{"id":"1","awardID":"1"}]}"#
            let file = try ReleaseFile(text).read(project: "K")
            let contract = try Self.contract(try #require(file.items.first))
            #expect(contract.content.method == expected, "\(method) \(details)")
            // What the contract does not say, its award does.
            #expect(contract.content.supplier == "A、B" && contract.content.amount.minorUnits == 1200)
            #expect(contract.effectiveOn.description == "2014-01-05")
        }
    }

    @Test("are refused with line, path and remedy where OCDS asks for something else, all of it at once")
    func problems() throws {
        func process(_ rest: String) -> String { #"{"ocid":"a","date":"2014-01-01",\#(rest)}"# }
        let award =
            #""tender":{"procurementMethod":"open"},"awards":[{"id":"1","suppliers":[{"name":"A"}]}],"contracts":"#
        for (text, line, words) in [
            (#"{"id":"1"}"#, 1, "no ocid"), ("\n[\n3]", 3, "no ocid"), (#"{"ocid":"a","date":"soon"}"#, 1, "\"soon\""),
            (#"{"ocid":"a"}"#, 1, "missing"),
            (process(#""awards":[{"status":"active"}]"#), 1, "awards[0]: it has no id"),
            (
                process(
                    award + #"[{"id":"1","awardID":"1","dateSigned":"1.2.2014","value":{"amount":1,"currency":"CNY"}}]"#
                ), 1, "contracts[0]: \"1.2.2014\""
            ),
            (
                process(award + #"[{"id":"1","awardID":"1","value":{"amount":"1","currency":"CNY"}}]"#), 1,
                "contracts[0]: its value.amount"
            ),
            (
                process(award + #"[{"id":"1","awardID":"1","value":{"amount":1e30,"currency":"CNY"}}]"#), 1,
                "larger than any ledger"
            ),
        ] {
            let file = try ReleaseFile(text)
            let problem = try #require(try file.problems().first, "\(text)")
            #expect(problem.line == line && problem.message.contains(words) && problem.remedy != nil, "\(problem)")
        }
        let many = "[" + Array(repeating: #"{"ocid":"a"}"#, count: 300).joined(separator: ",") + "]"
        #expect(try ReleaseFile(many).problems().count == 100)
        let unnamed = process(award + #"[{"id":"1","awardID":"1"}]"#)
        let problems = try #require(throws: InputProblems.self) { _ = try ReleaseFile(unnamed).read() }.problems
        #expect(problems.first?.remedy?.contains("--project") == true)
        try ReleaseFile(#"{"records":[]}"#).expectProblem(.header, line: 1, "record package")
        try ReleaseFile("").expectProblem(.header, "no release")
        try ReleaseFile(#"{"releases":[]}"#).expectProblem(.header, "no release")
    }
}
