import Assistance
import CanonicalJSON
import Journal
import Projection

/// "Where did this money go, and where did this payment come from?": the way of money as a tree, with its dates, ages, evidence, and what
/// inspectors said.
public enum TraceReport {
    public static func make(
        _ trace: Trace, _ details: TraceDetails, _ input: ReportInput, _ request: ReportRequest
    ) -> Report {
        let drawing = TraceDrawing(trace, details, request)
        let sections = [
            drawing.treeSection, trace.isForward ? drawing.endSection : drawing.sourceSection, drawing.projectSection,
            drawing.outcomeSection,
        ]
        var facts = request.facts(input)
        facts.insert(
            .init(key: "traced", label: "Traced", value: .text(trace.subject.description)), at: min(1, facts.count))
        if let day = drawing.day { facts.append(.init(key: "ages_on", label: "Ages on", value: .date("\(day)"))) }
        var notes = input.notes(request)
        if trace.nodes.contains(where: { $0.kind == .unknown }) {
            notes.append("money left an account before any had come: where the trail ends, nobody can say whose it is")
        }
        let shown = trace.nodes.lazy.filter { $0.kind == .event }.flatMap(\.portions).map { trace.trail.hops[$0.hop] }
        if shown.contains(where: { $0.on < $0.since ?? $0.on }) {
            notes.append(
                "days below zero: money moves on in the order in which events were recorded, which is not always that of the days"
            )
        }
        return Report(
            name: "trace",
            title: trace.isForward ? "Trace: where the money went" : "Trace: where the money came from",
            facts: facts, sections: sections, charts: request.charts([drawing.chart]), notes: notes)
    }
}
