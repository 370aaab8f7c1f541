public import Assistance
public import CanonicalJSON

extension PolicyReport {
    /// Where a policy is looked at.
    public enum Point: Hashable, Sendable, CustomStringConvertible {
        /// With all that is on record, on a day.
        case day(CalendarDate)
        /// With what was on record once this version of a rule was, on its first day; 0 is the standard.
        case version(Int64)

        public var description: String {
            switch self {
            case .day(let day): day.description
            case .version(let number): "version \(number)"
            }
        }
    }

    /// What some rules compare with differently at two points: another value, or the same one set by another policy.
    ///
    /// - Throws: ``ReportRefusal`` for a version that there is not, or that is for another programme.
    public static func difference(
        of rules: [PolicyRule], _ policies: [Identifier: Policy], from: Point, to: Point, programme: Identifier?
    ) throws(ReportRefusal) -> Report {
        var parameters: [Report.Row] = []
        var lists: [Report.Row] = []
        for rule in rules {
            let policy = policies[rule.id] ?? Policy()
            let before = try View(policy, of: rule, at: from, programme)
            let after = try View(policy, of: rule, at: to, programme)
            for parameter in rule.parameters {
                let (old, new) = (before.value(of: parameter), after.value(of: parameter))
                guard old != new else { continue }
                parameters.append(
                    .init(
                        [
                            .text(rule.id.description), .text(parameter.name), .text(parameter.unit.text(old.value)),
                            .text(parameter.unit.text(new.value)),
                        ] + after.source(of: new) + before.source(of: old)))
            }
            for list in rule.lists {
                let (old, new) = (before.words(of: list), after.words(of: list))
                guard old != new else { continue }
                let (gone, come) = (Set(old.value).subtracting(new.value), Set(new.value).subtracting(old.value))
                lists.append(
                    .init(
                        [
                            .text(rule.id.description), .text(list.name),
                            .text(old.value.filter(gone.contains).joined(separator: ", ")),
                            .text(new.value.filter(come.contains).joined(separator: ", ")),
                        ] + after.source(of: new) + before.source(of: old)))
            }
        }
        return Report(
            name: "policy-difference", title: "What changed of policies",
            facts: [
                .init(key: "from", label: "From", value: .text(from.description)),
                .init(key: "to", label: "To", value: .text(to.description)),
                .init(
                    key: "programme", label: "Programme",
                    value: programme.map { .text($0.description) } ?? .text("all")),
            ],
            sections: [
                section(
                    "parameters", "Parameters",
                    [.text("parameter", "Parameter"), .text("before", "Before"), .text("after", "After")], parameters),
                section(
                    "lists", "Lists",
                    [.text("list", "List"), .text("taken_out", "Taken out"), .text("put_in", "Put in")], lists),
            ],
            notes: parameters.isEmpty && lists.isEmpty ? ["nothing changed: the rules compare with the same"] : [])
    }

    private static func section(
        _ key: String, _ title: String, _ own: [Report.Column], _ rows: [Report.Row]
    ) -> Report.Section {
        func source(_ keys: String, _ labels: String) -> [Report.Column] {
            [
                .date("since\(keys)", "Since\(labels)"), .text("programme\(keys)", "Programme\(labels)"),
                .count("version\(keys)", "Version\(labels)"), .text("basis\(keys)", "Basis\(labels)"),
            ]
        }
        return Report.Section(
            key: key, title: title,
            columns: [.text("rule", "Rule")] + own
                + source("", "") + source("_before", " before"), rows: rows)
    }

    /// A rule's policy at one point.
    private struct View {
        private let policy: Policy
        private let date: CalendarDate
        private let programme: Identifier?

        init(
            _ policy: Policy, of rule: PolicyRule, at point: Point, _ programme: Identifier?
        ) throws(ReportRefusal) {
            self.programme = programme
            switch point {
            case .day(let day):
                self.policy = policy
                date = day
            case .version(0):
                self.policy = Policy()
                date = .epoch
            case .version(let number):
                guard let version = policy.version(number) else {
                    let last = policy.versions.map(\.number).max()
                    throw ReportRefusal(
                        "rule \(rule.id) has no version \(number)",
                        remedy: last.map { "its versions go from 0, the standard, to \($0)" }
                            ?? "nothing was set of it yet: there is version 0 only, the standard")
                }
                if let own = version.content.programme, own != programme {
                    throw ReportRefusal(
                        "version \(number) of rule \(rule.id) is for programme \(own)",
                        remedy: "look at it with --programme \(own)")
                }
                self.policy = policy.upTo(version: number)
                date = version.content.effectiveFrom
            }
        }

        func value(of parameter: PolicyRule.Parameter) -> Policy.InForce<Int64> {
            policy.value(of: parameter, on: date, programme: programme)
        }

        func words(of list: PolicyRule.List) -> Policy.InForce<[String]> {
            policy.words(of: list, on: date, programme: programme)
        }

        /// Since when, for whom, by which version and on what basis.
        func source<Value>(of inForce: Policy.InForce<Value>) -> [Report.Cell] {
            [
                .date(inForce.since), .text(inForce.programme?.description), .count(inForce.version),
                .text(policy.version(inForce.version)?.content.basis),
            ]
        }
    }
}
