public import Assistance
import CanonicalJSON
import FoundationEssentials
public import Interchange

/// A national ledger of paired assistance from 2016 to 2025 as it might be: the real programmes, pairings and counties, and money,
/// projects and people that never were. Every event is what a request asked for and the ledger's rules allowed.
///
/// The same seed, number and kind give the same events, byte for byte, on every machine. Each event's data has a member `sample`
/// with the seed, so that nobody takes it for a fact; readers of events pass over members that they do not know.
public struct SampleLedger: Sendable {
    /// How many events there must be for pairings, money and projects to occur among them.
    public static let eventsMin = 100

    public let seed: Int64
    public let events: Int
    /// All that has happened so far.
    public private(set) var books = Books()
    /// How many events were made so far.
    public private(set) var count = 0

    private let pairs: [PlannedPair]
    private var plan: Plan
    private var year = Plan.years.lowerBound
    /// The steps of the year, the next one last.
    private var due: [Step] = []
    /// The events of the last step, the next one last.
    private var decided: [DecidedEvent] = []
    private var step: Step?
    /// The last event that was made.
    private var last: RecordedEntry?
    private var tally = SampleTally()
    private let identifiers: EventIdentifiers

    /// - Parameters:
    ///   - seed: from 0 to 2⁵³−1.
    ///   - events: how many, ``eventsMin`` at least.
    ///   - irregularities: whether there are cases of what the red-flag rules look for; ``answers`` are where and what.
    public init(seed: Int64, events: Int, irregularities: Bool = false) {
        self.seed = seed
        self.events = events
        // Few events are for few pairings, else none of them would get anywhere.
        let all = PlannedPair.all.filter { pair in
            events >= 20_000 || pair.isActive(in: Plan.years.upperBound) || pair.isActive(in: Plan.years.lowerBound + 1)
        }
        let pairCount = min(all.count, max(2, events / 300))
        pairs = (0..<pairCount).map { all[$0 * all.count / pairCount] }
        let key = SampleRandom.mix(UInt64(seed)) ^ SampleRandom.mix(UInt64(events) << 1 | (irregularities ? 1 : 0))
        identifiers = EventIdentifiers(key: SampleRandom.mix(key))
        plan = Plan(seed: key, irregularities: irregularities)
        plan.planPairings(pairs)
        planYear()
    }

    /// What the rules have to find among the events made so far.
    public var answers: [Answer] { plan.answers.filter(\.isProved) + tally.answers }

    /// The next event; nil after the last.
    ///
    /// - Throws: `Refusal`, if the plan asks for what the rules do not allow: a defect of the plan.
    public mutating func next() throws(Refusal) -> SampleEvent? {
        guard count < events else { return nil }
        while decided.isEmpty {
            guard let next = nextStep() else { return nil }
            books.actor = next.actor
            var request = next.request
            if let publishing = request as? PublishReport, let last {
                request = publishing.resting(on: Int64(count))
                books.note(last, at: last.position)
            }
            decided = try request.decide(on: books).reversed()
            step = next
        }
        guard let event = decided.popLast(), let step else { return nil }
        for posting in event.postings {
            books.note(balance: books.balance(of: posting.account).minorUnits, of: posting.account)
        }
        books.take(event)
        let id = identifiers.identifier(count)
        for answer in step.proves { plan.prove(answer, by: id) }
        // Of several events of a request the first proves it.
        self.step?.proves = []
        tally.take(event, plan.sites, id)
        last = RecordedEntry(
            position: Int64(count), stream: event.stream, date: event.effectiveOn, event: event.event,
            postings: event.postings)
        count += 1
        return SampleEvent(event, id: id, actor: step.actor, seed: seed)
    }

    private mutating func nextStep() -> Step? {
        while due.isEmpty {
            guard year < Plan.years.upperBound else { return nil }
            year += 1
            planYear()
        }
        return due.popLast()
    }

    /// Each year begins as much as every other, and four fifths of that happen in it; in the last year what happens must be
    /// enough.
    private mutating func planYear() {
        let (left, isLast) = (Plan.years.upperBound - year + 1, year == Plan.years.upperBound)
        let share = max(0, events - plan.count) * 20 / (left * 20 - 4)
        let (enough, missing) = (plan.count + share, events - count)
        plan.planYear(year, pairs, steps: share) { isLast ? $0.due >= missing : $0.count >= enough }
        due = plan.takeDue()
    }
}

/// One event of a sample, with what makes it fit to be appended.
public struct SampleEvent: Sendable {
    /// As it stands in a file.
    public let line: EventLine
    /// How many events its stream has before it.
    public let expectedVersion: Int64
    /// As it was decided.
    public let decided: DecidedEvent

    fileprivate init(_ decided: DecidedEvent, id: UUID, actor: String, seed: Int64) {
        self.decided = decided
        expectedVersion = decided.expectedVersion
        let payload = decided.event.payload
        var data = payload.statedData
        data["sample"] = .integer(seed)
        line = EventLine(
            id: id, actor: actor, stream: decided.stream, type: type(of: payload).type, v: type(of: payload).version,
            effectiveOn: decided.effectiveOn, data: data, postings: decided.postings)
    }
}

/// Makes identifiers that follow from a key and a number (RFC 9562, UUID version 8). They ascend with the number, so that an index
/// grows at its end.
private struct EventIdentifiers: Sendable {
    let key: UInt64

    func identifier(_ number: Int) -> UUID {
        let ordinal = UInt64(number)
        let high = key << 36 | (ordinal >> 12 & 0xF_FFFF) << 16 | 0x8000 | ordinal & 0xFFF
        let low = SampleRandom.mix(key ^ ordinal) >> 2 | 1 << 63
        return UUID(uuid: withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { $0.loadUnaligned(as: uuid_t.self) })
    }
}
