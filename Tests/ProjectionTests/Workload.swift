import Assistance
import CanonicalJSON
import FoundationEssentials
import Journal
import PairLedgerTesting

@testable import Projection

/// Events at random, as the rules of the ledger allow them: two donors, three pairings, of which two meet in one treasury, fiscal
/// money and donations, transfers beyond what was promised, receipts in parts.
struct Workload {
    private(set) var events: [DecidedEvent] = []
    private var books = Books()
    /// Only accounts in which something lies.
    private var balances: [Account: Int64] = [:]
    private var random: SplitMix64
    private var agreements: [Identifier] = []
    private var projects: [Identifier] = []

    private static let places = ["653000", "653001", "653023", "653024"].map(region)
    private static let pairings = [
        (id("JS-KZ"), region("320000"), region("653000")), (id("GD-KZ"), region("440000"), region("653000")),
        (id("JS-ART"), region("320000"), region("653001")),
    ]
    private static let start = date("2010-03-30")

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
        submit(EstablishProgramme(programme: id("aid"), name: "Aid", startsOn: Workload.start))
        for (pairing, donor, recipient) in Workload.pairings {
            submit(
                FormPairing(
                    pairing: pairing, programme: id("aid"), donor: donor, recipient: recipient, startsOn: Workload.start
                ))
        }
    }

    /// At least so many events, from the first on.
    static func events(_ count: Int, seed: UInt64) -> [DecidedEvent] {
        var workload = Workload(seed: seed)
        while workload.events.count < count { workload.step() }
        return workload.events
    }

    /// Asks for one thing, which may be refused.
    mutating func step() {
        switch Int.random(in: 0..<25, using: &random) {
        case 0: commit()
        case 1...3: transfer()
        case 4...7: receive()
        case 8, 9: forward()
        case 10: approve()
        case 11...13: allocate()
        case 14...16: spend()
        case 17: release()
        case 18: giveBack()
        case 19: reject()
        case 20, 21: reverse()
        case 22: revise()
        case 23: cancel()
        default: reportWork()
        }
    }

    private mutating func commit() {
        guard let pairing = Workload.pairings.randomElement(using: &random)?.0 else { return }
        let agreement = id("A\(events.count)")
        let instrument: Instrument = Int.random(in: 0..<4, using: &random) == 0 ? .socialDonation : .fiscal
        submit(
            CommitFunds(
                agreement: agreement, pairing: pairing, fiscalYear: 2014, instrument: instrument,
                amount: amount(to: 300), agreedOn: date("2014-02-20")))
        agreements.append(agreement)
    }

    private mutating func transfer() {
        guard let agreement = agreements.randomElement(using: &random) else { return }
        submit(
            TransferFunds(
                transfer: id("T\(events.count)"), agreement: agreement, amount: amount(to: 80),
                sentOn: date("2014-03-18")))
    }

    private mutating func reject() {
        guard let (account, balance) = any(.transit) else { return }
        let part = Bool.random(using: &random) ? amount(to: balance) : nil
        submit(
            RejectFunds(transfer: id(account.owner), amount: part, rejectedOn: date("2014-04-21"), reason: "Not ours"))
    }

    /// One of the latest, for what is older mostly has others resting on it.
    private mutating func reverse() {
        let position = max(0, events.count - 1 - Int.random(in: 0..<12, using: &random))
        submit(ReverseEntry(position: Int64(position), reversedOn: date("2014-12-31"), reason: "Typed wrong"))
    }

    private mutating func revise() {
        guard let agreement = agreements.randomElement(using: &random) else { return }
        submit(
            ReviseCommitment(
                agreement: agreement, amount: amount(to: 400), revisedOn: date("2014-05-01"), reason: "Budget"))
    }

    private mutating func cancel() {
        guard let agreement = agreements.randomElement(using: &random) else { return }
        submit(CancelCommitment(agreement: agreement, cancelledOn: date("2014-11-01"), reason: "Over"))
    }

    private mutating func receive() {
        guard let (account, balance) = any(.transit) else { return }
        let part = Bool.random(using: &random) ? amount(to: balance) : nil
        submit(ReceiveFunds(transfer: id(account.owner), amount: part, receivedOn: date("2014-03-21")))
    }

    private mutating func forward() {
        guard let (account, balance) = any(.holding), let to = Workload.places.randomElement(using: &random) else {
            return
        }
        submit(
            ForwardFunds(
                transfer: id("F\(events.count)"), from: region(account.owner), to: to, instrument: account.instrument,
                amount: amount(to: balance), sentOn: date("2014-03-27")))
    }

    private mutating func approve() {
        guard let place = Workload.places.randomElement(using: &random),
            let purpose = Purpose.allCases.randomElement(using: &random)
        else { return }
        let project = id("K\(events.count)")
        submit(
            ApproveProject(
                project: project,
                plan: ProjectPlan(
                    name: "Project \(project)", nameZH: Bool.random(using: &random) ? "项目" : nil,
                    place: Place(region: place, scope: Bool.random(using: &random) ? .own : .joint), purpose: purpose,
                    plannedTotal: fen(500), plannedAid: fen(300)), approvedOn: date("2014-01-10")))
        projects.append(project)
    }

    private mutating func allocate() {
        guard let (account, balance) = any(.holding), let project = projects.randomElement(using: &random) else {
            return
        }
        submit(
            AllocateFunds(
                project: project, from: region(account.owner), instrument: account.instrument,
                amount: amount(to: balance), allocatedOn: date("2014-04-08")))
    }

    private mutating func spend() {
        guard let (account, balance) = any(.project) else { return }
        submit(
            SpendFunds(
                payment: id("P\(events.count)"), project: id(account.owner), instrument: account.instrument,
                amount: amount(to: balance), payee: "项目施工单位", paidOn: date("2014-06-12")))
    }

    private mutating func release() {
        guard let (account, balance) = any(.project), let to = Workload.places.randomElement(using: &random) else {
            return
        }
        submit(
            ReleaseFunds(
                project: id(account.owner), to: to, instrument: account.instrument, amount: amount(to: balance),
                releasedOn: date("2014-11-20")))
    }

    private mutating func giveBack() {
        guard let (account, balance) = any(.holding), let agreement = agreements.randomElement(using: &random) else {
            return
        }
        submit(
            ReturnFunds(
                agreement: agreement, from: region(account.owner), amount: amount(to: balance),
                returnedOn: date("2014-12-10")))
    }

    private mutating func reportWork() {
        guard let project = projects.randomElement(using: &random) else { return }
        let aid = Int64.random(in: 0...300, using: &random)
        submit(
            ReportWork(
                project: project, aidDone: fen(aid), totalDone: fen(Int64.random(in: aid...500, using: &random)),
                reportedOn: date("2014-0\(Int.random(in: 5...9, using: &random))-30")))
    }

    private mutating func amount(to most: Int64) -> Money { fen(Int64.random(in: 1...most, using: &random)) }

    /// Some account of this kind in which something lies.
    private mutating func any(_ kind: Account.Kind) -> (Account, Int64)? {
        let live = balances.filter { $0.key.kind == kind }
        return live.sorted { $0.key.description < $1.key.description }.randomElement(using: &random)
    }

    /// Records what is asked if the rules allow it.
    private mutating func submit(_ request: any Request) {
        while true {
            let missing = books.missing(from: request.needs(knowing: books))
            if missing.isEmpty { break }
            missing.streams.forEach { books.noteRead($0) }
            for position in missing.positions {
                guard events.indices.contains(Int(position)) else {
                    books.note(nil, at: position)
                    continue
                }
                let event = events[Int(position)]
                books.note(
                    RecordedEntry(
                        position: position, stream: event.stream, date: event.effectiveOn, event: event.event,
                        postings: event.postings), at: position)
            }
            for account in missing.accounts { books.note(balance: balances[account] ?? 0, of: account) }
        }
        guard let decided = try? request.decide(on: books) else { return }
        for event in decided {
            books.take(event)
            for posting in event.postings {
                let balance = balances[posting.account, default: 0] + posting.amount.minorUnits
                balances[posting.account] = balance == 0 ? nil : balance
            }
        }
        events += decided
    }
}

extension DecidedEvent {
    private var entryPostings: [EntryPosting] {
        postings.map {
            EntryPosting(
                account: $0.account.description, amount: $0.amount.minorUnits, currency: $0.amount.currency.code)
        }
    }

    /// For the journal. The identifier comes of `ordinal`, so that the same event may be appended again.
    func newEvent(_ ordinal: Int, by actor: String = "tests") throws -> NewEvent {
        NewEvent(
            id: try UUID.derived(from: ["projection tests", .integer(Int64(ordinal))]), stream: stream.description,
            expectedVersion: expectedVersion == 0 ? .noStream : .exactly(expectedVersion),
            type: type(of: event.payload).type, v: type(of: event.payload).version, effectiveOn: effectiveOn,
            actor: actor, data: event.payload.statedData, postings: entryPostings)
    }

    /// As it would stand at `position` of a log.
    func projected(at position: Int, by actor: String = "tests") throws -> ProjectedEvent {
        let new = try newEvent(position, by: actor)
        let entry: JSONValue = [
            "actor": .string(new.actor), "causation": nil, "correlation": nil, "data": .object(new.data),
            "effective_on": "\(effectiveOn)", "id": .string(new.id.canonicalText), "ledger": "main",
            "position": .integer(Int64(position)),
            "postings": .array(
                new.postings.map {
                    ["account": .string($0.account), "amount": .integer($0.amount), "currency": .string($0.currency)]
                }), "recorded_at": "2014-12-31T00:00:00.000000Z", "recorder": "tests", "stream": .string(new.stream),
            "type": .string(new.type), "v": .integer(Int64(new.v)), "version": .integer(expectedVersion + 1),
        ]
        return ProjectedEvent(try RecordedEvent(entry: entry.canonicalBytes()))
    }
}
