public import Assistance
import Projection

/// All rules, and what they find.
public enum RedFlags {
    public static let rules: [any RedFlagRule.Type] = [
        IdleFunds.self,
        RetainedFunds.self,
        CommitmentShortfall.self,
        TwoSidedMismatch.self,
        BankDisagreement.self,
        BrokenChain.self,
        OffPairMoney.self,
        Diversion.self,
        GrassrootsAndLivelihood.self,
        Overspending.self,
        NotStarted.self,
        Late.self,
        BuiltButUnused.self,
        DuplicateClaim.self,
        IneligiblePayout.self,
        SplitContract.self,
        Concentration.self,
        UnverifiedOutcome.self,
        ImplausibleOutcome.self,
        Backdating.self,
        ChangedAfterReport.self,
        ControlBreach.self,
        OpenFindings.self,
    ]

    /// The hits of some rules, the gravest first, then by rule and subject.
    ///
    /// - Parameter rules: all of them where none are named.
    public static func hits(
        in ledger: InspectedLedger, _ policies: [Identifier: Policy], rules wanted: Set<Identifier> = []
    ) -> [Hit] {
        guard let day = ledger.day else { return [] }
        let programmes = ledger.pairings.mapValues(\.programme)
        let hits = rules.filter { wanted.isEmpty || wanted.contains($0.policy.id) }.flatMap { rule in
            rule.hits(in: ledger, Limits(policies, on: day, of: rule.policy, programmes: programmes))
        }
        return hits.sorted { ($0.rank, $0.rule, $0.subject, $0.part) < ($1.rank, $1.rule, $1.subject, $1.part) }
    }
}

extension Hit {
    /// The gravest first.
    fileprivate var rank: Int {
        switch severity {
        case .severe: 0
        case .major: 1
        case .minor: 2
        }
    }
}

extension RedFlags {
    /// After how many days an event is recorded late enough for any of the policies to mind.
    public static func delayMin(_ policies: [Identifier: Policy]) -> Int {
        let parameter = "backdating_days"
        let set = policies[Backdating.policy.id]?.versions.compactMap { $0.content.parameters[parameter] } ?? []
        let standard = Backdating.policy.parameter(parameter)?.standard ?? 0
        return Int(clamping: (set + [standard]).min() ?? 0) + 1
    }
}
