import Accountability
import CanonicalJSON
import Journal

extension Report {
    /// Events of a log, a row each.
    ///
    /// - Parameter recorded: how many the ledger has.
    static func log(_ events: [RecordedEvent], recorded: Int64) -> Report {
        Report(
            name: "log", title: "Log",
            facts: [.init(key: "recorded", label: "Events in the ledger", value: .count(recorded))],
            sections: [.events(events)])
    }
}

extension Report.Section {
    static func events(_ events: [RecordedEvent]) -> Report.Section {
        Report.Section(
            key: "events", title: "Events",
            columns: [
                .init(key: "position", label: "Position", kind: .count),
                .init(key: "effective_on", label: "Effective on", kind: .date),
                .init(key: "type", label: "Type", kind: .text),
                .init(key: "stream", label: "Stream", kind: .text),
                .init(key: "version", label: "Version", kind: .count),
                .init(key: "moved", label: "Moved", kind: .amount),
                .init(key: "actor", label: "Actor", kind: .text),
                .init(key: "recorded_at", label: "Recorded at", kind: .text),
            ],
            rows: events.map { event in
                let moved = event.postings.reduce(0) { $0 + max(0, $1.amount) }
                return .init([
                    .count(event.position), .date(event.effectiveOn.description), .text(event.type),
                    .text(event.stream), .count(event.version), event.postings.isEmpty ? .empty : .amount(moved),
                    .text(event.actor), .text(event.recordedAt.description),
                ])
            })
    }
}

extension RecordedEvent {
    /// What the row of an event leaves out.
    func details() throws -> [Report.Section] {
        let members = (self.data.objectValue ?? [:]).sorted { $0.key < $1.key }
        let data = Report.Section(
            key: "data", title: "Data, as recorded (amounts in 分)",
            columns: [
                .init(key: "field", label: "Field", kind: .text), .init(key: "value", label: "Value", kind: .text),
            ],
            rows: try members.map { .init([.text($0.key), try Report.Cell($0.value)]) })
        let postings = Report.Section(
            key: "postings", title: "Postings",
            columns: [
                .init(key: "account", label: "Account", kind: .text),
                .init(key: "amount", label: "Amount", kind: .amount),
            ], rows: postings.map { .init([.text($0.account), .amount($0.amount)]) })
        let envelope = Report.Section(
            key: "envelope", title: "Envelope",
            columns: [
                .init(key: "field", label: "Field", kind: .text), .init(key: "value", label: "Value", kind: .text),
            ],
            rows: [
                .init([.text("id"), .text(id.canonicalText)]),
                .init([.text("correlation"), correlation.map { .text($0.canonicalText) } ?? .empty]),
                .init([.text("causation"), causation.map { .text($0.canonicalText) } ?? .empty]),
                .init([.text("recorder"), .text(recorder)]),
                .init([.text("v"), .count(Int64(v))]),
            ])
        return postings.rows.isEmpty ? [data, envelope] : [data, postings, envelope]
    }
}

extension Report.Cell {
    fileprivate init(_ value: JSONValue) throws {
        self = value.isNull ? .empty : .text(try value.stringValue ?? value.canonicalText())
    }
}
