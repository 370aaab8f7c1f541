import Accountability
import ArgumentParser
import Assistance
import CanonicalJSON
import Journal

struct EvidenceCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Tell of files whether, and where, they are on record as they are now.",
        discussion: """
            Exit status 1 when one is not: it was changed since, or was never attached.

            Example:
              pairledger evidence check contract.pdf slip-1.jpg
            """)

    @Argument(help: "The files.", completion: .file()) var files: [String]
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let documents = try files.map(DocumentFile.init)
        let shown = try output.openForReport()
        let journal = try await Journal.open(ledger)
        let streams = Set(documents.map { StreamName(.document, Identifier($0.digest)).description })
        let attached = Dictionary(
            grouping: try await journal.read(LogSelection(streams: streams, types: [EvidenceAttached.type])),
            by: \.stream)
        func attachments(_ document: DocumentFile) -> [RecordedEvent] {
            attached["\(StreamName(.document, Identifier(document.digest)))"] ?? []
        }
        try shown.write(
            Report(
                name: "evidence_check", title: "Documents and what they prove",
                sections: [
                    .init(
                        key: "documents", title: "Documents",
                        columns: [
                            .init(key: "file", label: "File", kind: .text),
                            .init(key: "answer", label: "Answer", kind: .text),
                            .init(key: "about", label: "About", kind: .text),
                            .init(key: "event", label: "Event", kind: .count),
                            .init(key: "position", label: "Position", kind: .count),
                            .init(key: "recorded_at", label: "Recorded at", kind: .text),
                            .init(key: "sha256", label: "SHA-256", kind: .text),
                        ],
                        rows: try documents.flatMap { try EvidenceCheck.rows($0, attachments($0)) })
                ]))
        try shown.finish()
        let missing = documents.filter { attachments($0).isEmpty }
        guard missing.isEmpty else {
            throw CommandFailure(
                .no, "\(missing.count) of \(documents.count) files \(missing.count == 1 ? "is" : "are") not on record",
                remedy: "compare with the document that was attached: pairledger evidence list --of KIND/ID")
        }
    }

    private static func rows(_ document: DocumentFile, _ attachments: [RecordedEvent]) throws -> [Report.Row] {
        guard !attachments.isEmpty else {
            return [
                .init([
                    .text(document.path), .text("not on record"), .empty, .empty, .empty, .empty,
                    .text(document.digest.description),
                ])
            ]
        }
        return try attachments.compactMap { event in
            guard let evidence = try event.evidence() else { return nil }
            return .init([
                .text(document.path), .text("on record"), .text(evidence.about.description),
                evidence.aboutEvent.map(Report.Cell.count) ?? .empty, .count(event.position),
                .text(event.recordedAt.description), .text(document.digest.description),
            ])
        }
    }
}
