import ArgumentParser
import Assistance
import CanonicalJSON

extension ProjectCommand {
    struct Propose: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "propose",
            abstract: "Record a project that somebody proposes, with its place, purpose and plan.",
            discussion: """
                Example:
                  pairledger project propose KZ14-001 --name "Workshops" \\
                    --place 653000 --sector vocational-training \\
                    --purpose employment-training --implementer "the labour bureau" \\
                    --planned-total 1050万元 --planned-aid 600万元 --on 2013-11-02
                """)

        @OptionGroup var new: NewIdentifier
        @OptionGroup var plan: PlanOptions
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func validate() throws {
            guard try plan.plan() != nil else {
                throw ValidationError("a proposal takes --name, --place, --purpose, --planned-total and --planned-aid")
            }
        }

        func run() async throws {
            guard let plan = try plan.plan() else { return }
            try await record.record(State(ProjectProposed(plan), of: try new.chosen(for: record), on: on.date))
        }
    }

    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "approve",
            abstract: "Record that a project was approved, as proposed or with another plan.",
            discussion: """
                Whoever proposed a project cannot approve it. A project that nobody proposed here, such as one of a published list,
                is put on record with its approval; it takes the whole plan.

                Examples:
                  pairledger project approve KZ14-001 --on 2014-01-10 \\
                    --actor "Kizilsu development commission"
                  pairledger project approve KZ14-002 --name "Village school" \\
                    --place 653001 --purpose education \\
                    --planned-total 1050万元 --planned-aid 600万元 --on 2014-01-10
                """)

        @OptionGroup var of: ProjectArgument
        @OptionGroup var plan: PlanOptions
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func validate() throws { _ = try plan.plan() }

        func run() async throws {
            try await record.record(ApproveProject(project: of.project, plan: try plan.plan(), approvedOn: on.date))
        }
    }

    struct ReviseBudget: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revise-budget",
            abstract: "Record that a project's approved budget was changed.",
            discussion: """
                Example:
                  pairledger project revise-budget KZ14-001 --planned-total 1100万元 \\
                    --planned-aid 620万元 --reason "price of steel" --on 2014-05-20
                """)

        @OptionGroup var of: ProjectArgument
        @Option(help: ArgumentHelp("What all sources are to pay now.", valueName: "money"), transform: Parse.money)
        var plannedTotal: Money
        @Option(help: ArgumentHelp("What the aid is to pay now.", valueName: "money"), transform: Parse.money)
        var plannedAid: Money
        @OptionGroup var why: ReasonOption
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            let revised = BudgetRevised(plannedTotal: plannedTotal, plannedAid: plannedAid, reason: why.reason)
            try await record.record(State(revised, of: of.project, on: on.date))
        }
    }

    struct Contract: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "contract",
            abstract: "Record a contract that a project awarded.",
            discussion: """
                Example:
                  pairledger project contract KZ14-001 --contract C-01 \\
                    --supplier "the construction company" --method open-tender \\
                    --amount 540万元 --on 2014-03-01
                """)

        @OptionGroup var of: ProjectArgument
        @Option(help: ArgumentHelp("Names it among the project's.", valueName: "id"), transform: Parse.identifier)
        var contract: Identifier
        @Option(help: ArgumentHelp("Who supplies.", valueName: "name")) var supplier: String
        @Option(help: ArgumentHelp("Who buys (default: the implementer).", valueName: "name")) var buyer: String?
        @Option(help: "How the supplier was chosen.") var method: ProcurementMethod
        @OptionGroup var money: AmountOption
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            let awarded = ContractAwarded(
                contract: contract, supplier: supplier, buyer: buyer, method: method, amount: money.amount)
            try await record.record(State(awarded, of: of.project, on: on.date))
        }
    }
}
