import Assistance
import Journal

/// Read model "timeline": what every thing belongs to, so that the events of a project, pairing or region are found without reading
/// the whole log, and what every document is evidence of.
///
/// The first event of a thing makes its row, and later ones leave it alone: most events cost nothing.
public struct Timeline: ReadModel {
    public static let name = "timeline"
    public static let version = 1

    public var things = Table<ThingRow>()
    public var attachments = Lines<AttachmentRow>()

    public init() {}

    public mutating func visit(_ visitor: inout some TableVisitor) throws {
        try visitor.visit(&things)
        try visitor.visit(&attachments)
    }

    public mutating func apply(_ event: ProjectedEvent) throws(ReadModelError) {
        switch try event.meaning() {
        case .programmeEstablished: try begin(event) { _ in }
        case .pairingFormed(let formed):
            try begin(event) {
                $0.programme = formed.programme.description
                $0.region = formed.recipient
            }
        case .fundsCommitted(let committed): try begin(event) { $0.pairing = committed.pairing.description }
        case .fundsTransferred(let transferred):
            try begin(event) {
                $0.pairing = transferred.pairing.description
                $0.agreement = transferred.agreement.description
                $0.region = transferred.to
            }
        case .fundsForwarded(let forwarded): try begin(event) { $0.region = forwarded.to }
        case .projectProposed(let proposed): try begin(event) { $0.region = proposed.plan.place.region }
        case .projectApproved(let approved): try beginUnlessKnown(event) { $0.region = approved.plan.place.region }
        case .regionDesignated, .regionIndicatorReported, .policySet, .activityReported, .organisationReported:
            try beginUnlessKnown(event) { _ in }
        case .findingRaised(let raised):
            try begin(event) { row in
                guard let thing = raised.about.thing else { return }
                row.about = thing.description
                row.belong(to: thing)
            }
        case .evidenceAttached(let attached):
            try beginUnlessKnown(event) {
                $0.about = attached.about.description
                $0.belong(to: attached.about)
            }
            attachments.append(
                AttachmentRow(
                    .init(event.record.position), of: event.subject, to: attached.about.description,
                    event: attached.aboutEvent))
        case .reportPublished: try begin(event) { _ in }
        case .bankStatementReceived(let received):
            try begin(event) { row in
                guard let thing = FindingSubject.account(received.account).thing else { return }
                row.about = thing.description
                row.belong(to: thing)
            }
        case .reconciliationAccepted, .reconciliationRejected:
            try beginUnlessKnown(event) { row in
                guard let account = Identifier(row.id).flatMap(Reconciliation.account),
                    let thing = FindingSubject.account(account).thing
                else { return }
                row.about = thing.description
                row.belong(to: thing)
            }
        case .indicatorDefined(let defined):
            try begin(event) {
                $0.project = defined.project?.description
                $0.region = defined.region
            }
        case .claimPublished(let published):
            try begin(event) {
                $0.programme = published.scope.programme?.description
                $0.pairing = published.scope.pairing?.description
                $0.region = published.scope.recipient ?? published.scope.donor
            }
        case .personnelSeconded(let seconded): try begin(event, seconded.cooperation)
        case .labourPlaced(let placed): try begin(event, placed.cooperation)
        case .industryInvested(let invested): try begin(event, invested.cooperation)
        case .consumptionPurchased(let purchased): try begin(event, purchased.cooperation)
        case .trainingHeld(let held): try begin(event, held.cooperation)
        default: break
        }
    }

    private mutating func begin(_ event: ProjectedEvent, _ cooperation: Cooperation) throws(ReadModelError) {
        try begin(event) {
            $0.pairing = cooperation.pairing.description
            $0.region = cooperation.region
        }
    }

    /// For an event that can only be the first of its thing.
    private mutating func begin(_ event: ProjectedEvent, _ link: (inout ThingRow) -> Void) throws(ReadModelError) {
        guard !things.contains(.init(event.record.stream)) else { throw event.comesTwice }
        try add(event, link)
    }

    /// For an event that can be the first of its thing or follow others.
    private mutating func beginUnlessKnown(
        _ event: ProjectedEvent, _ link: (inout ThingRow) -> Void
    ) throws(ReadModelError) {
        if !things.contains(.init(event.record.stream)) { try add(event, link) }
    }

    private mutating func add(_ event: ProjectedEvent, _ link: (inout ThingRow) -> Void) throws(ReadModelError) {
        guard let stream = StreamName(event.record.stream) else {
            throw ReadModelError("\(event.record.type) stands in \"\(event.record.stream)\", which is no thing's name")
        }
        var row = ThingRow()
        row.key = ThingRow.Key(event.record.stream)
        row.kind = stream.kind
        row.id = stream.identifier.description
        row.beganOn = event.record.effectiveOn
        row.firstPosition = event.record.position
        row.belong(to: stream)
        link(&row)
        things[row.key] = row
    }
}
