public import Assistance
public import CanonicalJSON

/// What the rules of inspectors compare with.
public enum PolicyReport {
    /// All rules, and what a policy may set of each.
    public static func rules() -> Report {
        func settings(_ key: String, _ title: String, _ rows: [Report.Row]) -> Report.Section {
            Report.Section(
                key: key, title: title,
                columns: [
                    .text("rule", "Rule"),
                    .text("setting", "Setting"),
                    .text("standard", "Standard"),
                    .text("meaning", "Meaning"),
                ], rows: rows)
        }
        func row(_ rule: PolicyRule, _ cells: String...) -> Report.Row {
            .init([.text(rule.id.description)] + cells.map(Report.Cell.text))
        }
        return Report(
            name: "policy-rules", title: "What inspectors look for",
            sections: [
                Report.Section(
                    key: "rules", title: "Rules",
                    columns: [
                        .text("rule", "Rule"), .text("name", "Name"),
                        .text("name_zh", "名称"),
                    ], rows: PolicyRule.all.map { row($0, $0.english, $0.chinese) }),
                settings(
                    "parameters", "Parameters",
                    PolicyRule.all.flatMap { rule in
                        rule.parameters.map { row(rule, $0.name, $0.unit.text($0.standard), $0.meaning) }
                    }),
                settings(
                    "lists", "Lists",
                    PolicyRule.all.flatMap { rule in
                        rule.lists.map { row(rule, $0.name, $0.standard.joined(separator: ", "), $0.meaning) }
                    }),
            ])
    }

    /// What some rules compare with on a date, for a programme or for all.
    public static func inForce(
        _ rules: [PolicyRule], _ policies: [Identifier: Policy], on date: CalendarDate, programme: Identifier?
    ) -> Report {
        func columns(_ own: [Report.Column]) -> [Report.Column] {
            [.text("rule", "Rule")] + own + [
                .date("since", "Since"),
                .text("programme", "Programme"),
                .count("version", "Version"),
            ]
        }
        func row<Value>(_ rule: PolicyRule, _ own: [Report.Cell], _ inForce: Policy.InForce<Value>) -> Report.Row {
            .init(
                [.text(rule.id.description)] + own + [
                    inForce.since.map { .date($0.description) } ?? .empty,
                    inForce.programme.map { .text($0.description) } ?? .empty, .count(inForce.version),
                ])
        }
        var parameters: [Report.Row] = []
        var lists: [Report.Row] = []
        for rule in rules {
            let policy = policies[rule.id] ?? Policy()
            for parameter in rule.parameters {
                let value = policy.value(of: parameter, on: date, programme: programme)
                let own: [Report.Cell] = [
                    .text(parameter.name), .count(value.value), .text(parameter.unit.rawValue),
                    .text(parameter.unit.text(value.value)), .text(parameter.unit.text(parameter.standard)),
                ]
                parameters.append(row(rule, own, value))
            }
            for list in rule.lists {
                let words = policy.words(of: list, on: date, programme: programme)
                lists.append(row(rule, [.text(list.name), .text(words.value.joined(separator: ", "))], words))
            }
        }
        return Report(
            name: "policy", title: "Policy",
            facts: [
                .init(key: "on", label: "On", value: .date(date.description)),
                .init(
                    key: "programme", label: "Programme",
                    value: programme.map { .text($0.description) } ?? .text("all")),
            ],
            sections: [
                Report.Section(
                    key: "parameters", title: "Parameters",
                    columns: columns([
                        .text("parameter", "Parameter"),
                        .count("value", "Value"),
                        .text("unit", "Unit"),
                        .text("reads", "Reads"),
                        .text("standard", "Standard"),
                    ]), rows: parameters),
                Report.Section(
                    key: "lists", title: "Lists",
                    columns: columns([
                        .text("list", "List"),
                        .text("words", "Words"),
                    ]), rows: lists),
            ])
    }
}
