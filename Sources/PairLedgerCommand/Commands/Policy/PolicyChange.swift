import ArgumentParser
import Assistance
import CanonicalJSON

struct PolicyChange: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Record what a rule compares with from a day on.",
        discussion: """
            What is left out stays as it is. A policy for one programme comes before what applies to all.

            Examples:
              pairledger policy set R01 --parameter idle_days=180 \\
                --effective-from 2015-01-01 --basis "联席会议纪要 2014"
              pairledger policy set R09 --programme aid-xinjiang \\
                --parameter livelihood_share=85% \\
                --list livelihood_purposes=education,housing-infrastructure \\
                --effective-from 2015-01-01 --basis "Conference of 2014"
            """)

    @Argument(help: "The rule: R01 to R23.", transform: Parse.rule) var rule: PolicyRule
    @Option(
        name: .customLong("parameter"),
        help: ArgumentHelp("A figure that it compares with; may be given again for others.", valueName: "name=value"))
    var parameters: [String] = []
    @Option(
        name: .customLong("list"),
        help: ArgumentHelp(
            "Words that it looks for, the whole list; may be given again for others.", valueName: "name=word,word"))
    var lists: [String] = []
    @Option(help: ArgumentHelp("The first day.", valueName: "date"), transform: Parse.date)
    var effectiveFrom: CalendarDate
    @Option(
        help: ArgumentHelp("The programme for which it applies (default: all).", valueName: "id"),
        transform: Parse.identifier)
    var programme: Identifier?
    @Option(help: ArgumentHelp("The decision, plan or law.", valueName: "text")) var basis: String
    @Option(
        help: ArgumentHelp("The day of the decision (default: the first day).", valueName: "date"),
        transform: Parse.date)
    var on: CalendarDate?
    @OptionGroup var record: RecordOptions

    func validate() throws { _ = try content() }

    func run() async throws {
        try await record.record(State(try content(), of: rule.id, on: on ?? effectiveFrom))
    }

    private func content() throws -> PolicySet {
        var figures: [String: Int64] = [:]
        for text in parameters {
            let (name, value) = try Parse.assignment(text, "--parameter")
            guard let parameter = rule.parameter(name) else {
                throw ValidationError("rule \(rule.id) has no parameter \"\(name)\"; \(rule.offer)")
            }
            guard figures[name] == nil else { throw ValidationError("--parameter \(name) is given twice") }
            figures[name] = try Parse.figure(value, parameter.unit, "--parameter \(name)")
        }
        var words: [String: [String]] = [:]
        for text in lists {
            let (name, value) = try Parse.assignment(text, "--list")
            guard words[name] == nil else { throw ValidationError("--list \(name) is given twice") }
            words[name] =
                value.isEmpty ? [] : value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return PolicySet(
            from: effectiveFrom, programme: programme, parameters: figures, lists: words, basis: basis)
    }
}
