import CanonicalJSON

/// The events that figures rest on, by the rows of a report that somebody asked about.
public enum ExplanationReport {
    /// A row that somebody asked about.
    public struct Question: Sendable {
        public let section: Report.Section
        public let row: Report.Row
        public let basis: Basis
    }

    /// The rows of a report that are called so.
    ///
    /// - Returns: none where there are none, or nothing is known of what they rest on.
    public static func questions(_ name: String, about report: Report) -> [Question] {
        report.sections.flatMap { section in
            (section.rows + (section.total.map { [$0] } ?? [])).compactMap { row in
                guard row.name == name, let basis = row.basis else { return nil }
                return Question(section: section, row: row, basis: basis)
            }
        }
    }

    /// The names of the rows of a report that can be asked about, without repetition.
    public static func names(in report: Report) -> [String] {
        var names: [String] = []
        var seen: Set<String> = []
        for row in report.sections.flatMap(\.rows) where row.basis != nil {
            if let name = row.name, seen.insert(name).inserted { names.append(name) }
        }
        return names
    }

    /// - Parameter events: for each question, as ``BasisFinder/events`` has them.
    public static func make(_ questions: [Question], _ events: [[BasisEvent]], of report: Report) -> Report {
        var sections: [Report.Section] = []
        for (index, (question, found)) in zip(questions, events).enumerated() {
            let number = questions.count == 1 ? "" : "_\(index + 1)"
            sections.append(
                Report.Section(
                    key: "row\(number)", title: question.section.title, columns: question.section.columns,
                    rows: [Report.Row(question.row.cells)]))
            sections.append(
                Report.Section(
                    key: "events\(number)", title: "Events behind it",
                    columns: [
                        .count("position", "Position"),
                        .date("effective_on", "Effective on"),
                        .text("type", "Type"),
                        .text("stream", "Stream"),
                        .amount("moved", "Moved of it"),
                        .text("actor", "Actor"),
                        .text("recorded_at", "Recorded at"),
                    ],
                    rows: found.map { event in
                        .init([
                            .count(event.position), .date(event.effectiveOn.description), .text(event.type),
                            .text(event.stream), event.amount == 0 ? .empty : .amount(event.amount),
                            .text(event.actor), .text(event.recordedAt),
                        ])
                    }))
        }
        let positions = Set(events.joined().map(\.position)).sorted()
        let notes =
            positions.isEmpty
            ? []
            : [
                "to prove that they are in the log: pairledger log prove \(ranges(positions).prefix(12).joined(separator: " "))"
                    + (ranges(positions).count > 12 ? " …" : "")
            ]
        return Report(
            name: "explanation", title: "What the figures rest on",
            facts: [.init(key: "report", label: "Report", value: .text(report.name))] + report.facts
                + [.init(key: "events", label: "Events behind it", value: .count(Int64(positions.count)))],
            sections: sections, notes: notes)
    }

    /// `3`, `5-7`: as log prove takes them.
    static func ranges(_ positions: [Int64]) -> [String] {
        var ranges: [(first: Int64, last: Int64)] = []
        for position in positions {
            if let last = ranges.last?.last, last + 1 == position {
                ranges[ranges.count - 1].last = position
            } else {
                ranges.append((position, position))
            }
        }
        return ranges.map { $0.first == $0.last ? "\($0.first)" : "\($0.first)-\($0.last)" }
    }
}
