import Accountability
import Assistance
import CanonicalJSON
import Journal
import Projection

/// Runs rules over a ledger.
struct CheckRun {
    let options: ReportOptions
    let rules: [PolicyRule]

    struct Found: Sendable {
        let hits: [Hit]
        let ledger: InspectedLedger
        let report: Report
    }

    /// - Parameter since: with how many events known, hits that were there already do not count.
    func inspect(_ request: ReportRequest, since: Int64?, about: FindingSubject?) async throws -> Found {
        let policies = try await policies(request.horizon)
        let (ledger, extent) = try await inspect(request.horizon, policies)
        var hits = hits(ledger, policies, request, about)
        // Rules compare names, and masked ones are all alike.
        if let scope = extent.scope {
            hits = hits.filter { hit in hit.place(in: ledger).map { scope.contains($0.description) } ?? false }
        }
        if let since {
            var horizon = request.horizon
            horizon.knownAt = .position(since)
            let earlierPolicies = try await self.policies(horizon)
            let (earlier, _) = try await inspect(horizon, earlierPolicies)
            let known = Set(self.hits(earlier, earlierPolicies, request, about).map(\.identity))
            hits.removeAll { known.contains($0.identity) }
        }
        let report = CheckReport.make(
            hits, in: ledger, request, rules: rules.isEmpty ? RedFlags.rules.map { $0.policy } : rules,
            policies: policies, knownTo: extent.end,
            notes: extent.notes + (extent.scope == nil ? [] : ["hits about anything else are left out"]))
        return Found(hits: hits, ledger: ledger, report: report)
    }

    private func hits(
        _ ledger: InspectedLedger, _ policies: [Identifier: Policy], _ request: ReportRequest, _ about: FindingSubject?
    ) -> [Hit] {
        RedFlags.hits(in: ledger, policies, rules: Set(rules.map { $0.id })).filter { hit in
            hit.isWithin(request.filter, of: ledger) && (about.map { $0.description == hit.subject } ?? true)
        }
    }

    private func inspect(
        _ horizon: Horizon, _ policies: [Identifier: Policy]
    ) async throws -> (InspectedLedger, History.Extent) {
        let inspection = Inspection(delayMin: RedFlags.delayMin(policies))
        let banks = BankCollector(try await BankReading.accounts(horizon, in: options.ledger))
        let folded = FoldedModels([Findings.self], observers: [inspection, banks])
        let source = ReadModelSource(options.ledger, horizon: horizon, isStale: false)
        let extent = try await source.fold { try await $0.fold(folded, horizon: $1, progress: $2) }
        return (try inspection.ledger(folded, banks: banks.records, on: horizon.asOf), extent)
    }

    /// What was set of the rules, as far as a horizon reaches.
    func policies(_ horizon: Horizon = Horizon()) async throws -> [Identifier: Policy] {
        let streams = PolicyRule.all.map { StreamName(.policy, $0.id).description }
        return try await Books.read(LogSelection(streams: Set(streams)), within: horizon, in: options.ledger).policies
    }
}

extension Hit {
    /// Two hits with the same one are the same at different times.
    var identity: [String] { [rule.description, subject, part] }
}
