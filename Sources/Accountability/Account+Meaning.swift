import Assistance

extension Account.Kind {
    /// What the money is that lies in accounts of this kind.
    var holds: String {
        switch self {
        case .donor: "given by donors"
        case .committed: "promised, not yet sent"
        case .transit: "sent, not yet received"
        case .holding: "received, not yet allocated"
        case .project: "allocated, not yet spent"
        case .spent: "spent"
        }
    }
}
