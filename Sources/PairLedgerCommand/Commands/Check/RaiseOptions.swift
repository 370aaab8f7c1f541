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
    @Option(help: ArgumentHelp("The same, in days from when each is raised.", valueName: "days")) var dueIn: Int?
    @Option(
        help: ArgumentHelp(
            "Go on, and look again every so many seconds if anything was recorded meanwhile or a day has gone by.",
            valueName: "seconds"))
    var every: Int?
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
            guard raisedBy == nil, due == nil, dueIn == nil, every == nil, actor == nil, on == nil, !dryRun else {
                throw ValidationError(
                    "--raised-by, --due, --due-in, --every, --actor, --on and --dry-run go with --raise")
            }
            return
        }
        guard raisedBy != nil, (due == nil) != (dueIn == nil) else {
            throw ValidationError(
                "--raise needs --raised-by, the body that raises the findings, and --due or --due-in, the day for their remedy"
            )
        }
        if let dueIn, !(1...3_650).contains(dueIn) { throw ValidationError("--due-in is 1 to 3650 days") }
        if let every {
            guard (1...86_400).contains(every) else { throw ValidationError("--every is 1 to 86400 seconds") }
            guard due == nil, on == nil, !dryRun else {
                throw ValidationError(
                    "--every goes on for days: give --due-in, and leave --due, --on and --dry-run out")
            }
        }
        if isLimited {
            throw ValidationError("findings are raised of what is so now: leave --as-of and --known-at out")
        }
    }

    /// Raises the findings, all of them or none. One that was raised for a hit before is not raised again, whatever became of it.
    func record(_ found: CheckRun.Found, _ options: ReportOptions) async throws {
        let day = on ?? .today
        guard let raisedBy, let due = due ?? dueIn.flatMap({ day.adding(days: $0) }) else { return }
        let known = Set(found.ledger.findings.map(\.key.finding))
        var submissions: [Recorder.Submission] = []
        for hit in found.hits {
            let id = hit.findingID
            guard !known.contains(id.description), let about = FindingSubject(hit.subject) else { continue }
            let raised = FindingRaised(
                rule: hit.rule, about: about, severity: hit.severity, statement: "\(hit.statement) \(hit.chinese)",
                expected: hit.limit, found: hit.found, unit: hit.unit, raisedBy: raisedBy, dueOn: due,
                positions: hit.strongestPositions)
            let request = State(raised, of: id, on: day)
            submissions.append(Recorder.Submission(request: request, key: request.identity))
        }
        let outcomes: [Recorder.Outcome]
        do {
            outcomes = try await Recorder.open(options.ledger, actor: actor).record(submissions, dryRun: dryRun)
        } catch let refused as Recorder.Refusals {
            throw CommandFailure(refused)
        }
        if every != nil, outcomes.isEmpty { return }
        Terminal.note(
            "\(outcomes.count) of \(found.hits.count) hits \(dryRun ? "would be raised" : "raised") as findings"
                + (outcomes.count < found.hits.count ? "; the others have one already" : ""),
            quiet: options.ledger.database.quiet)
    }
}

extension Hit {
    /// As many of its events as a finding can name: the first ones, which is where it began, and the last one.
    fileprivate var strongestPositions: [Int64] {
        guard positions.count > FindingRaised.positionsMax, let last = positions.last else { return positions }
        return Array(positions.prefix(FindingRaised.positionsMax - 1)) + [last]
    }

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
