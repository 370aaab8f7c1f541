import Accountability
import ArgumentParser
import Assistance
import Journal

struct PolicyShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what the rules compare with on a day.",
        discussion: """
            Version 0 is the standard, which applies while no policy sets anything else.

            Examples:
              pairledger policy show
              pairledger policy show R09 --on 2016-06-30 --programme aid-xinjiang
            """)

    @Argument(help: "The rule (default: all).", transform: Parse.rule) var rule: PolicyRule?
    @Option(
        help: ArgumentHelp("The programme for which (default: what applies to all).", valueName: "id"),
        transform: Parse.identifier)
    var programme: Identifier?
    @OptionGroup var on: DateOption
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let shown = try output.openForReport()
        let rules = rule.map { [$0] } ?? PolicyRule.all
        let books = try await Books.read(policiesOf: rules, programme, in: ledger)
        try shown.write(PolicyReport.inForce(rules, books.policies, on: on.date, programme: programme))
        try shown.finish()
    }
}

extension Books {
    /// What is on record of rules.
    ///
    /// - Throws: `CommandFailure` for a programme that is not on record.
    static func read(
        policiesOf rules: [PolicyRule], _ programme: Identifier?, in ledger: LedgerOptions
    ) async throws -> Books {
        var streams = rules.map { StreamName(.policy, $0.id) }
        if let programme { streams.append(StreamName(.programme, programme)) }
        let books = try await Books.read(LogSelection(streams: Set(streams.map(\.description))), in: ledger)
        if let programme, books.programmes[programme] == nil {
            throw CommandFailure(
                .refused, "there is no programme \(programme) on record", remedy: "check the identifier")
        }
        return books
    }
}
