import Assistance
import CanonicalJSON
import Journal
import Testing

@testable import Projection

@Suite("The read model \"funds\"")
struct FundsTests {
    @Test(
        "has every fen where a model of single fen has it, after every event",
        arguments: [1, 7, 42, 20_141_031, 0xC0FFEE])
    func oracle(seed: UInt64) throws {
        let events = Workload.events(400, seed: seed)
        var funds = Funds()
        var oracle = FenOracle()
        for (position, decided) in events.enumerated() {
            let context: Comment = "seed \(seed), position \(position): \(decided.event)"
            try funds.apply(decided.projected(at: position))
            oracle.take(decided)

            try #require(funds.amounts == oracle.amounts, context)
            for posting in decided.postings where posting.account.kind.isGuarded {
                let account = posting.account.description
                try #require(funds.queue(account) == oracle.queue(account), context)
            }
            try Self.checkSums(funds, context)
        }
        Self.checkRegisters(funds, "seed \(seed)")
        let rows = FundsRows(funds)
        #expect(rows.keptSums == rows.sumsOfPositions && !rows.keptSums.isEmpty, "seed \(seed)")
        #expect(rows.keptTotals == rows.totalsOfAccounts && rows.keptTotals.count == 6, "seed \(seed)")
        #expect(funds.pairings.rows.count == oracle.pairings.count && !oracle.pairings.isEmpty)
        for (id, formed) in oracle.pairings {
            let row = try #require(funds.pairings.rows[.init(id.description)], "seed \(seed)")
            #expect(row.programme == formed.programme.description && row.startsOn == formed.startsOn)
            #expect(row.donor == formed.donor && row.recipient == formed.recipient && row.endsOn == formed.endsOn)
        }
        let types = Set(events.map { type(of: $0.event.payload).type })
        #expect(types.count == 16, "seed \(seed): only \(types.sorted())")
        let beyond = events.contains { decided in
            if case .fundsTransferred(let event) = decided.event { event.uncommitted.isPositive } else { false }
        }
        #expect(beyond, "seed \(seed): nothing was sent beyond a promise")
        #expect(
            funds.accounts.rows.values.contains { Set($0.lots.map(\.pairing)).count > 1 },
            "seed \(seed): no account has money of two pairings")
    }

    /// Lots, balances and positions say the same, in as few rows as there can be.
    private static func checkSums(_ funds: Funds, _ context: Comment) throws {
        var kinds: [Account.Kind: Int64] = [:]
        for row in funds.accounts.rows.values {
            let lots = row.lots
            try #require(row.balance == lots.reduce(0) { $0 + $1.amount }, context)
            try #require(row.balance == row.totalIn - row.totalOut, context)
            let isDonor = row.kind == .donor
            try #require(lots.allSatisfy { isDonor ? $0.amount != 0 : $0.amount > 0 }, context)
            try #require(
                zip(lots, lots.dropFirst()).allSatisfy { $0.with(amount: 0) != $1.with(amount: 0) }, context)
            kinds[row.kind, default: 0] += row.balance
        }
        try #require(kinds.values.reduce(0, +) == 0, context)
        var positions: [Account.Kind: Int64] = [:]
        for row in funds.positions.rows.values {
            positions[.donor, default: 0] -= row.stages.given
            positions[.committed, default: 0] += row.stages.committed
            positions[.transit, default: 0] += row.stages.inTransit
            positions[.holding, default: 0] += row.stages.held
            positions[.project, default: 0] += row.stages.allocated
            positions[.spent, default: 0] += row.stages.spent
            try #require(!row.stages.isEmpty, context)
        }
        try #require(positions.filter { $0.value != 0 } == kinds.filter { $0.value != 0 }, context)
    }

    /// The movements of every account come to its balance, and those of every promise and transfer to what these say of themselves.
    private static func checkRegisters(_ funds: Funds, _ context: Comment) {
        var balances: [String: Int64] = [:]
        for line in funds.movements.pending {
            #expect(line.amount > 0, context)
            balances[line.source, default: 0] -= line.amount
            balances[line.target, default: 0] += line.amount
        }
        for (key, row) in funds.accounts.rows { #expect(balances[key.account] == row.balance, context) }
        let keys = funds.movements.pending.map { [$0.key.position, Int64($0.key.ordinal)] }
        #expect(keys == keys.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) } && Set(keys).count == keys.count, context)
        for row in funds.transfers.rows.values {
            let transit =
                "transit:\(row.key.transfer)" + (row.instrument == .fiscal ? "" : "/\(row.instrument.rawValue)")
            #expect(balances[transit, default: 0] == row.sent - row.received - row.rejected, context)
        }
        for row in funds.agreements.rows.values {
            let committed =
                "committed:\(row.key.agreement)" + (row.instrument == .fiscal ? "" : "/\(row.instrument.rawValue)")
            #expect(balances[committed, default: 0] == row.promised - (row.sent - row.uncommitted), context)
        }
    }

    @Test("keeps the money of two donors in one treasury apart, first in, first out")
    func twoDonors() throws {
        var ledger = Story()
        try ledger.record(EstablishProgramme(programme: id("aid"), name: "Aid", startsOn: date("2010-03-30")))
        for (pairing, donor) in [("JS-KZ", "320000"), ("GD-KZ", "440000")] {
            try ledger.record(
                FormPairing(
                    pairing: id(pairing), programme: id("aid"), donor: region(donor), recipient: region("653000"),
                    startsOn: date("2010-03-30")))
            try ledger.record(
                CommitFunds(
                    agreement: id("\(pairing)-2014"), pairing: id(pairing), fiscalYear: 2014, amount: fen(100),
                    agreedOn: date("2014-02-20")))
            try ledger.record(
                TransferFunds(
                    transfer: id("\(pairing)-T"), agreement: id("\(pairing)-2014"), amount: fen(130),
                    sentOn: date("2014-03-18")))
            try ledger.record(ReceiveFunds(transfer: id("\(pairing)-T"), receivedOn: date("2014-03-21")))
        }
        try ledger.record(
            ForwardFunds(
                transfer: id("F"), from: region("653000"), to: region("653001"), amount: fen(150),
                sentOn: date("2014-03-27")))
        #expect(
            ledger.lots("transit:F") == [
                Lot(pairing: "JS-KZ", agreement: "JS-KZ-2014", amount: 100),
                Lot(pairing: "JS-KZ", agreement: nil, amount: 30),
                Lot(pairing: "GD-KZ", agreement: "GD-KZ-2014", amount: 20),
            ])
        #expect(
            ledger.lots("holding:653000") == [
                Lot(pairing: "GD-KZ", agreement: "GD-KZ-2014", amount: 80),
                Lot(pairing: "GD-KZ", agreement: nil, amount: 30),
            ])
        #expect(
            ledger.lots("donor:320000") == [
                Lot(pairing: "JS-KZ", agreement: "JS-KZ-2014", amount: -100),
                Lot(pairing: "JS-KZ", agreement: nil, amount: -30),
            ])
    }

    @Test("tells a lot its transfer and its days, and a lot that is taken back those that it had")
    func days() throws {
        var ledger = Story()
        try ledger.record(EstablishProgramme(programme: id("aid"), name: "Aid", startsOn: date("2010-03-30")))
        try ledger.record(
            FormPairing(
                pairing: id("JS-KZ"), programme: id("aid"), donor: region("320000"), recipient: region("653000"),
                startsOn: date("2010-03-30")))
        try ledger.record(
            CommitFunds(
                agreement: id("A"), pairing: id("JS-KZ"), fiscalYear: 2014, amount: fen(100),
                agreedOn: date("2014-02-20")))
        try ledger.record(
            TransferFunds(transfer: id("T"), agreement: id("A"), amount: fen(90), sentOn: date("2014-03-18")))
        let sent = Lot(
            pairing: "JS-KZ", agreement: "A", transfer: "T", fiscalYear: 2014, since: date("2014-03-18"), amount: 90)
        #expect(ledger.whole("transit:T") == [sent])
        try ledger.record(ReceiveFunds(transfer: id("T"), receivedOn: date("2014-03-21")))
        var held = sent
        held.receivedOn = date("2014-03-21")
        held.since = date("2014-03-21")
        #expect(ledger.whole("holding:653000") == [held])
        try ledger.record(
            ForwardFunds(
                transfer: id("F"), from: region("653000"), to: region("653001"), amount: fen(90),
                sentOn: date("2014-04-01")))
        try ledger.record(ReceiveFunds(transfer: id("F"), receivedOn: date("2014-04-09")))
        held.since = date("2014-04-09")
        #expect(ledger.whole("holding:653001") == [held])
        // Sent back by a reversal, it does not become young again.
        let position = Int64(ledger.events.count - 1)
        try ledger.reverse(position, on: date("2014-05-01"))
        try ledger.reverse(position - 1, on: date("2014-05-02"))
        held.since = date("2014-03-21")
        #expect(ledger.whole("holding:653000") == [held])
        let agreement = try #require(ledger.funds.agreements.rows[.init("A")])
        #expect(agreement.promised == 100 && agreement.sent == 90 && agreement.received == 90)
        let forwarded = try #require(ledger.funds.transfers.rows[.init("F")])
        #expect(forwarded.sent == 0 && forwarded.received == 0)
    }

    @Test("takes money that is not there from nobody known, and gives it back to nobody known when it comes")
    func missingMoney() throws {
        let spent = "spent:K"
        var funds = Funds()
        try funds.apply(Self.spending(60, at: 0))
        #expect(funds.accounts.rows[.init("project:K", "CNY")]?.lots == [.unattributed(-60)])
        #expect(funds.accounts.rows[.init(spent, "CNY")]?.lots == [.unattributed(60)])
        var lots = try #require(funds.accounts.rows[.init("project:K", "CNY")]).lots
        lots.append(merging: Lot(pairing: "A", agreement: nil, amount: 50))
        #expect(lots == [.unattributed(-10)])
        lots.append(merging: Lot(pairing: "A", agreement: nil, amount: 50))
        #expect(lots == [Lot(pairing: "A", agreement: nil, amount: 40)])
    }

    private static func spending(_ amount: Int64, at position: Int) throws -> ProjectedEvent {
        let events = Workload.events(300, seed: 11)
        guard
            case .fundsSpent(let spent)? = events.first(where: {
                if case .fundsSpent = $0.event { true } else { false }
            })?.event
        else { preconditionFailure("no payment in the workload") }
        return try DecidedEvent(
            stream: StreamName(.project, id("K")), expectedVersion: 0, effectiveOn: date("2014-06-30"),
            event: .fundsSpent(spent),
            postings: [
                Posting(.project(id("K"), .fiscal), fen(-amount)), Posting(.spent(id("K"), .fiscal), fen(amount)),
            ]
        ).projected(at: position)
    }
}

/// A ledger in memory to which a few requests are put.
private struct Story {
    private var books = Books()
    private var balances: [Account: Int64] = [:]
    private(set) var events: [DecidedEvent] = []
    private(set) var funds = Funds()

    mutating func record(_ request: any Request) throws {
        while true {
            let missing = books.missing(from: request.needs(knowing: books))
            if missing.isEmpty { break }
            missing.streams.forEach { books.noteRead($0) }
            for account in missing.accounts { books.note(balance: balances[account] ?? 0, of: account) }
        }
        for event in try request.decide(on: books) {
            books.take(event)
            for posting in event.postings { balances[posting.account, default: 0] += posting.amount.minorUnits }
            try funds.apply(event.projected(at: events.count))
            events.append(event)
        }
    }

    /// Takes back what stands at a position.
    mutating func reverse(_ position: Int64, on date: CalendarDate) throws {
        let decided = events[Int(position)]
        books.note(
            RecordedEntry(
                position: position, stream: decided.stream, date: decided.effectiveOn, event: decided.event,
                postings: decided.postings), at: position)
        try record(ReverseEntry(position: position, reversedOn: date, reason: "recorded by mistake"))
    }

    /// Whose the money of an account is.
    func lots(_ account: String) -> [Lot] { whole(account).map(\.origin) }

    func whole(_ account: String) -> [Lot] { funds.accounts.rows[.init(account, "CNY")]?.lots ?? [] }
}
