import Assistance
import CanonicalJSON
import Journal
import Testing

@testable import Projection

/// A ledger in memory that puts on record what it is asked to, as its rules allow it.
struct AskedLedger {
    private var books = Books()
    private var balances: [Account: Int64] = [:]
    private(set) var decided: [DecidedEvent] = []
    private var actors: [String] = []

    /// Puts requests on record, one after the other.
    mutating func record(by actor: String = "clerk", _ requests: any Request...) throws {
        for request in requests { try record(request, by: actor) }
    }

    private mutating func record(_ request: any Request, by actor: String) throws {
        books.actor = actor
        while true {
            let missing = books.missing(from: request.needs(knowing: books))
            if missing.isEmpty { break }
            missing.streams.forEach { books.noteRead($0) }
            for account in missing.accounts { books.note(balance: balances[account] ?? 0, of: account) }
            for position in missing.positions { books.note(entry(at: position), at: position) }
        }
        for event in try request.decide(on: books) {
            books.take(event)
            for posting in event.postings { balances[posting.account, default: 0] += posting.amount.minorUnits }
            decided.append(event)
            actors.append(actor)
        }
    }

    private func entry(at position: Int64) -> RecordedEntry? {
        guard decided.indices.contains(Int(position)) else { return nil }
        let event = decided[Int(position)]
        return RecordedEntry(
            position: position, stream: event.stream, date: event.effectiveOn, event: event.event,
            postings: event.postings)
    }

    /// Where the last event stands.
    var last: Int64 { Int64(decided.count - 1) }

    /// The event at a position, as a read model sees it.
    func event(at position: Int64) throws -> ProjectedEvent {
        let index = Int(position)
        return try decided[index].projected(at: index, by: actors[index])
    }

    /// All events, for the journal.
    func newEvents() throws -> [NewEvent] { try decided.indices.map { try decided[$0].newEvent($0, by: actors[$0]) } }

    /// What a model makes of the events up to a day.
    func fold<Model: ReadModel>(_: Model.Type, asOf date: CalendarDate? = nil) throws -> Model {
        var model = Model()
        for index in decided.indices where date.map({ decided[index].effectiveOn <= $0 }) ?? true {
            try model.apply(event(at: Int64(index)))
        }
        return model
    }
}

extension AskedLedger {
    /// A ledger in which Artux, 653001, received 1,000 fen of Jiangsu.
    static func funded() throws -> AskedLedger {
        var ledger = AskedLedger()
        try ledger.record(
            EstablishProgramme(
                programme: id("XJ"), name: "Paired assistance to Xinjiang", startsOn: date("2010-03-01")),
            FormPairing(
                pairing: id("JS-KZ"), programme: id("XJ"), donor: region("320000"), recipient: region("653000"),
                startsOn: date("2010-03-30")),
            CommitFunds(
                agreement: id("A1"), pairing: id("JS-KZ"), fiscalYear: 2014, amount: fen(1_000),
                agreedOn: date("2014-02-20")),
            TransferFunds(
                transfer: id("T1"), agreement: id("A1"), amount: fen(1_000), sentOn: date("2014-03-18"),
                to: region("653001")),
            ReceiveFunds(transfer: id("T1"), receivedOn: date("2014-03-21")))
        return ledger
    }
}

/// A plan of 500 fen, of which the aid pays 300.
func plan(
    in place: String = "653001", _ scope: Place.Scope = .own, for purpose: Purpose = .education, total: Int64 = 500,
    aid: Int64 = 300
) -> ProjectPlan {
    ProjectPlan(
        name: "Village school", place: Place(region: region(place), scope: scope), purpose: purpose,
        plannedTotal: fen(total), plannedAid: fen(aid))
}

func approval(of project: String = "K1", _ plan: ProjectPlan? = plan(), on day: String = "2014-01-10") -> ApproveProject
{
    ApproveProject(project: id(project), plan: plan, approvedOn: date(day))
}

func allocation(to project: String = "K1", _ amount: Int64 = 300, on day: String = "2014-04-08") -> AllocateFunds {
    AllocateFunds(project: id(project), from: region("653001"), amount: fen(amount), allocatedOn: date(day))
}

func payment(
    _ payment: String, of project: String = "K1", _ amount: Int64, under contract: String? = nil,
    on day: String = "2014-06-12"
) -> SpendFunds {
    SpendFunds(
        payment: id(payment), project: id(project), amount: fen(amount), payee: "项目施工单位",
        contract: contract.map(id), paidOn: date(day))
}

func reversal(of position: Int64, on day: String = "2014-12-31") -> ReverseEntry {
    ReverseEntry(position: position, reversedOn: date(day), reason: "Typed wrong")
}

func state<Content: Statement>(_ content: Content, of thing: String, on day: String) -> State<Content> {
    State(content, of: id(thing), on: date(day))
}

/// The SHA-256 whose digits are all this one.
func digest(_ digit: Character) -> String { String(repeating: digit, count: 64) }

func document(_ digit: Character) throws -> DocumentDescription {
    DocumentDescription(
        digest: try #require(DocumentDigest(digest(digit))), bytes: 1_000, mediaType: MediaType(ofFileNamed: "a.pdf"),
        title: "Report")
}
