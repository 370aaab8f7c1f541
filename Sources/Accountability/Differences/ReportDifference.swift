/// What differs between two drawings of one report: which figures, and which rows came or went. Rows are matched by the keys of their
/// sections and their names; where a name stands more than once, by all words in front of the first figure.
public struct ReportDifference: Sendable {
    /// A row that is not what it was.
    public struct ChangedRow: Sendable {
        /// The key of its section.
        public let section: String
        public let name: String
        /// The row before and after; nil where there was none, and where there is none any more.
        public let before: Report.Row?
        public let after: Report.Row?
        public let figures: [Figure]
        /// Whether it is the sum of the others of its section.
        public let isTotal: Bool

        /// What its figures rest on; nil where nobody knows.
        public var basis: Basis? { after?.basis ?? before?.basis }
    }

    /// A cell that is not what it was.
    public struct Figure: Sendable {
        public let column: Report.Column
        public let before: Report.Cell
        public let after: Report.Cell
    }

    public let rows: [ChangedRow]

    public var isEmpty: Bool { rows.isEmpty }

    /// How many figures and words are other than they were, in rows that were there before and are still.
    public var figures: Int { rows.reduce(0) { $0 + $1.figures.count } }

    public init(from before: Report, to after: Report) {
        let earlier = Dictionary(before.sections.map { ($0.key, $0) }) { first, _ in first }
        let later = Dictionary(after.sections.map { ($0.key, $0) }) { first, _ in first }
        let keys = after.sections.map(\.key) + before.sections.map(\.key).filter { later[$0] == nil }
        rows = keys.flatMap { Self.rows($0, earlier[$0], later[$0]) }
    }

    private static func rows(
        _ key: String, _ before: Report.Section?, _ after: Report.Section?
    ) -> [ChangedRow] {
        let repeated = repeatedNames(before).union(repeatedNames(after))
        let (earlier, later) = (named(before, repeated), named(after, repeated))
        let old = Dictionary(earlier.map { ($0.name, $0.row) }) { first, _ in first }
        let new = Dictionary(later.map { ($0.name, $0.row) }) { first, _ in first }
        var changed = later.compactMap { name, row in
            changedRow(key, name, old[name], before, row, after, isTotal: false)
        }
        changed += earlier.filter { new[$0.name] == nil }.compactMap { name, row in
            changedRow(key, name, row, before, nil, after, isTotal: false)
        }
        if before?.total != nil || after?.total != nil {
            let name = (after?.total ?? before?.total)?.name ?? "total"
            let total = changedRow(key, name, before?.total, before, after?.total, after, isTotal: true)
            if let total { changed.append(total) }
        }
        return changed
    }

    private static func changedRow(
        _ section: String, _ name: String, _ before: Report.Row?, _ earlier: Report.Section?, _ after: Report.Row?,
        _ later: Report.Section?, isTotal: Bool
    ) -> ChangedRow? {
        var figures: [Figure] = []
        if let before, let after {
            for (index, column) in (later?.columns ?? []).enumerated() {
                guard let place = earlier?.columns.firstIndex(where: { $0.key == column.key }) else { continue }
                let (old, new) = (before.cell(place), after.cell(index))
                if old != new { figures.append(Figure(column: column, before: old, after: new)) }
            }
            if figures.isEmpty { return nil }
        }
        return ChangedRow(
            section: section, name: name, before: before, after: after, figures: figures, isTotal: isTotal)
    }

    // MARK: Names

    private static func repeatedNames(_ section: Report.Section?) -> Set<String> {
        var seen: Set<String> = []
        return Set((section?.rows ?? []).map { $0.name ?? "" }.filter { !seen.insert($0).inserted })
    }

    /// The rows of a section with names of which none stands twice.
    private static func named(_ section: Report.Section?, _ repeated: Set<String>) -> [(name: String, row: Report.Row)]
    {
        guard let section else { return [] }
        var counts: [String: Int] = [:]
        return section.rows.map { row in
            var name = row.name ?? ""
            if repeated.contains(name) { name = row.words(section.columns) }
            counts[name, default: 0] += 1
            let count = counts[name] ?? 1
            return (count == 1 ? name : "\(name) (\(count))", row)
        }
    }
}

extension Report.Row {
    fileprivate func cell(_ index: Int) -> Report.Cell { index < cells.count ? cells[index] : .empty }

    /// All words in front of the first figure.
    fileprivate func words(_ columns: [Report.Column]) -> String {
        zip(columns, cells).prefix { $0.0.kind == .text || $0.0.kind == .date }.compactMap { _, cell in
            switch cell {
            case .text(let text) where !text.isEmpty: text
            case .date(let text): text
            default: nil
            }
        }.joined(separator: ", ")
    }
}
