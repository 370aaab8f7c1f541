import Accountability
import ArgumentParser
import Assistance
import CanonicalJSON
import Journal

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Look for red flags: what the rules R01 to R23 find in the ledger.",
        discussion: """
            The log is gone through once, as far as --as-of and --known-at say; limits are those of the policies in force on the day \
            that is looked at. Nothing is printed, and the exit status is 0, when no rule finds anything; it is 1 when one does. \
            An earlier day or position gives what would have been found then.

            With --raise what is found becomes findings, once each; with --every as well that goes on, as a service, until it is \
            stopped. A finding names up to 100 of the events that prove it.

            Examples:
              pairledger check --list
              pairledger check --explain R04
              pairledger check
              pairledger check R01 R02 --region 653000 --as-of 2019-12-31
              pairledger check --since 1200 --format json
              pairledger check --raise --raised-by "Provincial audit office" --due-in 60 --every 3600
              pairledger check R03 --about agreement/A1 --raise --raised-by "Provincial audit office" --due 2020-06-30
            """)

    @Argument(help: "The rules, such as R01 (default: all).", transform: Parse.rule) var rules: [PolicyRule] = []
    @Flag(help: "List the rules.") var list = false
    @Option(
        help: ArgumentHelp(
            "Only hits that were not there when the event at this position was the last.", valueName: "position"))
    var since: Int64?
    @Option(help: ArgumentHelp("Only hits about this.", valueName: "kind/id"), transform: Parse.subject)
    var about: FindingSubject?
    @OptionGroup(title: "Raising findings") var raising: RaiseOptions
    @OptionGroup var options: ReportOptions

    func validate() throws {
        try options.refuse(.from, .by, because: "a ledger is looked at as it stands on one day, which --as-of sets")
        try options.refuse(.tree, .flat, .depth, because: "hits stand one below the other")
        try options.refuse(.instrument, because: "a hit is about things, and not about a kind of money")
        if let since, since < 0 { throw ValidationError("--since is a position, 0 or more") }
        try raising.validate(isLimited: options.horizon.asOf != nil || options.horizon.knownAt != nil)
        if options.sealing.seal {
            throw ValidationError("what was found is not sealed: findings are on record themselves")
        }
    }

    func run() async throws {
        if list {
            let shown = try options.output.openForReport()
            try shown.write(CheckReport.list(RedFlags.rules, options.division.lang))
            return try shown.finish()
        }
        let run = CheckRun(options: options, rules: rules)
        if let name = options.explain,
            let rule = RedFlags.rules.first(where: { "\($0.policy.id)" == name.uppercased() })
        {
            let shown = try options.output.openForReport()
            let day = options.horizon.asOf ?? .today
            try shown.write(CheckReport.explain(rule, try await run.policies()[rule.policy.id] ?? Policy(), on: day))
            return try shown.finish()
        }
        if options.explain != nil {
            return try await ReportDrawing(options: options, models: []).draw {
                try await run.inspect($0, since: since, about: about).report
            }
        }
        if let seconds = raising.every {
            return try await CheckWatch(run: run, raising: raising, about: about).watch(every: seconds)
        }
        let shown = try options.output.openForReport()
        let request = try options.request(options.horizon.horizon)
        let found = try await run.inspect(request, since: since, about: about)
        // A person is not told that nothing is wrong; a program gets a report without hits.
        if !found.hits.isEmpty || options.output.effectiveFormat != .table {
            try shown.write(found.report.limited(to: request).worded(in: request.language))
        }
        try shown.finish()
        guard !found.hits.isEmpty else { return }
        if raising.raise { return try await raising.record(found, options) }
        throw ExitCode(CommandFailure.Status.no.rawValue)
    }
}
