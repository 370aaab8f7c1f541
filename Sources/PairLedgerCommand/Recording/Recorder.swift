import Assistance
import CanonicalJSON
import FoundationEssentials
import Glibc
import Journal

/// Puts requests on record: reads what they rest on, decides, and appends what was decided, as one atom.
struct Recorder {
    /// Reads the log, as one who may read it.
    let reader: Journal
    /// Appends to it, as one who may do that and nothing else.
    let writer: Journal
    let actor: String

    /// A request, with what makes it the same one when it is sent again.
    struct Submission {
        let request: any Request
        /// Nil for a request that is never the same as another.
        let key: String?
    }

    /// What became of a request.
    enum Outcome {
        /// `twin` is where an event stands that says the same, when nothing in the request tells a repetition from another one.
        case recorded([DecidedEvent], [Receipt], twin: Int64?)
        /// It was on record already: the first answer again.
        case replayed(RecordedEvent)
        /// What would have been recorded.
        case decided([DecidedEvent])
    }

    /// The requests that were refused, by their places among those submitted. Nothing of the others was recorded either.
    struct Refusals: Error {
        let refusals: [(index: Int, refusal: Refusal)]
    }

    /// How often somebody else may come in between reading and appending before that is reported.
    static let attempts = 20

    func record(_ submissions: [Submission], dryRun: Bool = false) async throws -> [Outcome] {
        let prepared = try submissions.map { try PreparedRequest($0, in: reader.ledger) }
        var attempt = 1
        while true {
            do {
                return try await attemptToRecord(prepared, dryRun: dryRun)
            } catch let error as JournalError where error.isRace && attempt < Recorder.attempts {
                attempt += 1
            }
        }
    }

    private func attemptToRecord(_ submissions: [PreparedRequest], dryRun: Bool) async throws -> [Outcome] {
        let recorded = try await findRecorded(submissions)
        var books = Books(actor: actor)
        try await read(into: &books, for: submissions.filter { recorded[$0.firstID] == nil }.map(\.request))
        var refusals: [(index: Int, refusal: Refusal)] = []
        var outcomes: [Outcome] = []
        var events: [NewEvent] = []
        var seen: Set<UUID> = []
        for (index, submission) in submissions.enumerated() {
            switch submission.verdict(recorded[submission.firstID], on: &books, after: &seen) {
            case .replayed(let event): outcomes.append(.replayed(event))
            case .decided(let decided):
                events += try submission.newEvents(decided, actor: actor)
                outcomes.append(.decided(decided))
            case .refused(let refusal): refusals.append((index, refusal))
            }
        }
        guard refusals.isEmpty else { throw Refusals(refusals: refusals) }
        if dryRun { return outcomes }
        // What was found on record may have been committed a moment ago and not be on the disk yet.
        if events.isEmpty { try await writer.flush() }
        var twin: Int64?
        if let only = submissions.first, submissions.count == 1, only.submission.key == nil,
            case .decided(let decided) = outcomes[0], let event = decided.first
        {
            twin = try await self.twin(of: event)
        }
        var receipts = try await writer.append(events)[...]
        return outcomes.map { outcome in
            guard case .decided(let decided) = outcome else { return outcome }
            defer { receipts = receipts.dropFirst(decided.count) }
            return .recorded(decided, Array(receipts.prefix(decided.count)), twin: twin)
        }
    }

    /// Where an event stands that says the same as this one.
    private func twin(of decided: DecidedEvent) async throws -> Int64? {
        let payload = decided.event.payload
        return try await reader.read(LogSelection(streams: [decided.stream.description])).last {
            $0.type == type(of: payload).type && $0.effectiveOn == decided.effectiveOn
                && $0.data == .object(payload.statedData)
        }?.position
    }

    func findRecorded(_ submissions: [PreparedRequest]) async throws -> [UUID: RecordedEvent] {
        let ids = submissions.filter { $0.submission.key != nil }.map(\.firstID)
        guard !ids.isEmpty else { return [:] }
        return Dictionary(try await reader.read(LogSelection(ids: Set(ids))).map { ($0.id, $0) }) { first, _ in first }
    }

    /// Reads what the requests rest on, until nothing more is needed.
    func read(into books: inout Books, for requests: [any Request]) async throws {
        while true {
            let needs = requests.reduce(into: Needs()) { $0.formUnion($1.needs(knowing: books)) }
            let missing = books.missing(from: needs)
            if missing.isEmpty { return }
            let byName = Dictionary(uniqueKeysWithValues: missing.streams.map { ($0.description, $0) })
            for event in try await reader.read(LogSelection(streams: Set(byName.keys))) {
                guard let stream = byName[event.stream] else { continue }
                let meaning = try AssistanceEvent(type: event.type, version: event.v, data: event.statement)
                books.replay(meaning, of: stream, on: event.effectiveOn, by: event.actor)
            }
            missing.streams.forEach { books.noteRead($0) }
            let balances = try await reader.balances(
                of: missing.accounts.map(\.description), in: Currency.cny.code)
            for account in missing.accounts { books.note(balance: balances[account.description] ?? 0, of: account) }
            for position in missing.positions {
                let events = try await reader.read(LogSelection(from: position, limit: 1))
                books.note(try events.first.flatMap { $0.position == position ? try $0.entry() : nil }, at: position)
            }
        }
    }
}

extension JournalError {
    /// Whether somebody else came in between reading and appending, so that deciding again may succeed.
    var isRace: Bool {
        switch self {
        case .wrongExpectedVersion, .overdrawn, .idempotencyConflict: true
        default: false
        }
    }
}

/// Who records, when nobody says so: the user of the operating system.
enum Actor {
    static var standard: String {
        if let actor = Environment["PAIRLEDGER_ACTOR"], !actor.isEmpty { return actor }
        let user = getpwuid(geteuid()).flatMap { $0.pointee.pw_name.map { String(cString: $0) } } ?? "uid\(geteuid())"
        var host = [CChar](repeating: 0, count: 256)
        guard gethostname(&host, host.count - 1) == 0 else { return user }
        return "\(user)@\(String(decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))"
    }
}
