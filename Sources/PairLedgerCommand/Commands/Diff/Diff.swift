import Accountability
import ArgumentParser
import Journal
import Projection

struct Diff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "What changed of a report between two points: which figures, by which events, by whom and why.",
        discussion: """
            A point is a position of the log or an instant (what the ledger knew then), a published report (what it rested on), or a \
            file with a sealed report (what it was drawn from). The report is drawn at both, by default the one that was published \
            or sealed, else the report of the position; options of the report stand behind --. For a published report the events \
            that happened in its period are marked: they move the past.

            Exit status 0, whether anything changed or not; with --check 1 when it did.

            Examples:
              pairledger diff --from 693
              pairledger diff --from report/JS-KZ-2014 --check
              pairledger diff --from position.json --to 1200 --unit wan
              pairledger diff --from 693 --report project -- KZ14-001
              pairledger diff --from 2026-01-05T08:30:00Z --report position -- --region 653000
            """)

    @Option(
        help: ArgumentHelp("The earlier point.", valueName: "position|instant|file|report/id"),
        transform: DiffPoint.init)
    var from: DiffPoint
    @Option(
        help: ArgumentHelp(
            "The later point (default: the head of the log).", valueName: "position|instant|file|report/id"),
        transform: DiffPoint.init)
    var to: DiffPoint?
    @Option(help: ArgumentHelp("Which report is compared, as behind pairledger report.", valueName: "name"))
    var report: String?
    @Option(help: "en, or zh for Chinese.") var lang: Language?
    @Flag(help: "Exit with 1 when something changed.") var check = false
    @OptionGroup var limit: LimitOption
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions
    @Argument(parsing: .postTerminator, help: ArgumentHelp("Words for the report.", valueName: "words"))
    var words: [String] = []

    func run() async throws {
        let shown = try output.openForReport()
        let name = try ledger.ledger ?? from.seal().map { try Parse.ledger($0.ledger) } ?? ledger.name()
        let drawing = DiffDrawing(ledger: name, options: ledger)
        let earlier = try await drawing.resolve(from)
        let later = try await drawing.resolve(to)
        let chosen = words + (lang.map { ["--lang", $0.rawValue] } ?? [])
        let command = report.map { [$0] + chosen } ?? drawing.words(earlier, later, more: chosen)
        let before = try await drawing.draw(command, at: earlier)
        let after = try await drawing.draw(command, at: later)
        guard before.knownTo <= after.knownTo else {
            throw CommandFailure(
                .usage, "--from knows \(before.knownTo) events, and --to only \(after.knownTo)",
                remedy: "give the earlier point with --from")
        }
        let difference = ReportDifference(from: before.report, to: after.report)
        let events = try await drawing.events(difference, before, after)
        let result = DifferenceReport.make(
            difference, of: after.report, from: .init(name: earlier.name, events: before.knownTo),
            to: .init(name: later.name, events: after.knownTo), events: events, period: earlier.period,
            limit: limit.most,
            language: after.request.language)
        try shown.write(result.worded(in: after.request.language))
        try shown.finish()
        if check, !difference.isEmpty { throw ExitCode(CommandFailure.Status.no.rawValue) }
    }
}
