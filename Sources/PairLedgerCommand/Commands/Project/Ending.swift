import ArgumentParser
import Assistance
import CanonicalJSON

extension ProjectCommand {
    struct Complete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "complete",
            abstract: "Record that the work is done; payments may still follow.",
            discussion: """
                Example:
                  pairledger project complete KZ14-001 --remark "as planned" --on 2014-11-20
                """)

        @OptionGroup var of: ProjectArgument
        @Option(help: ArgumentHelp("What came of it, in a sentence.", valueName: "text")) var remark: String?
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(State(ProjectCompleted(remark: remark), of: of.project, on: on.date))
        }
    }

    struct Inspect: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "inspect",
            abstract: "Record whether a completed project was found in use.",
            discussion: """
                Example:
                  pairledger project inspect KZ14-001 --in-use yes \\
                    --by "Jiangsu field command" --on 2015-06-03
                """)

        enum Answer: String, CaseIterable, ExpressibleByArgument { case yes, no }

        @OptionGroup var of: ProjectArgument
        @Option(help: "Whether it serves what it was built for.") var inUse: Answer
        @Option(help: ArgumentHelp("The body that looked.", valueName: "name")) var by: String
        @Option(help: ArgumentHelp("What it saw.", valueName: "text")) var remark: String?
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            let inspected = UseInspected(inUse: inUse == .yes, inspectedBy: by, remark: remark)
            try await record.record(State(inspected, of: of.project, on: on.date))
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "cancel",
            abstract: "Record that a project was given up. What it did not spend can still be given back.",
            discussion: """
                Example:
                  pairledger project cancel KZ14-001 --reason "no site was found" --on 2014-08-01
                """)

        @OptionGroup var of: ProjectArgument
        @OptionGroup var why: ReasonOption
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(State(ProjectCancelled(reason: why.reason), of: of.project, on: on.date))
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "close",
            abstract: "Record that a completed project is settled, and no payment follows.",
            discussion: """
                Example:
                  pairledger project close KZ14-001 --on 2015-12-31
                """)

        @OptionGroup var of: ProjectArgument
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(State(ProjectClosed(), of: of.project, on: on.date))
        }
    }
}
