import ArgumentParser
import Assistance

extension CooperationCommand {
    struct Invest: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "invest",
            abstract: "Record what an enterprise invests on the other side (产业合作).",
            discussion: """
                It is the enterprise's own money: no account of the ledger moves.

                Example:
                  pairledger cooperation invest SH-YN-2018-I1 --pairing SH-YN \\
                    --region 530627 --investor "a food company of Shanghai" \\
                    --committed 5000万元 --paid-in 3200万元 --industry manufacturing \\
                    --jobs 210 --linked-households 96 --on 2018-06-20
                """)

        @OptionGroup var options: CooperationOptions
        @Option(help: "The enterprise, by name or role.") var investor: String
        @Option(help: ArgumentHelp("What it agreed to invest.", valueName: "money"), transform: Parse.money)
        var committed: Money
        @Option(help: ArgumentHelp("What of that was paid in.", valueName: "money"), transform: Parse.money)
        var paidIn: Money
        @Option(help: "The section of GB/T 4754.") var industry: Industry
        @Option(help: ArgumentHelp("How many persons work there.", valueName: "n")) var jobs: Int64 = 0
        @Option(
            help: ArgumentHelp("How many households have a share, a lease or a supply contract.", valueName: "n"))
        var linkedHouseholds: Int64 = 0
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(
                State(
                    IndustryInvested(
                        options.common, investor: investor, committed: committed, paidIn: paidIn, industry: industry,
                        jobs: jobs, linkedHouseholds: linkedHouseholds),
                    of: try options.new.chosen(for: record), on: on.date))
        }
    }
}
