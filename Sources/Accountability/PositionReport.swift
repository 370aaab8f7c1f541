import Assistance
import CanonicalJSON
import Projection

/// "Where is every yuan now?": what was given and how far it has come, by pairing, donor, place, tier and purpose, with the trial balance
/// over all accounts.
///
/// With a period the money is what moved in it, and plans and work done are those at its end.
public enum PositionReport {
    public static func make(_ input: ReportInput, _ request: ReportRequest) throws -> Report {
        let figures = PositionFigures(try PositionState(input, request), request)
        var notes = input.notes(request)
        if figures.trialBalance != 0, request.filter.isEmpty {
            notes.append(
                "THE TRIAL BALANCE IS NOT ZERO: the read model is damaged, and no figure above can be relied on")
        }
        if figures.all.uncommitted > 0 {
            notes.append("money was sent beyond what agreements promised: see the column \"Uncommitted\"")
        }
        if request.period.from != nil {
            notes.append("money is what moved in the period; plans and work done are those at its end")
        }
        if request.filter.isOfMoney {
            notes.append("plans and work done are those of all projects of a place and purpose, whoever pays for them")
        }
        var sections = [
            pairingSection(figures, request), sideSection(figures, request, isDonor: true),
            sideSection(figures, request, isDonor: false), tierSection(figures, request),
            placeSection(figures, request), purposeSection(figures, request),
        ]
        if request.step != nil { sections.append(try timeSection(input, request)) }
        if request.filter.isEmpty { sections.append(trialBalanceSection(figures, request)) }
        return Report(
            name: "position", title: "Position: where every yuan is now", facts: request.facts(input),
            sections: sections, charts: request.charts([chart(figures, request)]), notes: notes)
    }
}

extension ReportFilter {
    /// Whether it tells money apart that one project may have of both sorts.
    fileprivate var isOfMoney: Bool { programme != nil || pairing != nil || instrument != nil }
}
