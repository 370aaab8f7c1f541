import Foundation
import Testing

/// A report command on a ledger that is always the same; what it prints stands in Transcripts, a file for each form.
///
/// To write the files anew run the tests with PAIRLEDGER_TRANSCRIPTS=record; then read what has changed, line by line.
struct ReportTranscript: CustomTestStringConvertible, Sendable {
    /// The name of its files, such as `position-kizilsu`.
    let name: String
    let ledger: ReportLedger
    let words: [String]
    let status: Int32
    let forms: [String]

    /// - Parameters:
    ///   - command: the words behind `pairledger`, with single spaces between them.
    ///   - forms: in which its output is written down.
    init(
        _ name: String, on ledger: ReportLedger, _ command: String, status: Int32 = 0,
        forms: [String] = ["table", "csv", "json"]
    ) {
        self.name = name
        self.ledger = ledger
        words = command.split(separator: " ").map(String.init)
        self.status = status
        self.forms = forms
    }

    var testDescription: String { name }

    /// Those of all reports.
    static let all = [
        position,
        trace,
        balances,
        waiting,
        flows,
        targeting,
        disparity,
        cooperation,
        scorecard,
        inspection,
        audit,
    ].flatMap { $0 }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Transcripts")

    /// What was written down.
    func written(_ form: String) -> String? { try? String(contentsOf: file(form), encoding: .utf8) }

    func write(_ text: String, _ form: String) throws {
        try text.write(to: file(form), atomically: true, encoding: .utf8)
    }

    private func file(_ form: String) -> URL {
        Self.folder.appending(path: "\(name).\(form == "table" ? "txt" : form)")
    }

    /// What the command prints, on both outputs, without what differs from one run to the next.
    func run(_ form: String) async throws -> String {
        let outcome = try await ledger.ledger().run(words + ["--format", form, "--quiet"])
        #expect(outcome.status == status, "\(outcome.errors)")
        return (outcome.output + outcome.errors).replacing("\r\n", with: "\n").replacing(
            /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/, with: "(instant)"
        )
        // How many days passed until something was recorded is one more tomorrow.
        .replacing(/\(instant\)(,| +)\d[\d,]*(?=[, \n])/, with: "(instant) (days)")
        .replacing(/"lag_days": \d+/, with: "\"lag_days\": (days)")
    }
}

extension ReportSuite {
    @Suite("reports, as they were written down")
    struct ReportTranscriptTests {
        @Test("say the same in every form", arguments: ReportTranscript.all)
        func same(_ transcript: ReportTranscript) async throws {
            let isRecording = ProcessInfo.processInfo.environment["PAIRLEDGER_TRANSCRIPTS"] == "record"
            // Side by side: most of the time of a command is its start.
            let texts = try await withThrowingTaskGroup { group in
                for form in transcript.forms { group.addTask { (form, try await transcript.run(form)) } }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            for (form, printed) in texts {
                if isRecording { try transcript.write(printed, form) }
                #expect(printed == transcript.written(form), "\(transcript.words.joined(separator: " ")) in \(form)")
            }
        }
    }
}
