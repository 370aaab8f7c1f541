import Accountability
import ArgumentParser
import Assistance
import CanonicalJSON
import Journal

struct EvidenceList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the documents that prove something.",
        discussion: """
            Example:
              pairledger evidence list --of project/KZ14-001
            """)

    @Option(
        help: ArgumentHelp("What they prove, such as project/P1.", valueName: "kind/id"), transform: Parse.stream)
    var of: StreamName
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let shown = try output.openForReport()
        let journal = try await Journal.open(ledger)
        guard try await !journal.read(LogSelection(limit: 1, streams: [of.description])).isEmpty else {
            throw CommandFailure(
                .refused, "there is no \(of.kind) \(of.identifier) on record", remedy: "check the identifier")
        }
        var rows: [Report.Row] = []
        for try await page in journal.pages(LogSelection(types: [EvidenceAttached.type])) {
            for event in page {
                guard let evidence = try event.evidence(), evidence.about == of else { continue }
                rows.append(EvidenceList.row(event, evidence))
            }
        }
        try shown.write(
            Report(
                name: "evidence", title: "Evidence",
                facts: [.init(key: "of", label: "Of", value: .text(of.description))],
                sections: [
                    .init(
                        key: "documents", title: "Documents",
                        columns: [
                            .init(key: "event", label: "Event", kind: .count),
                            .init(key: "kind", label: "Kind", kind: .text),
                            .init(key: "title", label: "Title", kind: .text),
                            .init(key: "media_type", label: "Type", kind: .text),
                            .init(key: "bytes", label: "Bytes", kind: .count),
                            .init(key: "attached_on", label: "Attached on", kind: .date),
                            .init(key: "actor", label: "By", kind: .text),
                            .init(key: "position", label: "Position", kind: .count),
                            .init(key: "sha256", label: "SHA-256", kind: .text),
                        ], rows: rows)
                ]))
        try shown.finish()
    }

    private static func row(_ event: RecordedEvent, _ evidence: EvidenceAttached) -> Report.Row {
        .init([
            evidence.aboutEvent.map(Report.Cell.count) ?? .empty, .text(evidence.documentKind.rawValue),
            .text(evidence.title), .text(evidence.mediaType.description), .count(evidence.bytes),
            .date(event.effectiveOn.description), .text(event.actor), .count(event.position),
            .text(String(event.stream.dropFirst("document/".count))),
        ])
    }
}

extension RecordedEvent {
    /// What it says, where it attaches a document.
    func evidence() throws -> EvidenceAttached? {
        guard case .evidenceAttached(let evidence) = try AssistanceEvent(type: type, version: v, data: data) else {
            return nil
        }
        return evidence
    }
}

extension Journal {
    /// The ledger, for reading.
    static func open(_ ledger: LedgerOptions) async throws -> Journal {
        let database = try await Database.open(ledger.database)
        return Journal(try ledger.name(), on: try await database.connectCurrent(.inspect, quiet: ledger.database.quiet))
    }
}
