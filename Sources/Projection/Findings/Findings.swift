import Assistance
import CanonicalJSON
import Journal

/// Read model "findings": what inspectors found wrong, and what became of it.
public struct Findings: ReadModel {
    public static let name = "findings"
    public static let version = 1

    public var findings = Table<FindingRow>()

    public init() {}

    public mutating func visit(_ visitor: inout some TableVisitor) throws { try visitor.visit(&findings) }

    public mutating func apply(_ event: ProjectedEvent) throws(ReadModelError) {
        switch try event.meaning() {
        case .findingRaised(let raised): try raise(raised, event)
        case .findingAnswered, .findingRectified, .findingClosed, .findingReopened:
            var row = try finding(event.subject, event)
            try row.takeStep(event)
            findings[row.key] = row
        case .evidenceAttached(let attached) where attached.about.kind == .finding: try attach(attached, event)
        default: break
        }
    }

    private mutating func raise(_ raised: FindingRaised, _ event: ProjectedEvent) throws(ReadModelError) {
        let key = FindingRow.Key(event.subject)
        guard findings[key] == nil else { throw event.comesTwice }
        findings[key] = FindingRow(key, raised, event)
    }

    private mutating func attach(_ attached: EvidenceAttached, _ event: ProjectedEvent) throws(ReadModelError) {
        var row = try finding(attached.about.identifier.description, event)
        row.documents += 1
        // The first event of a finding is that it was raised.
        if attached.aboutEvent != 1 { row.remedyDocuments += 1 }
        findings[row.key] = row
    }

    private mutating func finding(_ name: String, _ event: ProjectedEvent) throws(ReadModelError) -> FindingRow {
        guard let row = findings[.init(name)] else {
            throw ReadModelError(
                "\(event.record.type) in \(event.record.stream) is about finding \(name), which is not known")
        }
        return row
    }
}
