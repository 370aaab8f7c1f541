public import Assistance
public import CanonicalJSON
import Projection

/// What the rules found, the gravest first; or what the rules are.
public enum CheckReport {
    /// - Parameters:
    ///   - hits: as ``RedFlags/hits(in:_:rules:)`` gives them.
    ///   - rules: those that were looked for; all where none are named.
    ///   - policies: their versions; of those that nothing was set of none.
    public static func make(
        _ hits: [Hit], in ledger: InspectedLedger, _ request: ReportRequest, rules: [PolicyRule],
        policies: [Identifier: Policy], knownTo: Int64, notes: [String]
    ) -> Report {
        let states = findings(ledger)
        var facts = request.facts(knownTo: knownTo)
        if request.horizon.asOf == nil, let day = ledger.day {
            facts.append(.init(key: "on", label: "On", value: .date("\(day)")))
        }
        let versions = rules.compactMap { rule in
            policies[rule.id]?.versions.filter { version in
                ledger.day.map { version.content.effectiveFrom <= $0 } ?? false
            }
            .last.map { "\(rule.id) \($0.number)" }
        }
        facts += [
            .init(key: "rules", label: "Rules", value: .count(Int64(rules.count))),
            .init(
                key: "policies", label: "Policy versions",
                value: .text(versions.isEmpty ? request.language("standard") : versions.joined(separator: ", "))),
            .init(key: "hits", label: "Red flags found", value: .count(Int64(hits.count))),
        ]
        let sections = FindingRaised.Severity.allCases.reversed().compactMap { severity -> Report.Section? in
            let some = hits.filter { $0.severity == severity }
            guard !some.isEmpty else { return nil }
            let rows = request.rows(some) { row($0, states, request) }
            return Report.Section(
                key: severity.rawValue, title: title(severity), columns: columns, rows: rows.shown,
                omitted: rows.omitted)
        }
        return Report(name: "check", title: "Red flags", facts: facts, sections: sections, notes: notes)
    }

    private static func title(_ severity: FindingRaised.Severity) -> String {
        switch severity {
        case .severe: "Severe"
        case .major: "Major"
        case .minor: "Minor"
        }
    }

    private static let columns: [Report.Column] = [
        .text("subject", "Subject"),
        .text("rule", "Rule"),
        .text("statement", "What is wrong"),
        .text("found", "Found"),
        .text("limit", "Limit"),
        .text("source", "By"),
        .text("finding", "Finding"),
        .text("positions", "Events"),
    ]

    private static func row(
        _ hit: Hit, _ findings: [FindingKey: FindingRow], _ request: ReportRequest
    ) -> Report.Row {
        // A person at a terminal looks at a few; a program gets all.
        let most = request.limit == nil ? hit.positions.count : 4
        let shown = hit.positions.prefix(most).map(String.init).joined(separator: " ")
        let finding = findings[FindingKey(rule: hit.rule.description, about: hit.subject)].map {
            "\($0.key.finding) (\(request.language == .chinese ? $0.state.chinese : $0.state.rawValue))"
        }
        func figure(_ value: Int64) -> String {
            request.language == .chinese ? hit.unit.chinese(value) : hit.unit.text(value)
        }
        return Report.Row(
            [
                .text(hit.subject), .text("\(hit.rule)"),
                .text(request.language == .chinese ? hit.chinese : hit.statement),
                .text(figure(hit.found)), .text(figure(hit.limit)),
                .text(source(hit.source, request.language)),
                finding.map(Report.Cell.text) ?? .empty,
                .text(shown + (hit.positions.count > most ? " +\(hit.positions.count - most)" : "")),
            ], basis: .positions(hit.positions))
    }

    private static func source(_ source: LimitSource, _ language: Language) -> String {
        switch source {
        case .standard: language("standard")
        case .ledger: language("ledger")
        case .policy(let version, let since): "\(language("policy")) \(version), \(since)"
        }
    }

    private struct FindingKey: Hashable {
        let rule: String
        let about: String
    }

    /// The last finding of each rule about each thing; one that is not closed before those that are.
    private static func findings(_ ledger: InspectedLedger) -> [FindingKey: FindingRow] {
        let raised = ledger.findings.filter { $0.rule != nil }
        return Dictionary(grouping: raised) { FindingKey(rule: $0.rule ?? "", about: $0.about) }.compactMapValues {
            $0.max { ($0.state != .closed ? 1 : 0, $0.position) < ($1.state != .closed ? 1 : 0, $1.position) }
        }
    }

    // MARK: Rules

    /// All rules in a table.
    public static func list(_ rules: [any RedFlagRule.Type], _ language: Language) -> Report {
        Report(
            name: "rules", title: "Rules",
            sections: [
                Report.Section(
                    key: "rules", title: "Rules",
                    columns: [
                        .text("rule", "Rule"), .text("name", "Name"), .text("name_zh", "名称"),
                        .text("question", "Question"),
                    ],
                    rows: rules.map { rule in
                        Report.Row([
                            .text("\(rule.policy.id)"), .text(rule.policy.english), .text(rule.policy.chinese),
                            .text(rule.question),
                        ])
                    })
            ])
    }

    /// One rule: its question, test and example, and what it compares with on a day.
    public static func explain(
        _ rule: any RedFlagRule.Type, _ policy: Policy, on day: CalendarDate
    ) -> Report {
        let parameters = rule.policy.parameters.map { parameter in
            let found = policy.value(of: parameter, on: day)
            return [
                parameter.name, parameter.unit.text(found.value), parameter.meaning,
                source(LimitSource(found.version, since: found.since), .english),
            ]
        }
        let lists = rule.policy.lists.map { list in
            let found = policy.words(of: list, on: day)
            return [
                list.name, found.value.joined(separator: ", "), list.meaning,
                source(LimitSource(found.version, since: found.since), .english),
            ]
        }
        return Report(
            name: "rule", title: "\(rule.policy.id) \(rule.policy.english) \(rule.policy.chinese)",
            facts: [
                .init(key: "question", label: "Question", value: .text(rule.question)),
                .init(key: "test", label: "Test", value: .text(rule.test)),
                .init(key: "example", label: "Example", value: .text(rule.example.story)),
                .init(
                    key: "found", label: "Found there",
                    value: .text("\(rule.example.hits.joined(separator: ", ")), on \(rule.example.on)")),
            ],
            sections: [
                Report.Section(
                    key: "limits", title: "What it compares with on \(day)",
                    columns: [
                        .text("name", "Name"), .text("value", "Value"), .text("meaning", "Meaning"),
                        .text("source", "By"),
                    ], rows: (parameters + lists).map { Report.Row($0.map(Report.Cell.text)) })
            ])
    }
}
