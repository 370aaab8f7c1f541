import Assistance
import CanonicalJSON
import Testing

@Suite("A bank's statement")
struct BankStatementTests {
    static func line(_ amount: Money, _ on: String = "2014-03-21", reference: String? = "T1") -> BankStatementLine {
        BankStatementLine(bookedOn: day(on), amount: amount, reference: reference)
    }

    static func statement(
        account: String = "holding:653000", opening: Money = fen(0), closing: Money? = nil,
        lines: [BankStatementLine] = [line(yuan(600)), line(yuan(-400), "2014-03-27", reference: "F1")],
        from: String = "2014-03-01", to: String = "2014-03-31", digest sha256: Character = "a"
    ) throws -> RecordBankStatement {
        let sum = lines.reduce(opening.minorUnits) { $0 + $1.amount.minorUnits }
        return RecordBankStatement(
            id("1234-2014-03"),
            BankStatement(
                account: try #require(Account(account)), bankAccount: try #require(MaskedBankAccount("****1234")),
                bankIdentifier: "2014-03", startsOn: day(from), endsOn: day(to), opening: opening,
                closing: closing ?? fen(sum), lines: lines), sha256: digest(sha256))
    }

    @Test("it goes on record with its account, period and balances, and its lines behind them")
    func record() throws {
        let request = try Self.statement(opening: fen(-500))
        let outcome = try given(Story.upToReceipt).when(request)
        let decided = try outcome.result.get()
        #expect(
            decided.map { type(of: $0.event.payload).type } == ["BankStatementReceived", "BankStatementLinesRecorded"])
        #expect(decided.allSatisfy { $0.stream == stream("statement/1234-2014-03") && $0.postings.isEmpty })
        #expect(decided.map(\.expectedVersion) == [0, 1])
        #expect(decided[0].effectiveOn == day("2014-03-31"))
        #expect(decided[0].event.payload.data["closing"] == 19_500)
        let record = try given(Story.upToReceipt, request).record
        let recorded = try #require(record.fullBooks().statements[id("1234-2014-03")])
        #expect(recorded.statement == request.statement)
        #expect(recorded.line(2)?.amount == yuan(-400) && recorded.line(3) == nil && recorded.line(0) == nil)
    }

    @Test("a long one is several events of forty lines at most, each of which an entry has room for")
    func pages() throws {
        let text = String(repeating: "\u{20000}", count: 140)
        let lines = (0..<101).map { _ in
            BankStatementLine(
                bookedOn: day("2014-03-21"), valueOn: day("2014-03-21"), amount: fen(-80_000_000_000_000),
                reference: text,
                counterparty: text, bankReference: String(text.prefix(35)))
        }
        let request = try Self.statement(lines: lines)
        let decided = try given(Story.upToReceipt).when(request).result.get()
        #expect(decided.count == 4)
        #expect(decided.dropFirst().compactMap { $0.event.payload.data["first"]?.integerValue } == [1, 41, 81])
        for event in decided {
            let bytes = try JSONValue.object(event.event.payload.statedData).canonicalBytes()
            #expect(bytes.count < 60_000)
        }
        let record = try given(Story.upToReceipt, request).record
        #expect(record.fullBooks().statements[id("1234-2014-03")]?.lines == lines)
    }

    @Test("opening and movements that do not make the closing balance are refused with both figures")
    func imbalance() throws {
        try given(Story.upToReceipt).when(try Self.statement(opening: yuan(10), closing: yuan(211)))
            .thenRefused(.figure, field: "closing", saying: "210.00 CNY", "211.00 CNY", "a difference of 1.00 CNY")
        let most = fen(Money.minorUnitsMax)
        try given(Story.upToReceipt).when(
            try Self.statement(closing: yuan(1), lines: [Self.line(most), Self.line(most)])
        ).thenRefused(.figure, field: "closing", saying: "more than an amount can be")
    }

    @Test("the same identifier with other content is refused with both digests")
    func otherContent() throws {
        let before = try given(Story.upToReceipt, try Self.statement())
        let other = try Self.statement(lines: [Self.line(yuan(1))], digest: "b")
        try before.when(other).thenRefused(
            .conflict, field: "statement", saying: String(repeating: "a", count: 64), String(repeating: "b", count: 64))
        #expect(try Self.statement().identity != other.identity)
    }

    @Test("a line outside the period, one that moves nothing, and texts that are too long are refused")
    func lines() throws {
        let before = try given(Story.upToReceipt)
        func refused(_ line: BankStatementLine, _ code: Refusal.Code, _ field: String) throws {
            try before.when(try Self.statement(lines: [line])).thenRefused(code, field: field, saying: "")
        }
        try refused(Self.line(yuan(1), "2014-02-28"), .dates, "booked_on")
        try refused(Self.line(yuan(1), "2014-04-01"), .dates, "booked_on")
        try refused(Self.line(fen(0)), .amount, "amount")
        try refused(Self.line(yuan(1), reference: String(repeating: "x", count: 141)), .text, "reference")
        try refused(Self.line(yuan(1), reference: "\n"), .text, "reference")
        #expect(
            try before.when(
                try Self.statement(lines: [Self.line(yuan(1), reference: String(repeating: "汉", count: 140))])
            )
            .result.get().count == 2)
    }

    @Test("it stands for an account of a donor, a holder or a project that there is, and for no other")
    func accounts() throws {
        let before = try given(Story.upToProject)
        for account in [
            "holding:653001", "donor:320000", "donor:000000", "project:K1", "holding:653001/social-donation",
        ] {
            #expect(try before.when(try Self.statement(account: account)).result.get().count == 2)
        }
        for account in ["committed:A1", "transit:T1", "spent:K1"] {
            try before.when(try Self.statement(account: account)).thenRefused(.kind, field: "account", saying: account)
        }
        try before.when(try Self.statement(account: "project:K9")).thenRefused(.unknown, field: "account", saying: "K9")
        try before.when(try Self.statement(account: "holding:999999"))
            .thenRefused(.region, field: "account", saying: "holding:999999")
    }

    @Test(
        "of a bank account's number the last four characters stay, and of a short one half",
        arguments: [
            ("6222 0212 3456 7890", "****7890"), ("CN95-6530-0100-001234", "****1234"), ("12345", "****45"),
            ("1", "****"), ("账号 9", "****"),
        ])
    func masks(number: String, masked: String) throws {
        #expect(MaskedBankAccount(hiding: number)?.description == masked)
        #expect(MaskedBankAccount(masked)?.description == masked)
    }

    @Test(
        "a whole number is no masked account", arguments: ["6222021234567890", "****12345", "***1234", "****12 4", ""])
    func unmasked(text: String) {
        #expect(MaskedBankAccount(text) == nil)
        #expect(MaskedBankAccount(hiding: "—") == nil)
    }

    @Test(
        "a line is named by its statement and its number",
        arguments: ["S/0", "S/01", "S/", "S/1/2", "/1", "S/100001", "S"])
    func lineNames(text: String) {
        #expect(StatementLineName(text) == nil)
        #expect(StatementLineName("S-1/100000")?.description == "S-1/100000")
    }
}
