import CanonicalJSON
public import Projection

/// How the read models stand: which are behind the log, stand still, do without events, or are due for a rebuild.
public enum ProjectionReport {
    public static func make(_ statuses: [ProjectionStatus], ledger: String) -> Report {
        Report(
            name: "projections", title: "Projections",
            facts: [.init(key: "ledger", label: "Ledger", value: .text(ledger))],
            sections: [projections(statuses)] + skipped(statuses), notes: statuses.compactMap(note))
    }

    private static func projections(_ statuses: [ProjectionStatus]) -> Report.Section {
        Report.Section(
            key: "projections", title: "Projections",
            columns: [
                .text("projection", "Projection"),
                .text("state", "State"),
                .count("version", "Version"),
                .count("next_position", "Events taken up"),
                .count("lag", "Behind by"),
                .count("lag_seconds", "Seconds"),
                .text("updated_at", "Last moved"),
            ],
            rows: statuses.map { status in
                .init([
                    .text(status.projection), .text(state(of: status)),
                    .count(Int64(status.version ?? status.knownVersion)), .count(status.nextPosition),
                    .count(status.lagEvents), .count(Int64(status.lagSeconds.rounded(.up))),
                    status.updatedAt.map { .text($0.description) } ?? .empty,
                ])
            })
    }

    /// In one word or two, for a table.
    public static func state(of status: ProjectionStatus) -> String {
        if status.version == nil { return "no rows yet" }
        if status.isRebuildDue { return "rebuild due" }
        if status.isOfNewerProgram { return "newer program" }
        if let pause = status.pause { return pause.isStuck ? "stopped" : "paused" }
        return status.lagEvents == 0 ? "up to date" : "behind"
    }

    private static func skipped(_ statuses: [ProjectionStatus]) -> [Report.Section] {
        guard statuses.contains(where: { !$0.skipped.isEmpty }) else { return [] }
        return [
            Report.Section(
                key: "skipped", title: "Events left out",
                columns: [
                    .text("projection", "Projection"),
                    .count("position", "Position"),
                    .text("reason", "Reason"),
                    .text("skipped_by", "Decided by"),
                    .text("skipped_at", "At"),
                    .text("error", "Error"),
                ],
                rows: statuses.flatMap { status in
                    status.skipped.map {
                        .init([
                            .text(status.projection), .count($0.position), .text($0.reason), .text($0.skippedBy),
                            $0.skippedAt.map { .text($0.description) } ?? .empty, .text($0.error),
                        ])
                    }
                })
        ]
    }

    private static func note(_ status: ProjectionStatus) -> String? {
        let name = status.projection
        if status.isRebuildDue {
            return "\(name): its rows are of version \(status.version ?? 0), this program makes version "
                + "\(status.knownVersion); pairledger projection rebuild \(name)"
        }
        if status.isOfNewerProgram { return "\(name): a newer program made its rows; use that one" }
        guard let pause = status.pause else { return nil }
        guard pause.isStuck else { return "\(name): paused: \(pause.reason); pairledger projection resume \(name)" }
        return "\(name): stopped at position \(status.nextPosition): \(pause.reason); "
            + "pairledger log show \(status.nextPosition)"
    }
}
