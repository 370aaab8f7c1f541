/// The events of one thing, in order: `transfer/T1`.
public struct StreamName: Hashable, Sendable, LosslessStringConvertible {
    public let kind: Kind
    public let identifier: Identifier

    public init(_ kind: Kind, _ identifier: Identifier) {
        self.kind = kind
        self.identifier = identifier
    }

    /// As it stands in an entry.
    public var description: String { "\(kind.rawValue)/\(identifier)" }

    public init?(_ description: String) {
        let parts = description.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])),
            let identifier = Identifier(String(parts[1]))
        else { return nil }
        self.init(kind, identifier)
    }
}

extension StreamName {
    /// What kind of thing it is. A payment has no events of its own: it is one of its project's.
    public enum Kind: String, CaseIterable, Sendable {
        case programme, pairing, agreement, transfer, project, payment
        case region, policy, finding, report
        case indicator, document
        case claim
        case cooperation
        case statement, reconciliation
        case activity, organisation

        /// How one is put on record, for whoever names one that is not.
        func recording(_ id: Identifier) -> String {
            switch self {
            case .programme: "pairledger programme establish \(id) …"
            case .pairing: "pairledger pairing form \(id) …"
            case .agreement: "pairledger commit \(id) …"
            case .transfer: "pairledger transfer \(id) …"
            case .project: "pairledger project propose \(id) …"
            case .region: "pairledger region designate \(id) …"
            case .policy: "pairledger policy set \(id) …"
            case .finding: "pairledger finding raise \(id) …"
            case .report: "pairledger report publish \(id) …"
            case .indicator: "pairledger outcome define \(id) …"
            case .document: "pairledger evidence attach …"
            case .payment: "pairledger spend \(id) …"
            case .claim: "pairledger claim publish \(id) …"
            case .cooperation: "pairledger cooperation second \(id) …"
            case .statement: "pairledger import camt053 …"
            case .reconciliation: "pairledger reconcile bank"
            case .activity, .organisation: "pairledger import iati …"
            }
        }
    }
}
