import Accountability
import Assistance
import CanonicalJSON
import Journal
import PairLedgerTesting
import Projection
import Testing

@Suite("Adding a log up from its bytes") struct BalanceFoldTests {
    private static func log() throws -> Log {
        try Log(
            programme("P"), pairing("JS-KZ", of: "P", "320000", "653000"),
            agreement("A1", under: "JS-KZ", year: 2014, 900),
            transfer("T1", under: "A1", 600), receipt(of: "T1"), project("K1", in: "653000", aid: 500),
            AllocateFunds(project: id("K1"), from: region("653000"), amount: yuan(500), allocatedOn: day("2014-04-08")),
            spending("P1", of: "K1", 120))
    }

    private static func fold(_ entries: [[UInt8]], horizon: Horizon = Horizon()) throws -> BalanceFold {
        var fold = BalanceFold(horizon: horizon)
        for entry in entries { try fold.take(entry.span.bytes) }
        return fold
    }

    private static func lines(_ fold: BalanceFold, prefix: String = "", hasAccounts: Bool = true) -> [String] {
        let report = BalanceReport.make(
            fold.balances, ReportRequest(ledger: fold.ledger ?? "", depth: hasAccounts ? nil : 1), prefix: prefix,
            recorded: fold.nextPosition)
        return report.sections.flatMap { $0.rows + ($0.total.map { [$0] } ?? []) }.map { row in
            guard case .text(let name) = row.cells[0], case .amount(let amount) = row.cells[2] else { return "?" }
            return "\(row.depth) \(name) \(amount)"
        }
    }

    @Test("says what lies in each account, by kind, and that it is nothing together")
    func sums() throws {
        let fold = try Self.fold(Self.log().events.map(\.entry))
        #expect(fold.nextPosition == 8 && fold.ledger == "main")
        #expect(
            Self.lines(fold) == [
                "0 donor -90000", "1 donor:320000 -90000", "0 committed 30000", "1 committed:A1 30000", "0 transit 0",
                "0 holding 10000", "1 holding:653000 10000", "0 project 38000", "1 project:K1 38000", "0 spent 12000",
                "1 spent:K1 12000", "0 Total 0",
            ])
        #expect(
            Self.lines(fold, prefix: "hold") == ["0 holding 10000", "1 holding:653000 10000", "0 Total of hold… 10000"])
        #expect(Self.lines(fold, hasAccounts: false).count == 7)
    }

    @Test("does not count what happened or was recorded later, but checks it")
    func horizons() throws {
        let entries = try Self.log().events.map(\.entry)
        let day = try Self.fold(entries, horizon: Horizon(asOf: day("2014-03-18")))
        #expect(
            Self.lines(day, prefix: "transit") == [
                "0 transit 60000", "1 transit:T1 60000", "0 Total of transit… 60000",
            ])
        #expect(day.nextPosition == 8)
        for known in [.position(3), .instant(try #require(Instant("2026-01-05T08:30:03.999999Z")))] as [Horizon.KnownAt]
        {
            #expect(try Self.fold(entries, horizon: Horizon(knownAt: known)).balances == day.balances)
        }
        let broken = entries.dropLast() + [Array("{}".utf8)]
        #expect(throws: LogDefect.self) { try Self.fold(Array(broken), horizon: Horizon(knownAt: .position(0))) }
    }

    @Test(
        "refuses what is not the next entry of the ledger, and says why",
        arguments: [
            (#""position":3"#, #""position":4"#, "position 4 is here, where position 3 must be"),
            (
                #""ledger":"main""#, #""ledger":"mine""#,
                #"the entry belongs to ledger "mine", those before it to "main""#
            ),
            (#""amount":60000,"currency":"CNY"}"#, #""amount":60001,"currency":"CNY"}"#, "the postings sum to 1 分"),
            ("transit:T1", "transfer:T1", #""transfer:T1" is no account of the ledger"#),
            (#""currency":"CNY"}]"#, #""currency":"USD"}]"#, #"the ledger keeps no currency "USD""#),
            (#""amount":-60000"#, #""amount":0"#, "a posting moves nothing"),
            (#""position":3"#, #""position": 3"#, "a space is here"),
        ])
    func defects(old: String, new: String, saying: String) throws {
        var entries = try Self.log().events.map(\.entry)
        let text = String(decoding: entries[3], as: UTF8.self)
        let place = try #require(text.ranges(of: old).last)
        entries[3] = Array(text.replacingCharacters(place, with: new).utf8)
        let defect = #expect(throws: LogDefect.self) { try Self.fold(entries) }
        #expect(defect?.description.hasPrefix(saying) == true, "\(String(describing: defect))")
    }

    @Test("keeps 20,000 accounts apart, whose names come in no order")
    func manyAccounts() throws {
        let seed: UInt64 = 653_000
        var random = SplitMix64(seed: seed)
        let first = try #require(Log(programme("P")).events.first).entry
        var wanted: [String: Int64] = [:]
        var fold = BalanceFold()
        try fold.take(first.span.bytes)
        let names = (0..<20_000).map { "spent:K\($0)" }
        let form = String(decoding: first, as: UTF8.self)
        for position in 1...40_000 {
            let (name, amount) = (
                names.randomElement(using: &random) ?? "", Int64.random(in: 1...9_999, using: &random)
            )
            wanted[name, default: 0] += amount
            wanted["donor:320000", default: 0] -= amount
            let postings =
                #"[{"account":"donor:320000","amount":-\#(amount),"currency":"CNY"},"#
                + #"{"account":"\#(name)","amount":\#(amount),"currency":"CNY"}]"#
            let entry = form.replacing(#""position":0"#, with: #""position":\#(position)"#)
                .replacing(#""postings":[]"#, with: #""postings":\#(postings)"#)
            try fold.take(Array(entry.utf8).span.bytes)
        }
        let rows = wanted.map { AccountBalance(account: $0.key, currency: "CNY", balance: $0.value) }
        #expect(try fold.balances == AccountBalances(rows), "seed \(seed)")
    }

    @Test("the report says when the table of accounts does not sum to nothing, and refuses what is no account")
    func damagedTable() throws {
        let balances = try AccountBalances([AccountBalance(account: "spent:K1", currency: "CNY", balance: 5)])
        let report = BalanceReport.make(balances, ReportRequest(ledger: "main"), recorded: 1)
        #expect(report.notes.count == 1 && report.notes[0].contains("NOT ZERO"))
        for (account, currency) in [("spent:K1", "USD"), ("spend:K1", "CNY")] {
            #expect(throws: LogDefect.self) {
                try AccountBalances([AccountBalance(account: account, currency: currency, balance: 5)])
            }
        }
    }
}

extension String {
    fileprivate func replacingCharacters(_ range: Range<Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
