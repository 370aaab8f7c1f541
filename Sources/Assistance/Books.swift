public import CanonicalJSON

/// What is known of the things that requests refer to: the state that decisions are made on.
///
/// It is filled from the streams and accounts that requests need, and goes on by the events decided since, so that several
/// requests can be decided one after another before any of them is recorded.
public struct Books: Sendable {
    public private(set) var programmes: [Identifier: Programme] = [:]
    public private(set) var pairings: [Identifier: Pairing] = [:]
    public private(set) var agreements: [Identifier: Agreement] = [:]
    public private(set) var transfers: [Identifier: Transfer] = [:]
    public private(set) var projects: [Identifier: Project] = [:]
    private var versions: [StreamName: Int64] = [:]
    private var balances: [Account: Int64] = [:]

    public init() {}

    /// What of `needs` is not known yet.
    public func missing(from needs: Needs) -> Needs {
        Needs(
            streams: needs.streams.filter { versions[$0] == nil },
            accounts: needs.accounts.filter { balances[$0] == nil })
    }

    /// How many events the stream has: 0 when there is none, or when it was never asked for.
    public func version(of stream: StreamName) -> Int64 { versions[stream] ?? 0 }

    /// What lies in the account: zero when it was never used, and the largest amount there is when it is more than that.
    public func balance(of account: Account) -> Money {
        let most = Money.minorUnitsMax
        return Money(checked: min(max(balances[account] ?? 0, -most), most), .cny)
    }

    /// Notes that the stream was read, so that one without events is known to have none.
    public mutating func noteRead(_ stream: StreamName) { versions[stream] = versions[stream] ?? 0 }

    /// Notes what lies in an account, in minor units.
    public mutating func note(balance minorUnits: Int64, of account: Account) { balances[account] = minorUnits }

    /// Takes up an event that is on record.
    public mutating func replay(_ event: AssistanceEvent, of stream: StreamName, on date: CalendarDate) {
        versions[stream, default: 0] += 1
        apply(event, of: stream, on: date)
    }

    /// Takes up an event just decided, with what it moves.
    public mutating func take(_ decided: DecidedEvent) {
        replay(decided.event, of: decided.stream, on: decided.effectiveOn)
        for posting in decided.postings where balances[posting.account] != nil {
            balances[posting.account]? += posting.amount.minorUnits
        }
    }

    private mutating func apply(_ event: AssistanceEvent, of stream: StreamName, on date: CalendarDate) {
        let id = stream.identifier
        switch event {
        case .programmeEstablished(let event): programmes[id] = Programme(event)
        case .pairingFormed(let event): pairings[id] = Pairing(event)
        case .fundsCommitted(let event): agreements[id] = Agreement(event, agreedOn: date)
        case .fundsTransferred(let event): transfers[id] = Transfer(event, sentOn: date)
        case .fundsForwarded(let event): transfers[id] = Transfer(event, sentOn: date)
        case .fundsReceived(let event): transfers[id]?.receive(event)
        case .projectApproved(let event): projects[id] = Project(event, approvedOn: date)
        case .fundsReturned(let event): agreements[id]?.giveBack(event)
        case .fundsAllocated, .fundsSpent, .workReported, .fundsReleased: break
        }
    }
}
