import Accountability
import Assistance
import CanonicalJSON
import Journal

extension Recorder.Outcome {
    /// Remarks that the person who asked should read.
    var notes: [String] {
        switch self {
        case .replayed(let event):
            return [
                "already on record at position \(event.position) since \(event.recordedAt); nothing new was recorded"
            ]
        case .recorded(let decided, _, let twin):
            let repetition = twin.map {
                "the same stood at position \($0) already and is on record twice now; with --request-id a repetition is recognised"
            }
            return decided.compactMap(Recorder.Outcome.uncommitted) + [repetition].compactMap { $0 }
        case .decided(let decided): return decided.compactMap(Recorder.Outcome.uncommitted)
        }
    }

    private static func uncommitted(_ decided: DecidedEvent) -> String? {
        guard case .fundsTransferred(let transferred) = decided.event, transferred.uncommitted.isPositive else {
            return nil
        }
        return "\(transferred.uncommitted) of \(transferred.amount) is beyond what agreement \(transferred.agreement) "
            + "promised; it is marked as uncommitted"
    }
}

extension [Recorder.Outcome] {
    /// What became of the requests: the events, and what they moved.
    func report(dryRun: Bool) throws -> Report {
        var events: [Report.Row] = []
        var postings: [Report.Row] = []
        for outcome in self {
            switch outcome {
            case .recorded(let decided, let receipts, _):
                for (event, receipt) in zip(decided, receipts) {
                    events.append(
                        row(
                            .count(receipt.position), receipt.replayed ? "already recorded" : "recorded", event,
                            version: receipt.version))
                    postings += rows(.count(receipt.position), event)
                }
            case .decided(let decided):
                for event in decided {
                    events.append(row(.empty, "not recorded", event, version: event.expectedVersion + 1))
                    postings += rows(.empty, event)
                }
            case .replayed(let event):
                events.append(
                    Report.Row([
                        .count(event.position), .text("already recorded"), .text(event.type), .text(event.stream),
                        .count(event.version), .date(event.effectiveOn.description),
                    ]))
                postings += event.postings.map {
                    Report.Row([.count(event.position), .text($0.account), .amount($0.amount)])
                }
            }
        }
        let eventSection = Report.Section(
            key: "events", title: "Events",
            columns: [
                .init(key: "position", label: "Position", kind: .count),
                .init(key: "outcome", label: "Outcome", kind: .text), .init(key: "type", label: "Type", kind: .text),
                .init(key: "stream", label: "Stream", kind: .text),
                .init(key: "version", label: "Version", kind: .count),
                .init(key: "effective_on", label: "Effective on", kind: .date),
            ], rows: events)
        let postingSection = Report.Section(
            key: "postings", title: "Postings",
            columns: [
                .init(key: "position", label: "Position", kind: .count),
                .init(key: "account", label: "Account", kind: .text),
                .init(key: "amount", label: "Amount", kind: .amount),
            ], rows: postings)
        return Report(
            name: "recorded", title: title(dryRun: dryRun),
            sections: postings.isEmpty ? [eventSection] : [eventSection, postingSection])
    }

    private func title(dryRun: Bool) -> String {
        if dryRun { return "Would be recorded" }
        return allSatisfy { if case .replayed = $0 { true } else { false } } ? "On record already" : "Recorded"
    }

    private func row(_ position: Report.Cell, _ outcome: String, _ event: DecidedEvent, version: Int64) -> Report.Row {
        Report.Row([
            position, .text(outcome), .text(type(of: event.event.payload).type), .text(event.stream.description),
            .count(version), .date(event.effectiveOn.description),
        ])
    }

    private func rows(_ position: Report.Cell, _ event: DecidedEvent) -> [Report.Row] {
        event.postings.map {
            Report.Row([position, .text($0.account.description), .amount($0.amount.minorUnits)])
        }
    }
}
