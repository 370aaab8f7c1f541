import Accountability
import ArgumentParser
import Assistance
import CanonicalJSON
import Journal

struct PolicyDiff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Show what the rules compare with differently on two days, or by two versions.",
        discussion: """
            For each setting that changed there are both values, and since when, by which version and on what basis each applies. A \
            setting that was set again to the same value is among them. Version 0 is the standard; a version is looked at on its first \
            day, with what was on record by then.

            Examples:
              pairledger policy diff --from 2014-12-31 --to 2015-12-31
              pairledger policy diff R09 --from 2014-12-31 --programme aid-xinjiang
              pairledger policy diff R01 --from 0 --to 1
            """)

    @Argument(help: "The rule (default: all).", transform: Parse.rule) var rule: PolicyRule?
    @Option(
        help: ArgumentHelp("The day before, or the version of the rule.", valueName: "date|version"),
        transform: Self.point)
    var from: PolicyReport.Point
    @Option(
        help: ArgumentHelp("The day after, or the version of the rule (default: today).", valueName: "date|version"),
        transform: Self.point)
    var to: PolicyReport.Point?
    @Option(
        help: ArgumentHelp("The programme for which (default: what applies to all).", valueName: "id"),
        transform: Parse.identifier)
    var programme: Identifier?
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    private static func point(_ text: String) throws -> PolicyReport.Point {
        if !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int64(text) {
            return .version(number)
        }
        do {
            return .day(try CalendarDate.parse(text))
        } catch {
            throw ValidationError("\"\(text)\" is neither a day, such as 2015-01-01, nor a version, such as 1")
        }
    }

    func validate() throws {
        switch (from, to) {
        case (.day(let from), .day(let to)?) where to < from:
            throw ValidationError("--from \(from) is after --to \(to)")
        case (.version, _), (_, .version?):
            guard rule != nil else { throw ValidationError("each rule has versions of its own: name one, such as R01") }
        default: break
        }
    }

    func run() async throws {
        let shown = try output.openForReport()
        let rules = rule.map { [$0] } ?? PolicyRule.all
        let books = try await Books.read(policiesOf: rules, programme, in: ledger)
        try shown.write(
            PolicyReport.difference(
                of: rules, books.policies, from: from, to: to ?? .day(.today), programme: programme))
        try shown.finish()
    }
}
