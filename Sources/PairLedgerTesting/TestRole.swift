/// The logins that a test cluster lets in.
public enum TestRole: String, CaseIterable, Sendable {
    /// A superuser.
    case admin = "pairledger_admin"
    case recorder = "pairledger_recorder"
    case projector = "pairledger_projector"
    case inspector = "pairledger_inspector"
    case observer = "pairledger_observer"
}
