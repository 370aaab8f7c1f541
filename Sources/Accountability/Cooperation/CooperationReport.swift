import Assistance
import CanonicalJSON
import Projection

/// "What do the two sides do for each other beside giving money?": personnel, work, investment, purchases and training, both ways, by
/// kind, pairing and time.
///
/// None of it is in the balances: an investment is the enterprise's own money, and a purchase is a sale.
public enum CooperationReport {
    /// - Throws: ``ReportRefusal``.
    public static func make(_ input: ReportInput, _ request: ReportRequest) throws -> Report {
        if request.filter.instrument != nil || request.filter.purpose != nil {
            throw ReportRefusal(
                "cooperation is no money of the ledger, so it is of no instrument and for no purpose",
                remedy: "leave --instrument and --purpose out")
        }
        let scope = try request.scope(input)
        let items = try CooperationItem.all(input, request, scope)
        var sections = [
            kindSection(items, request), pairingSection(items, request, scope), timeSection(items, request),
        ]
        if request.isTree != nil || request.depth != nil { sections.append(regionSection(items, request)) }
        return Report(
            name: "cooperation", title: "Cooperation: what the sides do for each other", facts: request.facts(input),
            sections: sections, charts: request.hasCharts ? charts(items, request) : [],
            notes: input.notes(request) + [
                "cooperation counts on the day on which it happened or began; who is counted twice is there twice",
                "investments and purchases are no money of the ledger's accounts",
            ])
    }
}
