import Accountability
import CanonicalJSON
import Journal
import TransparencyLog

extension Report {
    /// What a bundle proves.
    static func proof(
        _ bundle: ProofBundle, _ trust: SignedCheckpoint.Trust, since earlier: SignedCheckpoint?
    ) throws(NoteError) -> Report {
        let checkpoint = bundle.checkpoint.checkpoint
        var facts: [Fact] = [
            .init(key: "log", label: "Log", value: .text("\(checkpoint.origin)")),
            .init(key: "entries", label: "Entries in the log", value: .count(checkpoint.size)),
            .init(key: "root", label: "Root", value: .text(checkpoint.root.base64)),
            .init(key: "signed_by", label: "Signed by", value: .text("\(trust.log)")),
        ]
        for witness in trust.witnesses {
            facts.append(
                .init(
                    key: "witness", label: "Witnessed by",
                    value: .text("\(witness.key.name)\(witness.moment.map { " at \($0)" } ?? "")")))
        }
        if let earlier {
            facts.append(
                .init(
                    key: "since", label: "Only added to since",
                    value: .text("the checkpoint of \(earlier.checkpoint.size.entries)")))
        }
        var report = Report(name: "proof", title: "Proved", facts: facts)
        if !bundle.entries.isEmpty { report.sections = [.events(try bundle.events())] }
        return report
    }

    /// What was found out about a log.
    static func verdict(_ verdict: LogVerification.Verdict, isSealed: Bool) -> Report {
        var facts: [Fact] = [
            .init(key: "ledger", label: "Ledger", value: .text(verdict.ledger)),
            .init(key: "entries", label: "Entries", value: .count(verdict.entries)),
            .init(key: "findings", label: "Findings", value: .count(Int64(verdict.findingCount))),
        ]
        if verdict.findingCount == 0 {
            facts.append(.init(key: "root", label: "Root", value: .text(verdict.root.base64)))
        }
        if isSealed {
            facts.append(
                .init(
                    key: "confirmed", label: "Checkpoints that agree",
                    value: .text("\(verdict.confirmed.count) of \(verdict.checkpoints.count)")))
            if let last = verdict.confirmed.last, last > 0 {
                facts.append(.init(key: "sealed", label: "Sealed up to", value: .text("entry \(last - 1)")))
            }
        }
        var report = Report(name: "log_verification", title: "The log held against itself", facts: facts)
        guard verdict.findingCount > 0 else { return report }
        if isSealed { report.title += " and its seals" }
        report.sections = [
            .init(
                key: "findings", title: "What is wrong",
                columns: [
                    .init(key: "position", label: "Position", kind: .count),
                    .init(key: "kind", label: "Kind", kind: .text),
                    .init(key: "sealed", label: "Sealed with", kind: .count),
                    .init(key: "description", label: "What", kind: .text),
                ],
                rows: verdict.findings.map {
                    .init([
                        $0.position.map { .count($0) } ?? .empty, .text($0.kind.rawValue),
                        $0.sealed.map { .count($0) } ?? .empty, .text($0.description),
                    ])
                })
        ]
        return report
    }
}

extension ProofBundle {
    /// The entries as events.
    ///
    /// - Throws: `NoteError` when one says that it stands elsewhere than where it is proved to stand: somebody signed what was never
    ///   recorded so.
    fileprivate func events() throws(NoteError) -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        for (position, entry) in zip(inclusion.positions.joined(), entries) {
            do throws(CanonicalJSONError) {
                events.append(try RecordedEvent(entry: entry))
            } catch {
                throw NoteError("what the log has at position \(position) is no entry: \(error)")
            }
            guard let said = events.last?.position, said == position else {
                throw NoteError(
                    "the entry that the log has at position \(position) says that it stands at \(events.last?.position ?? -1)"
                )
            }
        }
        return events
    }
}

extension SignedNote.Verified {
    /// When a witness signed.
    fileprivate var moment: Instant? {
        seconds.flatMap { Int64(exactly: $0) }.flatMap { seconds in
            let (microseconds, isTooLarge) = seconds.multipliedReportingOverflow(by: 1_000_000)
            return isTooLarge ? nil : Instant(microsecondsSince1970: microseconds)
        }
    }
}
