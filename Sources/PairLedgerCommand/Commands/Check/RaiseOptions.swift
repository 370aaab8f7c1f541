import Accountability
import ArgumentParser
import Assistance
import CanonicalJSON
import Projection
import TransparencyLog

/// How hits become findings.
struct RaiseOptions: ParsableArguments {
    @Flag(help: "Raise a finding for each hit of which there is none yet, with its figures and events.") var raise =
        false
    @Option(help: ArgumentHelp("The body that raises them.", valueName: "name")) var raisedBy: String?
    @Option(help: ArgumentHelp("The day by which they are to be rectified.", valueName: "date"), transform: Parse.date)
    var due: CalendarDate?
    @Option(
        help: ArgumentHelp(
            "Who puts them on record (default: $PAIRLEDGER_ACTOR, else user@host).", valueName: "name"))
    var actor: String?
    @Option(
        help: ArgumentHelp("The day on which they are raised (default: today).", valueName: "date"),
        transform: Parse.date)
    var on: CalendarDate?
    @Flag(help: "Show what would be recorded, and record nothing.") var dryRun = false

    func validate(isLimited: Bool) throws {
        guard raise else {
            guard raisedBy == nil, due == nil, actor == nil, on == nil, !dryRun else {
                throw ValidationError("--raised-by, --due, --actor, --on and --dry-run go with --raise")
            }
            return
        }
        guard raisedBy != nil, due != nil else {
            throw ValidationError(
                "--raise needs --raised-by, the body that raises the findings, and --due, the day for their remedy")
        }
        if isLimited {
            throw ValidationError("findings are raised of what is so now: leave --as-of and --known-at out")
        }
    }

    /// Raises the findings, all of them or none. One that was raised for a hit before is not raised again, whatever became of it.
    func record(_ found: CheckRun.Found, _ options: ReportOptions) async throws {
        guard let raisedBy, let due else { return }
        let day = on ?? .today
        let known = Set(found.ledger.findings.map(\.key.finding))
        var submissions: [Recorder.Submission] = []
        for hit in found.hits {
            let id = hit.findingID
            guard !known.contains(id.description), let about = FindingSubject(hit.subject) else { continue }
            let raised = FindingRaised(
                rule: hit.rule, about: about, severity: hit.severity, statement: "\(hit.statement) \(hit.chinese)",
                expected: hit.limit, found: hit.found, unit: hit.unit, raisedBy: raisedBy, dueOn: due,
                positions: hit.positions)
            let request = State(raised, of: id, on: day)
            submissions.append(Recorder.Submission(request: request, key: request.identity))
        }
        let outcomes: [Recorder.Outcome]
        do {
            outcomes = try await Recorder.open(options.ledger, actor: actor).record(submissions, dryRun: dryRun)
        } catch let refused as Recorder.Refusals {
            throw CommandFailure(refused)
        }
        Terminal.note(
            "\(outcomes.count) of \(found.hits.count) hits \(dryRun ? "would be raised" : "raised") as findings"
                + (outcomes.count < found.hits.count ? "; the others have one already" : ""),
            quiet: options.ledger.database.quiet)
    }
}

extension Hit {
    /// Names the finding that is raised for it, so that it is raised once: the rule, and a digest of what it is about.
    var findingID: Identifier {
        let text = identity.joined(separator: "\u{0}")
        let digest = Digest(of: Array(text.utf8)).description.prefix(10)
        guard let id = Identifier("\(rule)-\(digest)") else {
            preconditionFailure("\(rule)-\(digest) is no identifier")
        }
        return id
    }
}
