import ArgumentParser
import Assistance
import CanonicalJSON

extension ProjectCommand {
    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "start",
            abstract: "Record that work began.",
            discussion: """
                Example:
                  pairledger project start KZ14-001 --on 2014-03-20
                """)

        @OptionGroup var of: ProjectArgument
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(State(ProjectStarted(), of: of.project, on: on.date))
        }
    }

    struct Milestone: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "milestone",
            abstract: "Record that a point of the plan was reached.",
            discussion: """
                Example:
                  pairledger project milestone KZ14-001 --name "roof closed" \\
                    --planned-on 2014-06-30 --on 2014-07-12
                """)

        @OptionGroup var of: ProjectArgument
        @Option(help: "What was reached.") var name: String
        @Option(help: ArgumentHelp("When it was to be reached.", valueName: "date"), transform: Parse.date)
        var plannedOn: CalendarDate?
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(
                State(MilestoneReached(name: name, plannedOn: plannedOn), of: of.project, on: on.date))
        }
    }

    struct Progress: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "progress",
            abstract: "Record how much of the physical work is done, since the beginning.",
            discussion: """
                Example:
                  pairledger project progress KZ14-001 --aid-done 147万元 \\
                    --total-done 247万元 --on 2014-06-30
                """)

        @OptionGroup var of: ProjectArgument
        @Option(help: ArgumentHelp("Work done of what the aid pays for.", valueName: "money"), transform: Parse.money)
        var aidDone: Money
        @Option(help: ArgumentHelp("Work done of the whole plan.", valueName: "money"), transform: Parse.money)
        var totalDone: Money
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(
                ReportWork(project: of.project, aidDone: aidDone, totalDone: totalDone, reportedOn: on.date))
        }
    }

    struct Suspend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "suspend",
            abstract: "Record that work was interrupted.",
            discussion: """
                Example:
                  pairledger project suspend KZ14-001 --reason "frozen ground" --on 2014-11-15
                """)

        @OptionGroup var of: ProjectArgument
        @OptionGroup var why: ReasonOption
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(State(ProjectSuspended(reason: why.reason), of: of.project, on: on.date))
        }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resume",
            abstract: "Record that suspended work went on.",
            discussion: """
                Example:
                  pairledger project resume KZ14-001 --on 2015-04-01
                """)

        @OptionGroup var of: ProjectArgument
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(State(ProjectResumed(), of: of.project, on: on.date))
        }
    }
}
