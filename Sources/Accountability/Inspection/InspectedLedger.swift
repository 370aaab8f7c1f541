public import Assistance
public import CanonicalJSON
public import Projection

/// A ledger as the rules look at it on one day: what was paid, sent, promised, built and claimed, each with the positions of the events
/// that say so. Amounts are minor units.
public struct InspectedLedger: Sendable {
    /// The day on which it is looked at: the one that was asked for, or else the last on which anything happened.
    public internal(set) var day: CalendarDate?
    public internal(set) var pairings: [String: PairingRow] = [:]
    /// Those that stand: what was taken back is not among them. In the order in which they were recorded.
    public internal(set) var payments: [Payment] = []
    public internal(set) var transfers: [String: Transfer] = [:]
    public internal(set) var agreements: [String: Agreement] = [:]
    public internal(set) var projects: [String: Project] = [:]
    public internal(set) var indicators: [String: Indicator] = [:]
    /// Money that a tier passed on, or that still lies there.
    public internal(set) var stays: [Stay] = []
    /// Accounts of regions and projects in which money lies.
    public internal(set) var accounts: [AccountRow] = []
    /// By such accounts, the events that brought money there.
    public internal(set) var arrivals: [String: [Int64]] = [:]
    /// What projects were given of a pairing's money of a fiscal year, and have not given back.
    public internal(set) var given: [Year: [Given]] = [:]
    /// What banks say of accounts, with what the ledger has of these.
    public internal(set) var banks: [BankRecord] = []
    public internal(set) var findings: [FindingRow] = []
    public internal(set) var publications: [Publication] = []
    /// Of what was recorded much later than it happened.
    public internal(set) var delays: [Delay] = []

    public init() {}

    /// Something that happened on a day.
    public struct Act: Hashable, Sendable {
        public var on: CalendarDate
        public var amount: Int64 = 0
        public var actor: String = ""
        public var position: Int64
    }

    public struct Payment: Hashable, Sendable {
        public var payment: String
        public var project: String
        public var amount: Int64
        public var payee: String
        public var category: String?
        public var contract: String?
        public var invoice: DocumentDigest?
        public var payeeKind: PayeeKind?
        public var payeeDigest: DocumentDigest?
        public var on: CalendarDate
        public var position: Int64
        /// Whose money most of it is, and of which year of the donor's budget; nil and 0 where nobody can say.
        public var pairing: String?
        public var fiscalYear: Int32 = 0
        /// The part of it that no donor stands behind: nobody gave it, or it came only after it was paid.
        public var unfounded: Int64 = 0
    }

    public struct Transfer: Hashable, Sendable {
        /// Nil for what a tier sent on to the next.
        public var pairing: String?
        public var agreement: String?
        public var sender: RegionCode
        public var receiver: RegionCode
        public var offPair: String?
        public var sent: Act
        public var receipts: [Act] = []
        public var rejections: [Act] = []
        /// Whether the receiver expects no more of it.
        public var isClosed = false
        public var isTakenBack = false

        public var received: Int64 { receipts.reduce(0) { $0 + $1.amount } }
        public var rejected: Int64 { rejections.reduce(0) { $0 + $1.amount } }
        public var acts: [Act] { [sent] + receipts + rejections }
    }

    public struct Agreement: Hashable, Sendable {
        public var pairing: String
        public var dueOn: CalendarDate?
        public var offPair: String?
        /// The promise and its changes; those that lower it are below zero.
        public var promises: [Act] = []

        public var promised: Int64 { promises.reduce(0) { $0 + $1.amount } }
    }

    /// A list of those who are entitled to payments.
    public struct Entitlement: Hashable, Sendable {
        public var persons: Set<DocumentDigest>
        public var startsOn: CalendarDate
        public var endsOn: CalendarDate
        public var position: Int64
    }

    public struct Project: Hashable, Sendable {
        public var place: RegionCode?
        public var purpose: Purpose?
        public var implementer: String?
        public var proposed: Act?
        public var approved: Act?
        public var plannedEnd: CalendarDate?
        /// What the aid is to pay, from the approval on, as it was revised.
        public var budgets: [Act] = []
        /// What it was given; what it gave back is below zero.
        public var allocations: [Act] = []
        public var contracts: [Contract] = []
        public var started: Act?
        public var work: [Act] = []
        public var completed: Act?
        /// The amount is 1 where it was in use, and 0 where not.
        public var inspections: [Act] = []
        public var ended: Act?
        /// Who is entitled to what it pays out; none when nobody said.
        public var entitlements: [Entitlement] = []
        /// Documents by which it was made public.
        public var disclosures: [Act] = []

        public var allocated: Int64 { allocations.reduce(0) { $0 + $1.amount } }
    }

    public struct Contract: Hashable, Sendable {
        public var contract: String
        public var supplier: String
        /// Nil for the project's implementer.
        public var buyer: String?
        public var method: ProcurementMethod
        public var awarded: Act
    }

    public struct Indicator: Hashable, Sendable {
        public var project: String?
        public var eligible: Int64?
        public var position: Int64
        public var reports: [Claim] = []
        public var counts: [Count] = []
    }

    /// What was reported of an outcome.
    public struct Claim: Hashable, Sendable {
        /// As verifications refer to it.
        public var number: Int64
        public var value: Int64
        public var periodStart: CalendarDate
        public var periodEnd: CalendarDate
        public var reportedBy: String
        public var act: Act
        public var verifications: [Verification] = []
    }

    public struct Verification: Hashable, Sendable {
        public var by: String
        public var act: Act
    }

    /// Those who benefit, counted.
    public struct Count: Hashable, Sendable {
        public var persons: Int64
        public var eligible: Int64?
        public var list: DocumentDigest?
        public var act: Act
    }

    /// A fiscal year of a pairing.
    public struct Year: Hashable, Sendable {
        public var pairing: String
        /// 0 where nobody can say.
        public var year: Int
    }

    /// What one project was given.
    public struct Given: Hashable, Sendable {
        public var project: String
        public var place: RegionCode?
        public var purpose: Purpose?
        public var amount: Int64 = 0
        public var positions: [Int64] = []
    }

    /// Money that lay with a tier that is not the last.
    public struct Stay: Hashable, Sendable {
        /// By which the donor sent it.
        public var transfer: String
        public var pairing: String?
        public var holder: RegionCode
        public var amount: Int64
        public var since: CalendarDate
        /// Nil while it still lies there.
        public var until: CalendarDate?
        /// Of the event that passed it on; nil while none did.
        public var position: Int64?
    }

    public struct Publication: Hashable, Sendable {
        public var report: String
        public var startsOn: CalendarDate
        public var endsOn: CalendarDate
        /// How many events the report rests on.
        public var knownAt: Int64
        public var act: Act
        /// What was recorded later and happened in its period.
        public var changes: [Act] = []
    }

    public struct Delay: Hashable, Sendable {
        public var stream: String
        public var days: Int
        public var act: Act
    }
}
