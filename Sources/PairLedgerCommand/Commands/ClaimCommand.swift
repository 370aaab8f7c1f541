import ArgumentParser
import Assistance
import CanonicalJSON

struct ClaimCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claim", abstract: "Published figures, to be held against what is on record.",
        subcommands: [Publish.self, ShowThing<ClaimNoun>.self])

    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "publish",
            abstract: "Record that somebody published a figure.",
            discussion: """
                A claim is no fact: it moves no money. `pairledger report claims` shows it beside what the ledger has.

                Measures of money (with --amount): committed, sent, received, allocated, spent. Of numbers (with --count): \
                counties, pairings, projects. The figure counts all that fits every one of --programme, --pairing, --donor, \
                --recipient and --instrument.

                Example:
                  pairledger claim publish ZJ-SC-2021 --by 四川在线 \\
                    --measure committed --amount 33亿元 --programme east-west \\
                    --donor 330000 --recipient 510000 --fiscal-year 2021 \\
                    --source "Report of 2021-07-07" --on 2021-07-07
                """)

        @OptionGroup var new: NewIdentifier
        @Option(help: ArgumentHelp("The organisation that says so.", valueName: "name")) var by: String
        @Option(help: "What is said how much or how many of.") var measure: ClaimMeasure
        @Option(help: ArgumentHelp("How much, for a measure of money.", valueName: "money"), transform: Parse.money)
        var amount: Money?
        @Option(help: ArgumentHelp("How many, for any other measure.", valueName: "n")) var count: Int64?
        @OptionGroup var scope: ClaimScopeOptions
        @Option(help: ArgumentHelp("The fiscal year that it is of.", valueName: "year")) var fiscalYear: Int?
        @Option(
            help: ArgumentHelp("The first day of what it counts, in place of a fiscal year.", valueName: "date"),
            transform: Parse.date)
        var from: CalendarDate?
        @Option(help: ArgumentHelp("The last day of what it counts.", valueName: "date"), transform: Parse.date)
        var to: CalendarDate?
        @Option(help: ArgumentHelp("The title of what it stands in.", valueName: "title")) var source: String
        @Option(help: "Where that can be read.") var url: String?
        @Option(help: ArgumentHelp("The words in which it was published.", valueName: "text")) var wording: String?
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func validate() throws {
            _ = try figure
            _ = try time
        }

        func run() async throws {
            try await record.record(
                State(
                    ClaimPublished(
                        claimant: by, measure: measure, figure: figure, scope: scope.scope, time: time, source: source,
                        url: url, wording: wording), of: try new.chosen(for: record), on: on.date))
        }

        private var figure: ClaimFigure {
            get throws {
                switch (amount, count) {
                case (let amount?, nil): return .amount(amount)
                case (nil, let count?): return .count(count)
                default: throw ValidationError("a claim has one figure: give either --amount or --count")
                }
            }
        }

        private var time: ClaimTime {
            get throws {
                switch (fiscalYear, from, to) {
                case (let year?, nil, nil): return .fiscalYear(year)
                case (nil, let from?, let to?): return .period(from: from, to: to)
                default: throw ValidationError("a claim is of some time: give either --fiscal-year, or --from and --to")
                }
            }
        }
    }
}

/// What a published figure counts.
struct ClaimScopeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only of this programme.", valueName: "id"), transform: Parse.identifier)
    var programme: Identifier?
    @Option(help: ArgumentHelp("Only of this pairing.", valueName: "id"), transform: Parse.identifier)
    var pairing: Identifier?
    @Option(
        help: ArgumentHelp("Only from this region and those within it.", valueName: "code"), transform: Parse.region)
    var donor: RegionCode?
    @Option(help: ArgumentHelp("Only for this region and those within it.", valueName: "code"), transform: Parse.region)
    var recipient: RegionCode?
    @Option(help: "Only money of this kind.") var instrument: Instrument?

    var scope: ClaimScope {
        ClaimScope(
            programme: programme, pairing: pairing, donor: donor, recipient: recipient, instrument: instrument)
    }
}
