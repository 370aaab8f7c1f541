import Assistance
public import CanonicalJSON

/// Where an event stands in the log, and when it was.
public struct IATISource: Sendable, Hashable {
    public let position: Int64
    /// The SHA-256 of its leaf (RFC 6962).
    public let leaf: SIMD32<UInt8>
    public let effectiveOn: CalendarDate
    public let recordedAt: Instant
    /// Its number in its stream.
    public let version: Int64

    public init(
        position: Int64, leaf: SIMD32<UInt8>, effectiveOn: CalendarDate, recordedAt: Instant, version: Int64
    ) {
        self.position = position
        self.leaf = leaf
        self.effectiveOn = effectiveOn
        self.recordedAt = recordedAt
        self.version = version
    }

    var leafText: String { leaf.indices.map { leaf[$0] }.hexadecimal }
}

/// Money of one event as one activity reports it.
struct IATIFlow: Sendable {
    /// Code list TransactionType.
    ///
    /// Money that goes back is a negative amount of what it was when it came. A reimbursement (7) is something else in that list: money
    /// for what the receiver has spent already, which no event of a ledger is.
    enum Kind: Int, Sendable {
        case incomingFunds = 1
        case outgoingCommitment = 2
        case disbursement = 3
        case expenditure = 4
        case incomingCommitment = 11
    }

    var kind: Kind
    /// Minor units.
    var amount: Int64
    let source: IATISource
    let instrument: Instrument
    /// The agreement, transfer or payment that it is of; empty for an allocation.
    var subject = ""
    /// Of the other side: a pairing or a project.
    var counterpart: String?
    /// The region that pays or is paid.
    var region: RegionCode?
    /// An organisation that is paid.
    var payee: String?
    /// What was paid for.
    var category: String?

    /// The same money as the other side reports it.
    func mirrored(_ kind: Kind) -> IATIFlow {
        var flow = self
        flow.kind = kind
        return flow
    }

    func transaction(_ description: String, from provider: IATIElement?, to receiver: IATIElement?) -> IATIElement {
        IATIElement(
            "transaction", ["ref": "\(source.position)"],
            [
                .code("transaction-type", "\(kind.rawValue)"), .date("transaction-date", source.effectiveOn),
                .value(amount, on: source.effectiveOn), .texts("description", description),
            ] + [provider, receiver].compactMap { $0 } + [
                .event(source, ["instrument": instrument.rawValue])
            ])
    }
}

/// What of a ledger has no place in a file, by how often.
public struct IATIOmissions: Sendable, Hashable {
    /// Documents of kinds for which code list DocumentCategory has nothing.
    var documents = 0
    /// Documents that are about nothing that is an activity.
    var documentsElsewhere = 0
    /// Indicators of regions rather than projects.
    var indicators = 0
    /// Money that moved on days after the last recording: the standard has no transactions in the future.
    var future = 0
    /// Money that moved between accounts of which neither is one side's.
    var movements = 0

    public var notes: [String] {
        func note(_ count: Int, _ one: String, _ many: String) -> String? {
            count == 0 ? nil : count == 1 ? "1 \(one)" : "\(count) \(many)"
        }
        return [
            note(
                documents, "document is of a kind for which the standard has no category",
                "documents are of kinds for which the standard has no category"),
            note(
                documentsElsewhere, "document is about nothing that is an activity",
                "documents are about nothing that is an activity"),
            note(
                indicators, "indicator measures a region, and no activity",
                "indicators measure regions, and no activity"),
            note(
                future, "movement of money lies after the day of the last event",
                "movements of money lie after the day of the last event"),
            note(
                movements, "movement of money has no type of transaction",
                "movements of money have no type of transaction"),
        ].compactMap { $0 }
    }
}
