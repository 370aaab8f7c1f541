import ArgumentParser
import Assistance

struct OutcomeCount: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count", abstract: "Record how many people benefited, and never who they are.",
        discussion: """
            The list of them stays with those who keep it. Its SHA-256, taken with a secret text in the list, can later show \
            that a list is the one that was counted.

            Example:
              pairledger outcome count KZ14-001-JOBS --persons 640 \\
                --households 598 --group registered-poor --eligible 1450 \\
                --from 2014-01-01 --to 2014-12-31 --on 2015-01-20
            """)

    @OptionGroup var thing: IndicatorArgument
    @Option(help: ArgumentHelp("How many persons benefited.", valueName: "n")) var persons: Int64
    @Option(help: ArgumentHelp("How many households they belong to.", valueName: "n")) var households: Int64?
    @Option(help: "Who they are, as a group.") var group: BeneficiaryGroup
    @Option(help: ArgumentHelp("How many persons of the group could have benefited.", valueName: "n"))
    var eligible: Int64?
    @OptionGroup var period: PeriodOptions
    @Option(help: ArgumentHelp("The SHA-256 of the list.", valueName: "sha256"), transform: Parse.digest)
    var digest: DocumentDigest?
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func run() async throws {
        try await record.record(
            State(
                BeneficiariesCounted(
                    persons: persons, households: households, group: group, eligiblePopulation: eligible,
                    periodStart: period.from, periodEnd: period.to, digest: digest),
                of: thing.indicator, on: on.date))
    }
}
