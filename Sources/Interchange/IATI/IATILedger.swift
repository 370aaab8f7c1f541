public import Assistance
public import CanonicalJSON

/// What of a ledger an IATI file tells, gathered event by event.
///
/// Every pairing is two activities, since both sides answer for it: the donor's (hierarchy 1), with what it promised and sent, and the
/// recipient's (hierarchy 2), with what was promised to it, what it received and what it gave to projects. Every project is an activity
/// (hierarchy 2) with what it was given and what it spent. Each movement of money stands in both activities that it concerns, as seen
/// from each, with the identifier of the other; nothing stands in one activity twice. Money forwarded from tier to tier stays within the
/// recipient's side and is not told.
///
/// | in the ledger | the donor's side | the recipient's side | the project |
/// | --- | --- | --- | --- |
/// | promised, revised, cancelled | outgoing commitment 2 | incoming commitment 11 | |
/// | sent, rejected | disbursement 3 | | |
/// | confirmed as received | | incoming funds 1 | |
/// | returned to the donor | disbursement 3, below zero | incoming funds 1, below zero | |
/// | allocated, released | | disbursement 3 | incoming funds 1 |
/// | paid out | | | expenditure 4 |
///
/// Source of the codes: the standard's code lists of version 2.03, <https://iatistandard.org/en/iati-standard/203/codelists/>.
public struct IATILedger: Sendable {
    var programmes: [String: ProgrammeEstablished] = [:]
    var pairings: [String: IATIPairing] = [:]
    var projects: [String: IATIProject] = [:]
    /// The pairing that each is under.
    var pairingOfAgreement: [String: String] = [:]
    var pairingOfTransfer: [String: String] = [:]
    /// Transfers from tier to tier.
    var forwardings: Set<String> = []
    private var projectOfIndicator: [String: String] = [:]
    /// When the last event was recorded; nil before any was.
    public private(set) var knownAt: Instant?
    public internal(set) var omissions = IATIOmissions()

    public init() {}

    /// Takes the next event up.
    ///
    /// - Parameters:
    ///   - stream: of the thing that it tells of.
    ///   - money: what it moved, split by whose it is.
    public mutating func take(
        _ event: AssistanceEvent, of stream: StreamName, _ source: IATISource, moving money: [IATIMovement]
    ) {
        knownAt = max(knownAt ?? source.recordedAt, source.recordedAt)
        let id = stream.identifier.description
        note(event, id, source)
        if !money.isEmpty { move(event, id, source, money) }
    }

    private mutating func note(_ event: AssistanceEvent, _ id: String, _ source: IATISource) {
        switch event {
        case .programmeEstablished(let established): programmes[id] = established
        case .pairingFormed(let formed): pairings[id] = IATIPairing(formed, source)
        case .pairingEnded(let ended):
            pairings[id]?.endsOn = ended.endsOn
            pairings[id]?.touch(source)
        case .fundsCommitted, .commitmentRevised, .commitmentCancelled: promise(event, id, source, sign: 1)
        case .entryReversed(let reversed): promise(reversed.original, id, source, sign: -1)
        case .fundsTransferred(let sent): pairingOfTransfer[id] = sent.pairing.description
        case .fundsForwarded: forwardings.insert(id)
        case .indicatorDefined(let defined):
            guard let project = defined.project?.description else {
                omissions.indicators += 1
                return
            }
            projectOfIndicator[id] = project
            change(project, source) { $0.results[id] = IATIResult(defined, source) }
        case .outcomeReported(let reported):
            change(projectOfIndicator[id], source) { $0.results[id]?.report(reported, source) }
        case .outcomeVerified(let verified):
            change(projectOfIndicator[id], source) { $0.results[id]?.verify(verified, source) }
        case .outcomeDisputed(let disputed):
            change(projectOfIndicator[id], source) { $0.results[id]?.dispute(disputed, source) }
        case .evidenceAttached(let attached): attach(IATIDocument(attached, digest: id, source), to: attached.about)
        default: noteProject(event, id, source)
        }
    }

    private mutating func noteProject(_ event: AssistanceEvent, _ id: String, _ source: IATISource) {
        switch event {
        case .projectProposed(let proposed): plan(proposed.plan, id, source, .proposed)
        case .projectApproved(let approved): plan(approved.plan, id, source, .approved)
        case .budgetRevised(let revised):
            change(id, source) {
                $0.plan.plannedAid = revised.plannedAid
                $0.plan.plannedTotal = revised.plannedTotal
                $0.revisedBy = source
            }
        case .projectStarted:
            change(id, source) {
                $0.stage = .started
                $0.startedOn = source.effectiveOn
            }
        case .projectSuspended: change(id, source) { $0.stage = .suspended }
        case .projectResumed: change(id, source) { $0.stage = .started }
        case .projectCompleted:
            change(id, source) {
                $0.stage = .completed
                $0.completedOn = source.effectiveOn
            }
        case .projectCancelled: change(id, source) { $0.stage = .cancelled }
        case .projectClosed: change(id, source) { $0.stage = .closed }
        default: break
        }
    }

    private mutating func plan(_ plan: ProjectPlan, _ id: String, _ source: IATISource, _ stage: Project.Stage) {
        if projects[id] == nil { projects[id] = IATIProject(plan, source, stage) }
        change(id, source) {
            $0.plan = plan
            $0.stage = stage
            $0.planned = plan.plannedAid.minorUnits
            $0.plannedBy = source
            $0.revisedBy = nil
        }
    }

    private mutating func change(_ project: String?, _ source: IATISource, _ body: (inout IATIProject) -> Void) {
        guard let project, let index = projects.index(forKey: project) else { return }
        projects.values[index].touch(source)
        body(&projects.values[index])
    }

    /// - Parameter sign: -1 for what is taken back.
    private mutating func promise(_ event: AssistanceEvent, _ id: String, _ source: IATISource, sign: Int64) {
        switch event {
        case .fundsCommitted(let committed):
            let pairing = committed.pairing.description
            if sign > 0 {
                pairingOfAgreement[id] = pairing
                pairings[pairing]?.agreements[id] = IATIAgreement(committed, source)
            } else {
                pairings[pairing]?.agreements[id] = nil
            }
        case .commitmentRevised(let revised):
            let pairing = revised.pairing.description
            pairings[pairing]?.agreements[id]?.promise(
                more: sign * (revised.amount.minorUnits - revised.previous.minorUnits), source)
        case .commitmentCancelled(let cancelled):
            let pairing = cancelled.pairing.description
            pairings[pairing]?.agreements[id]?.promise(more: -sign * cancelled.amount.minorUnits, source)
            pairings[pairing]?.agreements[id]?.isCancelled = sign > 0
        default: break
        }
    }

    private mutating func attach(_ document: IATIDocument, to thing: StreamName) {
        guard document.category != nil else {
            omissions.documents += 1
            return
        }
        let id = thing.identifier.description
        let pairing: String? =
            switch thing.kind {
            case .pairing: id
            case .agreement: pairingOfAgreement[id]
            case .transfer: pairingOfTransfer[id]
            default: nil
            }
        let project: String? =
            switch thing.kind {
            case .project: id
            case .indicator: projectOfIndicator[id]
            default: nil
            }
        if let pairing, pairings[pairing] != nil {
            pairings[pairing]?.documents.append(document)
            pairings[pairing]?.touch(document.source)
        } else if let project, projects[project] != nil {
            change(project, document.source) { $0.documents.append(document) }
        } else {
            omissions.documentsElsewhere += 1
        }
    }
}
