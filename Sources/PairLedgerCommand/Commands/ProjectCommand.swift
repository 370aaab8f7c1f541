import ArgumentParser
import Assistance
import CanonicalJSON

struct ProjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "project", abstract: "Projects that aid pays for, and how much of their work is done.",
        subcommands: [Approve.self, Progress.self])

    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record an approved project with its place, purpose and plan.",
            discussion: """
                Example:
                  pairledger project approve KZ14-001 --name "Workshops" \\
                    --place 653000 --purpose education \\
                    --planned-total 1050万元 --planned-aid 600万元 --on 2014-01-10
                """)

        @Argument(help: "The project's identifier.", transform: Parse.identifier) var project: Identifier
        @Option(help: "Its name in English.") var name: String
        @Option(help: "Its official name.") var nameZh: String?
        @Option(help: ArgumentHelp("The region it is in.", valueName: "code"), transform: Parse.region)
        var place: RegionCode
        @Option(help: "own: the region's own departments; joint (共同实施): several of its parts together.")
        var scope: Place.Scope = .own
        @Option(help: "What it is for.") var purpose: Purpose
        @Option(help: ArgumentHelp("What all sources are to pay.", valueName: "money"), transform: Parse.money)
        var plannedTotal: Money
        @Option(help: ArgumentHelp("What the aid is to pay.", valueName: "money"), transform: Parse.money)
        var plannedAid: Money
        @Option(help: ArgumentHelp("When work is to begin.", valueName: "date"), transform: Parse.date)
        var plannedStart: CalendarDate?
        @Option(help: ArgumentHelp("When work is to be done.", valueName: "date"), transform: Parse.date)
        var plannedEnd: CalendarDate?
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(
                ApproveProject(
                    project: project, name: name, nameZH: nameZh, place: Place(region: place, scope: scope),
                    purpose: purpose, plannedTotal: plannedTotal, plannedAid: plannedAid, plannedStart: plannedStart,
                    plannedEnd: plannedEnd, approvedOn: on.date))
        }
    }

    struct Progress: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record how much of the physical work is done, since the beginning.",
            discussion: """
                Example:
                  pairledger project progress KZ14-001 --aid-done 147万元 \\
                    --total-done 247万元 --on 2014-06-30
                """)

        @Argument(help: "The project's identifier.", transform: Parse.identifier) var project: Identifier
        @Option(help: ArgumentHelp("Work done of what the aid pays for.", valueName: "money"), transform: Parse.money)
        var aidDone: Money
        @Option(help: ArgumentHelp("Work done of the whole plan.", valueName: "money"), transform: Parse.money)
        var totalDone: Money
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(
                ReportWork(project: project, aidDone: aidDone, totalDone: totalDone, reportedOn: on.date))
        }
    }
}
