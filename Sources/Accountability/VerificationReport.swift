public import Projection

/// What came of holding read models against the log.
public enum VerificationReport {
    public static func make(_ outcomes: [Verification.Outcome], ledger: String) -> Report {
        Report(
            name: "verification", title: "Read models held against the log",
            facts: [.init(key: "ledger", label: "Ledger", value: .text(ledger))],
            sections: [
                .init(
                    key: "projections", title: "Projections",
                    columns: [
                        .text("projection", "Projection"),
                        .count("events", "Events"),
                        .count("rows", "Rows"),
                        .count("different", "Different"),
                    ],
                    rows: outcomes.map {
                        .init([.text($0.projection), .count($0.events), .count($0.rows), .count($0.differenceCount)])
                    })
            ] + differences(outcomes))
    }

    private static func differences(_ outcomes: [Verification.Outcome]) -> [Report.Section] {
        let rows = outcomes.flatMap { outcome in
            outcome.differences.flatMap { difference in cells(of: difference, in: outcome.projection) }
        }
        guard !rows.isEmpty else { return [] }
        return [
            .init(
                key: "differences", title: "The first rows that differ",
                columns: [
                    .text("projection", "Projection"),
                    .text("table", "Table"),
                    .text("row", "Row"),
                    .text("column", "Column"),
                    .text("stored", "In the table"),
                    .text("expected", "By the log"),
                ], rows: rows)
        ]
    }

    private static func cells(of difference: RowDifference, in projection: String) -> [Report.Row] {
        let row: [Report.Cell] = [.text(projection), .text(difference.table), .text(difference.key)]
        switch difference.kind {
        case .missing: return [.init(row + [.empty, .text("no such row"), .text("a row")])]
        case .extra: return [.init(row + [.empty, .text("a row"), .text("no such row")])]
        case .other(let values):
            return values.map { .init(row + [.text($0.column), .text($0.stored), .text($0.expected)]) }
        }
    }
}
