import Assistance
import CanonicalJSON
import Journal
import Testing

@testable import Projection

@Suite("The read model \"position\"")
struct PositionModelTests {
    private typealias Rows = [PositionModel.Key: PositionModel.Row]

    @Test(
        "has every fen where a model of single fen has it, after every event",
        arguments: [1, 7, 42, 20_141_031, 0xC0FFEE])
    func oracle(seed: UInt64) throws {
        let events = Workload.events(400, seed: seed)
        var rows: Rows = [:]
        var oracle = FenOracle()
        for (position, decided) in events.enumerated() {
            let context: Comment = "seed \(seed), position \(position): \(decided.event)"
            let before = rows
            let touched = try PositionModel.fold(decided.projected(at: position), into: &rows)
            oracle.take(decided)

            try #require(rows.sum == 0, context)
            try #require(rows.amounts == oracle.amounts, context)
            for posting in decided.postings where posting.account.kind.isGuarded {
                let account = posting.account.description
                try #require(rows.queue(account) == oracle.queue(account), context)
            }
            let changed = Set(rows.keys).union(before.keys).filter { rows[$0] != before[$0] }
            try #require(changed.isSubset(of: touched), context)
            try #require(Self.isNormal(rows), context)
        }
        try checkSubjects(rows, oracle, seed)
        let types = Set(events.map { type(of: $0.event.payload).type })
        #expect(types.count == 16, "seed \(seed): only \(types.sorted())")
        let beyond = events.contains { decided in
            if case .fundsTransferred(let event) = decided.event { event.uncommitted.isPositive } else { false }
        }
        #expect(beyond, "seed \(seed): nothing was sent beyond a promise")
        let mixed = rows.values.contains { row in
            if case .lots(let lots) = row { Set(lots.map(\.pairing)).count > 1 } else { false }
        }
        #expect(mixed, "seed \(seed): no account has money of two pairings")
    }

    /// Rows exist only for what is there: no empty lots, no two neighbours that could be one.
    private static func isNormal(_ rows: Rows) -> Bool {
        rows.allSatisfy { key, row in
            guard case .account(let account, _) = key, case .lots(let lots) = row else { return true }
            let isDonor = account.hasPrefix("donor:")
            return !lots.isEmpty && lots.allSatisfy { isDonor ? $0.amount != 0 : $0.amount > 0 }
                && zip(lots, lots.dropFirst()).allSatisfy {
                    ($0.pairing, $0.agreement?.description ?? "") != ($1.pairing, $1.agreement?.description ?? "")
                }
        }
    }

    private func checkSubjects(_ rows: Rows, _ oracle: FenOracle, _ seed: UInt64) throws {
        var (pairings, projects) = (0, 0)
        for (key, row) in rows {
            switch (key, row) {
            case (.pairing(let id), .pairing(let pairing)):
                let formed = try #require(oracle.pairings[id], "seed \(seed)")
                #expect(pairing == PositionPairing(formed))
                pairings += 1
            case (.project(let id), .project(let project)):
                let approved = try #require(oracle.projects[id]?.plan, "seed \(seed)")
                #expect(project.name == approved.name && project.nameZH == approved.nameZH)
                #expect(project.place == approved.place && project.purpose == approved.purpose)
                #expect(project.plannedAid == 300 && project.plannedTotal == 500)
                #expect(project.approvedOn == date("2014-01-10"))
                let work = oracle.work[id]
                #expect(project.workAidDone == work?.aid ?? 0, "seed \(seed), \(id)")
                #expect(project.workTotalDone == work?.total ?? 0, "seed \(seed), \(id)")
                #expect(project.workAsOf?.description == work?.on, "seed \(seed), \(id)")
                projects += 1
            case (.account, .lots): break
            default: Issue.record("\(key) has \(row)")
            }
        }
        #expect(pairings == oracle.pairings.count && projects == oracle.projects.count)
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
                Lot(pairing: id("JS-KZ"), agreement: id("JS-KZ-2014"), amount: 100),
                Lot(pairing: id("JS-KZ"), agreement: nil, amount: 30),
                Lot(pairing: id("GD-KZ"), agreement: id("GD-KZ-2014"), amount: 20),
            ])
        #expect(
            ledger.lots("holding:653000") == [
                Lot(pairing: id("GD-KZ"), agreement: id("GD-KZ-2014"), amount: 80),
                Lot(pairing: id("GD-KZ"), agreement: nil, amount: 30),
            ])
        #expect(
            ledger.lots("donor:320000") == [
                Lot(pairing: id("JS-KZ"), agreement: id("JS-KZ-2014"), amount: -100),
                Lot(pairing: id("JS-KZ"), agreement: nil, amount: -30),
            ])
    }

    @Test("takes the work report of the latest day, however late an earlier one is recorded")
    func latestReport() throws {
        var ledger = Story()
        try ledger.record(
            ApproveProject(
                project: id("K"),
                plan: ProjectPlan(
                    name: "School", place: Place(region: region("653001")), purpose: .education,
                    plannedTotal: fen(500), plannedAid: fen(300)), approvedOn: date("2014-01-10")))
        for (day, done) in [("2014-06-30", 50), ("2014-10-31", 200), ("2014-08-31", 120), ("2014-10-31", 190)] {
            try ledger.record(
                ReportWork(project: id("K"), aidDone: fen(Int64(done)), totalDone: fen(300), reportedOn: date(day)))
        }
        guard case .project(let project)? = ledger.rows[.project(id("K"))] else {
            Issue.record("no row of the project")
            return
        }
        #expect(project.workAidDone == 190)
        #expect(project.workAsOf == date("2014-10-31"))
    }

    @Test("refuses work on a project that was never approved, and stays as it was")
    func unapproved() throws {
        var ledger = Story()
        try ledger.record(
            ApproveProject(
                project: id("K"),
                plan: ProjectPlan(
                    name: "School", place: Place(region: region("653001")), purpose: .education,
                    plannedTotal: fen(500), plannedAid: fen(300)), approvedOn: date("2014-01-10")))
        try ledger.record(
            ReportWork(project: id("K"), aidDone: fen(1), totalDone: fen(2), reportedOn: date("2014-06-30")))
        let report = try #require(ledger.events.last)
        var rows: Rows = [:]
        let error = try #require(throws: ReadModelError.self) {
            _ = try PositionModel.fold(report.projected(at: 0), into: &rows)
        }
        #expect(error.description == "WorkReported stands in project/K, which was never approved")
        #expect(rows.isEmpty)
    }

    @Test("refuses a movement of money that is not there, and stays as it was")
    func missingMoney() throws {
        let events = Workload.events(300, seed: 11)
        let spending = try #require(events.first { if case .fundsSpent = $0.event { true } else { false } })
        var rows: Rows = [:]
        let error = try #require(throws: ReadModelError.self) {
            _ = try PositionModel.fold(spending.projected(at: 0), into: &rows)
        }
        let amount = try #require(spending.postings.last).amount.minorUnits
        let account = try #require(spending.postings.first).account
        #expect(
            error.description == "\(amount) minor units are moved through \(account), \(amount) more than are there")
        #expect(rows.isEmpty)
    }
}

/// A ledger in memory to which a few requests are put.
private struct Story {
    private var books = Books()
    private var balances: [Account: Int64] = [:]
    private(set) var events: [DecidedEvent] = []
    private(set) var rows: [PositionModel.Key: PositionModel.Row] = [:]

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
            _ = try PositionModel.fold(event.projected(at: events.count), into: &rows)
            events.append(event)
        }
    }

    func lots(_ account: String) -> [Lot] {
        if case .lots(let lots)? = rows[.account(account, currency: "CNY")] { lots } else { [] }
    }
}
