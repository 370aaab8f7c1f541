import CanonicalJSON

extension Project {
    /// How far a project has come.
    public enum Stage: String, CaseIterable, Sendable {
        case proposed, approved, started, suspended, completed
        /// Completed and settled: no payment follows.
        case closed
        case cancelled
    }

    /// What can happen to a project after it was proposed.
    enum Step {
        case approval, budgetRevision, contract, start, milestone, workReport, suspension, resumption, completion
        case useInspection, cancellation, closing
        case allocation, payment, release

        /// The stages in which it can happen. A published record often has no start, so that what follows one follows the approval
        /// as well.
        fileprivate var stages: Set<Stage> {
            switch self {
            case .approval: [.proposed]
            case .budgetRevision, .contract, .milestone: [.approved, .started, .suspended]
            case .start: [.approved]
            case .suspension, .completion: [.approved, .started]
            case .resumption: [.suspended]
            case .useInspection: [.completed, .closed]
            case .cancellation: [.proposed, .approved, .started, .suspended]
            case .closing: [.completed]
            case .allocation, .payment, .workReport: [.approved, .started, .suspended, .completed]
            case .release: [.approved, .started, .suspended, .completed, .closed, .cancelled]
            }
        }

        fileprivate var words: String {
            switch self {
            case .approval: "be approved"
            case .budgetRevision: "have its budget revised"
            case .contract: "award a contract"
            case .start: "start"
            case .milestone: "reach a milestone"
            case .workReport: "report work"
            case .suspension: "be suspended"
            case .resumption: "be resumed"
            case .completion: "be completed"
            case .useInspection: "be inspected in use"
            case .cancellation: "be cancelled"
            case .closing: "be closed"
            case .allocation: "be given money"
            case .payment: "pay"
            case .release: "give money back"
            }
        }
    }

    func mustAllow(_ step: Step, of id: Identifier) throws(Refusal) {
        guard step.stages.contains(stage) else {
            let allowed = Stage.allCases.filter(step.stages.contains).map(\.rawValue)
            throw Refusal(
                .kind,
                "project \(id) is \(stage.rawValue) and cannot \(step.words): only one that is "
                    + "\(allowed.formatted) can",
                remedy: "see its history with pairledger show project/\(id)", field: "project")
        }
    }

    /// The contract must be one of the project's.
    func mustHave(_ contract: Identifier, _ id: Identifier) throws(Refusal) {
        guard contracts[contract] != nil else {
            throw Refusal(
                .unknown, "project \(id) has no contract \(contract)",
                remedy: "record it first: pairledger project contract \(id) --contract \(contract) …", field: "contract"
            )
        }
    }

    /// What happens to a project does not happen before it was proposed or approved.
    func mustFollow(_ date: CalendarDate, _ what: String) throws(Refusal) {
        try date.mustNotPrecede(
            approvedOn, what, stage == .proposed ? "the proposal" : "the project's approval", field: "on")
    }
}

extension [String] {
    /// `a`, `a or b`, `a, b or c`.
    fileprivate var formatted: String {
        guard count > 1, let last else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " or " + last
    }
}
