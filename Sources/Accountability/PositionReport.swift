import Assistance
public import Projection

/// "Where is every yuan now?": what each pairing gave and how far it has come, by place and by purpose, with the trial balance
/// over all accounts.
public enum PositionReport {
    /// - Parameters:
    ///   - rows: all rows of the read model "position".
    ///   - knownTo: the number of events in the rows.
    ///   - recorded: the number of events in the ledger; more than `knownTo` while the projection lags behind.
    public static func make(
        ledger: String, rows: [PositionModel.Key: PositionModel.Row], knownTo: Int64, recorded: Int64
    ) -> Report {
        let figures = PositionFigures(rows)
        var notes: [String] = []
        if knownTo < recorded {
            notes.append(
                "\(recorded - knownTo) of \(recorded) events are not in this report yet: pairledger projection run --once"
            )
        }
        if figures.trialBalance != 0 {
            notes.append(
                "THE TRIAL BALANCE IS NOT ZERO: the read model is damaged, and no figure above can be relied on")
        }
        if figures.allPairings.uncommitted > 0 {
            notes.append("money was sent beyond what agreements promised: see the column \"Uncommitted\"")
        }
        return Report(
            name: "position", title: "Position: where every yuan is now",
            facts: [
                Report.Fact(key: "ledger", label: "Ledger", value: .text(ledger)),
                Report.Fact(key: "known_at", label: "Events counted", value: .count(knownTo)),
            ],
            sections: [
                pairingSection(figures), placeSection(figures), purposeSection(figures),
                trialBalanceSection(figures),
            ],
            notes: notes)
    }
}
