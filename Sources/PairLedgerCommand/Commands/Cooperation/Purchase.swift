import ArgumentParser
import Assistance

extension CooperationCommand {
    struct Purchase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "purchase",
            abstract: "Record goods bought from the other side (消费帮扶).",
            discussion: """
                It is a sale and no grant: no account of the ledger moves.

                Example:
                  pairledger cooperation purchase SH-YN-2018-P1 --pairing SH-YN \\
                    --region 530627 --buyer trade-unions --goods "walnuts and honey" \\
                    --amount 86万元 --on 2018-11-20
                """)

        @OptionGroup var options: CooperationOptions
        @Option(help: "Who bought.") var buyer: Buyer
        @Option(help: "What was bought.") var goods: String
        @OptionGroup var money: AmountOption
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(
                State(
                    ConsumptionPurchased(options.common, buyer: buyer, goods: goods, amount: money.amount),
                    of: try options.new.chosen(for: record), on: on.date))
        }
    }
}
