import Assistance
import CanonicalJSON
import Projection

/// "From whom to whom, and for what": money from donor to recipient to county to purpose, as matrices and as a tree, and what came back.
///
/// Where every movement is counted, going and coming back stand apart: what passed a stage on its way, and what passed it the other
/// way, because it was returned, rejected, released, cancelled or taken back as mistaken. Otherwise figures are where things stand,
/// which is the difference of the two.
public enum FlowsReport {
    /// - Parameters:
    ///   - measure: what the matrices show; nil for what suits the request.
    ///   - isGross: whether every movement is counted. The input then has the flows.
    /// - Throws: ``ReportRefusal``.
    public static func make(
        _ input: ReportInput, _ request: ReportRequest, measure: FlowMeasure? = nil, isGross: Bool
    ) throws -> Report {
        let hasPurpose = request.filter.purpose != nil
        if let measure, hasPurpose, [.given, .sent, .received].contains(measure) {
            throw ReportRefusal(
                "money is for a purpose only once a project has it, so nothing is \(measure.rawValue) for one",
                remedy: "use --measure allocated or spent, or leave --purpose out")
        }
        let table = try FlowTable(input, request, isGross: isGross)
        let measure = measure ?? (hasPurpose ? .allocated : .given)
        var sections = [
            sideMatrix(table, measure), purposeMatrix(table, measure), flowSection(table, isBack: false),
        ]
        if isGross { sections.append(flowSection(table, isBack: true)) }
        if request.step != nil { sections += [timeSection(table), donorTimeSection(table)] }
        return Report(
            name: "flows", title: "Flows: from donors to recipients, counties and purposes",
            facts: request.facts(input) + [
                .init(
                    key: "counted", label: "Counted",
                    value: .text(request.language(isGross ? "every movement" : "net of what came back")))
            ],
            sections: sections,
            charts: request.charts([sankey(table), request.step == nil ? nil : multiples(table)]),
            notes: input.notes(request) + notes(request, isGross: isGross))
    }

    private static func notes(_ request: ReportRequest, isGross: Bool) -> [String] {
        var notes = [
            isGross
                ? "what came back stands apart, also what was rejected, cancelled or taken back as mistaken"
                : "what came back is taken off; to see it apart: --gross"
        ]
        if request.filter.purpose != nil {
            notes.append(
                "money is for a purpose only once a project has it: what was given, sent and received is not told apart"
            )
        }
        return notes
    }
}
