public import CanonicalJSON

/// What is known of the things that requests refer to: the state that decisions are made on.
///
/// It is filled from the streams and accounts that requests need, and goes on by the events decided since, so that several
/// requests can be decided one after another before any of them is recorded.
public struct Books: Sendable {
    public internal(set) var programmes: [Identifier: Programme] = [:]
    public internal(set) var pairings: [Identifier: Pairing] = [:]
    public internal(set) var agreements: [Identifier: Agreement] = [:]
    public internal(set) var transfers: [Identifier: Transfer] = [:]
    public internal(set) var projects: [Identifier: Project] = [:]
    public internal(set) var regions: [Identifier: RegionRecord] = [:]
    public internal(set) var policies: [Identifier: Policy] = [:]
    public internal(set) var findings: [Identifier: Finding] = [:]
    public internal(set) var reports: [Identifier: PublishedReport] = [:]
    public internal(set) var indicators: [Identifier: Indicator] = [:]
    public internal(set) var documents: [Identifier: Document] = [:]
    /// The positions of the entries that were taken back, as far as their streams were read.
    public internal(set) var reversed: Set<Int64> = []
    /// Entries that were asked for by their positions; nil where there is none.
    private var entries: [Int64: RecordedEntry?] = [:]
    public internal(set) var secondments: [Identifier: Secondment] = [:]
    public internal(set) var statements: [Identifier: RecordedStatement] = [:]
    /// By the accounts that they are about: see ``Reconciliation/identifier(of:)``.
    public internal(set) var reconciliations: [Identifier: Reconciliation] = [:]
    /// What others reported.
    public internal(set) var reportedActivities: [Identifier: ReportedThing] = [:]
    public internal(set) var reportedOrganisations: [Identifier: ReportedThing] = [:]
    private var versions: [StreamName: Int64] = [:]
    private var balances: [Account: Int64] = [:]

    /// Who asks; decisions that must not be made by the person who made an earlier one compare it with that one's.
    public var actor: String

    public init(actor: String = "") { self.actor = actor }

    /// What of `needs` is not known yet.
    public func missing(from needs: Needs) -> Needs {
        Needs(
            streams: needs.streams.filter { versions[$0] == nil },
            accounts: needs.accounts.filter { balances[$0] == nil },
            positions: needs.positions.filter { entries[$0] == nil })
    }

    /// How many events the stream has: 0 when there is none, or when it was never asked for.
    public func version(of stream: StreamName) -> Int64 { versions[stream] ?? 0 }

    /// What lies in the account: zero when it was never used, and the largest amount there is when it is more than that.
    public func balance(of account: Account) -> Money {
        let most = Money.minorUnitsMax
        return Money(checked: min(max(balances[account] ?? 0, -most), most), .cny)
    }

    /// The entry at a position, if it was asked for and is there.
    public func entry(at position: Int64) -> RecordedEntry? { entries[position] ?? nil }

    /// Notes what stands at a position; nil for nothing.
    public mutating func note(_ entry: RecordedEntry?, at position: Int64) { entries[position] = .some(entry) }

    /// Notes that the stream was read, so that one without events is known to have none.
    public mutating func noteRead(_ stream: StreamName) { versions[stream] = versions[stream] ?? 0 }

    /// Notes what lies in an account, in minor units.
    public mutating func note(balance minorUnits: Int64, of account: Account) { balances[account] = minorUnits }

    /// Takes up an event that is on record.
    public mutating func replay(
        _ event: AssistanceEvent, of stream: StreamName, on date: CalendarDate, by actor: String
    ) {
        versions[stream, default: 0] += 1
        let version = versions[stream, default: 0]
        event.payload.apply(
            to: &self, Occurrence(stream: stream, date: date, actor: actor, version: version))
    }

    /// Takes up an event just decided, with what it moves.
    public mutating func take(_ decided: DecidedEvent) {
        replay(decided.event, of: decided.stream, on: decided.effectiveOn, by: actor)
        for posting in decided.postings where balances[posting.account] != nil {
            balances[posting.account]? += posting.amount.minorUnits
        }
    }
}
