import Assistance
import CanonicalJSON
public import Projection

/// "Where is every yuan now?": what each pairing gave and how far it has come, by place and by purpose, with the trial balance
/// over all accounts.
public enum PositionReport {
    /// - Parameters:
    ///   - horizon: up to which day and moment it looks.
    ///   - knownTo: the number of events that were looked at.
    ///   - recorded: the number of events in the ledger; more than `knownTo` while the read models lag behind.
    ///   - notes: what the reader must know of the rows.
    public static func make(
        _ state: PositionState, ledger: String, horizon: Horizon = Horizon(), knownTo: Int64, recorded: Int64,
        notes: [String] = []
    ) -> Report {
        let figures = PositionFigures(state)
        var notes = notes
        if horizon.isUnlimited, knownTo < recorded {
            notes.append(
                "\(recorded - knownTo) of \(recorded) events are not in this report yet: pairledger projection run --once"
            )
        }
        if figures.trialBalance != 0 {
            notes.append(
                "THE TRIAL BALANCE IS NOT ZERO: the read model is damaged, and no figure above can be relied on")
        }
        if figures.all.uncommitted > 0 {
            notes.append("money was sent beyond what agreements promised: see the column \"Uncommitted\"")
        }
        var facts = [Report.Fact(key: "ledger", label: "Ledger", value: .text(ledger))]
        if let asOf = horizon.asOf {
            facts.append(Report.Fact(key: "as_of", label: "As of", value: .date(asOf.description)))
        }
        facts.append(Report.Fact(key: "known_at", label: "Events counted", value: .count(knownTo)))
        return Report(
            name: "position", title: "Position: where every yuan is now", facts: facts,
            sections: [
                pairingSection(figures), placeSection(figures), purposeSection(figures),
                trialBalanceSection(figures),
            ],
            notes: notes)
    }
}
