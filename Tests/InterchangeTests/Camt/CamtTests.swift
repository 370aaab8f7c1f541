import Assistance
import CanonicalJSON
import Interchange
import Testing

@Suite("A bank's statements in camt.053")
struct CamtTests {
    @Test("are read with their periods, balances and booked lines", arguments: ["02", "08"])
    func read(version: String) throws {
        let file = try CamtFile(CamtSample(version: version).text).read()
        let item = try #require(file.items.first)
        #expect(file.items.count == 1 && item.pendingCount == 1)
        #expect(item.request.identifier.description == "1234-2014-03")
        let statement = item.request.statement
        #expect(statement.bankAccount.description == "****1234" && statement.bankIdentifier == "2014-03")
        #expect("\(statement.startsOn) \(statement.endsOn)" == "2014-03-01 2014-03-31")
        #expect(statement.opening.minorUnits == 0 && statement.closing.minorUnits == 379_700)
        #expect(statement.lines.map(\.amount.minorUnits) == [500_000, -120_000, -300])
        #expect(statement.lines.map(\.reference) == ["JS-KZ-2014-T1", "KZ14-001", nil])
        #expect(statement.lines.map(\.counterparty) == ["江苏省财政厅", "施工单位", "银行"])
        #expect(statement.lines[0].valueOn == CalendarDate("2014-03-21") && statement.lines[0].bankReference == "NB-1")
    }

    @Test("have the same digest in both versions, and another one when a figure differs")
    func digests() throws {
        let (old, new) = (try CamtFile(CamtSample().text).read(), try CamtFile(CamtSample(version: "08").text).read())
        #expect(old.items[0].request.sha256 == new.items[0].request.sha256)
        let other = CamtSample(opening: "1.00", closing: "3798.00")
        #expect(try CamtFile(other.text).read().items[0].request.sha256 != old.items[0].request.sha256)
    }

    @Test("opening and movements that do not make the closing balance are an error with both figures")
    func imbalance() throws {
        try CamtFile(CamtSample(closing: "3798.00").text)
            .expectProblem(.value, line: 8, "3,797.00 CNY", "3,798.00 CNY", "a difference of 1.00 CNY")
        // What is only announced is in no balance.
        try CamtFile(CamtSample(closing: "3874.00").text).expectProblem(.value, "3,797.00 CNY", "3,874.00 CNY")
    }

    @Test("an overdraft has balances below zero")
    func overdraft() throws {
        let file = try CamtFile(CamtSample(opening: "-4000.00", closing: "-203.00").text).read()
        #expect(file.items[0].request.statement.opening.minorUnits == -400_000)
    }

    @Test("a statement that stands in the file twice is an error with both places")
    func duplicate() throws {
        let sample = CamtSample()
        try CamtFile(sample.file(of: sample.statement + "\n" + sample.statement))
            .expectProblem(.value, "1234-2014-03", "twice", "line 4")
    }

    @Test("several statements of one account are read, and of several accounts refused")
    func several() throws {
        let (march, april) = (CamtSample(), CamtSample(identifier: "2014-04"))
        #expect(try CamtFile(march.file(of: march.statement + april.statement)).read().items.count == 2)
        let other = CamtSample(identifier: "2014-04", bankAccount: "99")
        try CamtFile(march.file(of: march.statement + other.statement))
            .expectProblem(.value, "several bank accounts", "****1234", "****9")
    }

    @Test("pages of a statement are statements of their own")
    func pages() throws {
        let sample = CamtSample(
            version: "08", pages: "<StmtPgntn><PgNb>2</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>")
        #expect(try CamtFile(sample.text).read().items[0].request.identifier.description == "1234-2014-03-p2")
    }

    @Test("an identifier that the ledger cannot have gets one that is told from others by its digest")
    func identifiers() throws {
        func identifier(_ text: String) throws -> String {
            try CamtFile(CamtSample(identifier: text).text).read().items[0].request.identifier.description
        }
        let (slash, space) = (try identifier("2014/03"), try identifier("2014 03"))
        #expect(slash.hasPrefix("1234-2014-03-") && space.hasPrefix("1234-2014-03-") && slash != space)
        #expect(try identifier("对账单二〇一四年三月第一号") != identifier("对账单二〇一四年三月第二号"))
        #expect(try identifier("2014/03") == slash)
    }

    @Test("all that is wrong is reported with its line")
    func several_problems() throws {
        var sample = CamtSample()
        sample.entries[0].amount = "1e3"
        sample.entries[1].on = "2014-02-30"
        sample.entries[2].amount = "3.005"
        let problems = try CamtFile(sample.text).problems()
        let messages = problems.map(\.message).joined(separator: "\n")
        for words in ["1e3", "2014-02-30", "3.005"] { #expect(messages.contains(words), "\(messages)") }
        #expect(problems.allSatisfy { $0.line > 4 })
    }

    @Test("another currency, another kind of file and one without a statement are told apart")
    func otherFiles() throws {
        #expect(try CamtFile(CamtSample(currency: "USD").text).problems().allSatisfy { $0.message.contains("USD") })
        try CamtFile(CamtSample(namespace: "urn:iso:std:iso:20022:tech:xsd:camt.052.001.02").text)
            .expectProblem(.header, line: 2, "camt.052.001.02")
        try CamtFile("<iati-activities/>").expectProblem(.header, line: 1, "<iati-activities>")
        try CamtFile(CamtSample().file(of: "")).expectProblem(.value, "holds no statement")
        let missing = try #require(throws: InputProblems.self) {
            _ = try BankStatementFile(camt053: "/nowhere.xml", account: #require(Account("holding:653000")))
        }
        #expect(missing.problems.map(\.code) == [.unreadable])
    }

    @Test("a statement with more lines than there can be is refused where it has them", .timeLimit(.minutes(2)))
    func tooMany() throws {
        let sample = CamtSample()
        let entry =
            "<Ntry><Amt Ccy=\"CNY\">1</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2014-03-01</Dt></BookgDt></Ntry>\n"
        let text = "<Stmt><Id>1</Id>" + String(repeating: entry, count: BankStatement.linesMax + 2) + "</Stmt>"
        try CamtFile(sample.file(of: text)).expectProblem(
            .tooLong, line: 4 + BankStatement.linesMax, "more than 100000 entries")
    }
}
