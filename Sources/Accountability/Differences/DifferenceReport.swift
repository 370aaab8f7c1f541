import CanonicalJSON

/// What changed of a report between two points of the log: which figures, from what to what, by which events, recorded when and by whom,
/// and why.
public enum DifferenceReport {
    /// One of the two points.
    public struct Point: Sendable {
        /// As it was asked for, such as `report/JS-KZ-2014`.
        public let name: String
        /// How many events the report rests on there.
        public let events: Int64

        public init(name: String, events: Int64) {
            self.name = name
            self.events = events
        }
    }

    /// - Parameters:
    ///   - report: its later drawing.
    ///   - events: for each changed row the events behind it that were recorded between the two points.
    ///   - limit: the most events that are shown one by one; nil for all.
    ///   - period: that of the publication, if it is one that is compared: what happened in it and was recorded afterwards moves the past.
    public static func make(
        _ difference: ReportDifference, of report: Report, from: Point, to: Point, events: [[BasisEvent]],
        period: Period? = nil, limit: Int? = nil, language: Language = .english
    ) -> Report {
        let causes = Causes(difference, events)
        var facts = [
            Report.Fact(key: "report", label: "Report", value: .text(report.name)),
            Report.Fact(key: "from", label: "From", value: .text(from.name)),
            Report.Fact(key: "from_events", label: "Events counted", value: .count(from.events)),
            Report.Fact(key: "to", label: "To", value: .text(to.name)),
            Report.Fact(key: "to_events", label: "Events counted", value: .count(to.events)),
            Report.Fact(key: "figures", label: "Figures changed", value: .count(Int64(difference.figures))),
            Report.Fact(key: "events", label: "Events behind it", value: .count(Int64(causes.events.count))),
        ]
        var notes: [String] = []
        if let period {
            let moved = causes.events.count { period.contains($0.effectiveOn) }
            facts.append(.init(key: "period_from", label: "Published period from", value: .date(period.from)))
            facts.append(.init(key: "period_to", label: "Published period to", value: .date(period.to)))
            facts.append(.init(key: "past_moved", label: "Events that moved the past", value: .count(Int64(moved))))
            notes.append(
                "an event moves the past when it was recorded after the publication and happened in its period (R21)")
        }
        if difference.isEmpty {
            notes.append(
                to.events > from.events
                    ? "nothing changed: none of the \(to.events - from.events) events recorded in between changes a figure of this report"
                    : "nothing changed: no event was recorded in between")
        }
        let shown = limit.map { Array(causes.events.prefix($0)) } ?? causes.events
        if shown.count < causes.events.count {
            notes.append(
                "\(causes.events.count - shown.count) of \(causes.events.count) events are left out (--limit 0 for all)"
            )
        }
        let sections =
            difference.isEmpty
            ? []
            : figureSections(difference, causes)
                + [
                    rowSection(difference, causes, language), eventSection(shown, period, language),
                ].filter { !$0.rows.isEmpty }
        return Report(
            name: "difference", title: "What changed of a report",
            facts: facts + report.facts.filter { $0.key == "ledger" },
            sections: sections, notes: notes)
    }

    // MARK: Figures

    private static func figureSections(_ difference: ReportDifference, _ causes: Causes) -> [Report.Section] {
        [
            section(difference, causes, "amounts", "Amounts that changed", .amount),
            section(difference, causes, "counts", "Numbers that changed", .count),
            section(difference, causes, "shares", "Shares that changed", .percent),
            section(difference, causes, "words", "Words that changed", .text),
        ].filter { !$0.rows.isEmpty }
    }

    private static func section(
        _ difference: ReportDifference, _ causes: Causes, _ key: String, _ title: String, _ kind: Report.Column.Kind
    ) -> Report.Section {
        let hasDifference = kind == .amount || kind == .count
        var rows: [Report.Row] = []
        for (index, row) in difference.rows.enumerated() {
            for figure in row.figures where figure.column.kind.group == kind {
                rows.append(
                    Report.Row(
                        [
                            .text(row.section), .text(row.name), .text(figure.column.key), .text(figure.column.label),
                            figure.before, figure.after,
                        ] + (hasDifference ? [figure.after.less(figure.before)] : []) + [causes.cell(index)],
                        basis: row.basis))
            }
        }
        return Report.Section(
            key: key, title: title,
            columns: [
                .text("section", "Section"), .text("row", "Row"), .text("column", "Column"), .text("figure", "Figure"),
                .init(key: "before", label: "Before", kind: kind), .init(key: "after", label: "After", kind: kind),
            ] + (hasDifference ? [.init(key: "difference", label: "Difference", kind: kind)] : []) + [
                .text("positions", "By the events")
            ], rows: rows)
    }

    private static func rowSection(
        _ difference: ReportDifference, _ causes: Causes, _ language: Language
    ) -> Report.Section {
        Report.Section(
            key: "rows", title: "Rows that came or went",
            columns: [
                .text("section", "Section"), .text("row", "Row"), .text("change", "Change"),
                .text("positions", "By the events"),
            ],
            rows: difference.rows.enumerated().filter { $0.element.before == nil || $0.element.after == nil }.map {
                index, row in
                Report.Row(
                    [
                        .text(row.section), .text(row.name), .text(language(row.before == nil ? "came" : "went")),
                        causes.cell(index),
                    ], basis: row.basis)
            })
    }

    // MARK: Events

    private static func eventSection(_ events: [BasisEvent], _ period: Period?, _ language: Language) -> Report.Section
    {
        Report.Section(
            key: "events", title: "By which events",
            columns: [
                .count("position", "Position"), .date("effective_on", "Effective on"),
                .text("recorded_at", "Recorded at"), .text("type", "Type"), .text("stream", "Stream"),
                .text("actor", "Actor"), .text("reason", "Reason"),
            ] + (period == nil ? [] : [.text("past_moved", "The past moved")]),
            rows: events.map { event in
                let moved = period.map { $0.contains(event.effectiveOn) ? Report.Cell.text(language("yes")) : .empty }
                return Report.Row(
                    [
                        .count(event.position), .date(event.effectiveOn), .text(event.recordedAt), .text(event.type),
                        .text(event.stream), .text(event.actor), .text(event.reason),
                    ] + (moved.map { [$0] } ?? []), basis: .positions([event.position]))
            })
    }

    /// Which events changed which rows.
    private struct Causes {
        /// By their positions, each once.
        let events: [BasisEvent]
        private let positions: [[Int64]]
        private static let rangesMax = 12

        init(_ difference: ReportDifference, _ found: [[BasisEvent]]) {
            var positions = found.map { $0.map(\.position) }
            // A total rests on what its rows rest on.
            for (index, row) in difference.rows.enumerated() where row.isTotal && row.basis == nil {
                let others = difference.rows.indices.filter {
                    difference.rows[$0].section == row.section && $0 != index
                }
                positions[index] = Set(others.flatMap { positions[$0] }).sorted()
            }
            self.positions = positions
            let all = Dictionary(found.joined().map { ($0.position, $0) }) { first, _ in first }
            events = all.values.sorted { $0.position < $1.position }
        }

        func cell(_ row: Int) -> Report.Cell {
            let ranges = ExplanationReport.ranges(positions[row])
            guard !ranges.isEmpty else { return .empty }
            // A row that rests on very many events would run over the page; all of them are listed below.
            let shown = ranges.prefix(Self.rangesMax).joined(separator: " ")
            return .text(ranges.count > Self.rangesMax ? "\(shown) … (\(positions[row].count))" : shown)
        }
    }
}

extension Report.Column.Kind {
    /// Words and days stand together.
    fileprivate var group: Report.Column.Kind { self == .date ? .text : self }
}

extension Report.Cell {
    /// The difference of two figures of one kind, where nothing counts as none.
    fileprivate func less(_ other: Report.Cell) -> Report.Cell {
        switch (self, other) {
        case (.amount(let after), .amount(let before)): .amount(Int128(after) - Int128(before))
        case (.amount(let after), .empty): .amount(after)
        case (.empty, .amount(let before)): .amount(-Int128(before))
        case (.count(let after), .count(let before)): .count(Int64(clamping: Int128(after) - Int128(before)))
        case (.count(let after), .empty): .count(after)
        case (.empty, .count(let before)): .count(-before)
        default: .empty
        }
    }
}
