public import Assistance
public import CanonicalJSON

/// What was found wrong, how old it is, and how long it has been due without having been rectified.
public enum FindingsReport {
    public static func make(_ findings: [Identifier: Finding], on date: CalendarDate) -> Report {
        // What is not closed stands first, and of that what is due first.
        let sorted = findings.sorted { a, b in
            let (left, right) = (a.value, b.value)
            if (left.state == .closed) != (right.state == .closed) { return right.state == .closed }
            return (left.raised.dueOn, a.key) < (right.raised.dueOn, b.key)
        }
        let open = findings.values.filter { $0.state != .closed }
        return Report(
            name: "findings", title: "Findings",
            facts: [
                .init(key: "on", label: "On", value: .date(date.description)),
                .init(key: "open", label: "Not closed", value: .count(Int64(open.count))),
                .init(
                    key: "overdue", label: "Of them overdue",
                    value: .count(Int64(open.count { $0.overdueDays(on: date) > 0 }))),
            ],
            sections: [
                Report.Section(
                    key: "findings", title: "Findings",
                    columns: [
                        .text("finding", "Finding"),
                        .text("state", "State"),
                        .text("state_zh", "状态"),
                        .text("severity", "Severity"),
                        .text("rule", "Rule"),
                        .text("about", "About"),
                        .date("raised_on", "Raised on"),
                        .date("due_on", "Due on"),
                        .count("age_days", "Age, days"),
                        .count("overdue_days", "Overdue, days"),
                        .amount("recovered", "Recovered"),
                        .text("statement", "Statement"),
                    ], rows: sorted.map { row($0.key, $0.value, on: date) })
            ])
    }

    private static func row(_ id: Identifier, _ finding: Finding, on date: CalendarDate) -> Report.Row {
        let raised = finding.raised
        // The age of what is closed ends with its closing.
        let age = finding.raisedOn.days(until: finding.state == .closed ? finding.lastStepOn : date)
        let overdue = finding.overdueDays(on: date)
        return .init([
            .text(id.description), .text(finding.state.rawValue), .text(finding.state.chinese),
            .text(raised.severity.rawValue), raised.rule.map { .text($0.description) } ?? .empty,
            .text(raised.about.description), .date(finding.raisedOn.description), .date(raised.dueOn.description),
            .count(Int64(age)), overdue == 0 ? .empty : .count(Int64(overdue)),
            .amount(finding.recovered.minorUnits), .text(raised.statement),
        ])
    }
}
