public import Assistance
public import CanonicalJSON
public import Journal
public import Projection

/// What a trace needs to know of the events and things that it shows.
public struct TraceDetails: Sendable {
    /// At the positions that the trace shows.
    public var events: [TracedEvent]
    /// To which things and events documents were attached, one for every time.
    public var attachments: [Attachment]
    public var findings: [FindingRow]
    public var indicators: [IndicatorRow]
    public var projects: [ProjectRow]
    public var pairings: [PairingRow]
    /// The last day on which money moved in the whole ledger; nil before any did.
    public var lastOn: CalendarDate?

    public init(
        events: [TracedEvent] = [], attachments: [Attachment] = [], findings: [FindingRow] = [],
        indicators: [IndicatorRow] = [], projects: [ProjectRow] = [], pairings: [PairingRow] = [],
        lastOn: CalendarDate? = nil
    ) {
        self.events = events
        self.attachments = attachments
        self.findings = findings
        self.indicators = indicators
        self.projects = projects
        self.pairings = pairings
        self.lastOn = lastOn
    }

    /// That a document is evidence of a thing, or of one of its events.
    public struct Attachment: Hashable, Sendable {
        /// The thing's stream, such as `project/K1`.
        public let about: String
        /// The version of the event in that stream; nil for the thing as a whole.
        public let event: Int64?

        /// Nil for an event that attaches nothing.
        public init?(_ event: AssistanceEvent) {
            guard case .evidenceAttached(let attached) = event else { return nil }
            about = attached.about.description
            self.event = attached.aboutEvent
        }

        public init(_ row: AttachmentRow) {
            about = row.about
            event = row.aboutEvent
        }
    }
}

extension TraceDetails {
    /// Of what a trace needs to know more.
    public struct Wanted: Sendable {
        /// To which documents may be attached.
        public var streams: [String]
        /// What findings may be about.
        public var subjects: [String]
        public var projects: [String]
        public var pairings: [String]
    }
}

extension Trace {
    /// - Parameter events: those that it shows.
    public func wanted(_ events: [TracedEvent]) -> TraceDetails.Wanted {
        let own = subject.description
        let things = accounts.values.compactMap { account in
            FindingSubject.account(account).thing.map { (account.kind, $0.description) }
        }
        // Documents about a region are not about the money that lies there.
        let streams = Set(things.lazy.filter { $0.0 != .holding && $0.0 != .donor }.map(\.1))
            .union(events.lazy.map(\.record.stream)).union([own])
        // Findings are about the things and accounts that the money came through, and about payments.
        let subjects = Set(accounts.keys).union(things.lazy.map(\.1))
            .union(events.lazy.compactMap { $0.payment.map { "payment/\($0)" } }).union([own])
        return TraceDetails.Wanted(
            streams: Array(streams), subjects: Array(subjects),
            projects: projects + (subject.kind == .project ? [subject.identifier.description] : []),
            pairings: pairings)
    }
}

/// An event that a trace shows, of which no more is read than is asked for: there may be very many.
public struct TracedEvent: Sendable {
    public let record: RecordedEvent

    public init(_ record: RecordedEvent) { self.record = record }

    /// What it says; nil where this program does not know such an event.
    var meaning: AssistanceEvent? {
        try? AssistanceEvent(type: record.type, version: record.v, data: record.statement)
    }

    /// How it moves money, where that is not in the usual way.
    ///
    /// - Throws: for an event that this program should know and does not.
    public func turn() throws -> MoneyTrail.Turn? {
        guard MoneyTrail.Turn.types.contains(record.type) else { return nil }
        return MoneyTrail.Turn(try AssistanceEvent(type: record.type, version: record.v, data: record.statement))
    }

    /// The identifier of the payment that it made, or took back.
    var payment: String? {
        switch record.type {
        case FundsSpent.type: return record.statement.text("payment")
        case EntryReversed.type:
            guard case .entryReversed(let reversed) = meaning, case .fundsSpent(let spent) = reversed.original else {
                return nil
            }
            return spent.payment.description
        default: return nil
        }
    }
}
