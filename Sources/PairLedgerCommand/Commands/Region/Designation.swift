import ArgumentParser
import Assistance
import CanonicalJSON

extension RegionCommand {
    struct Designate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "designate",
            abstract: "Record that a region was put on an official list, such as that of the poverty counties.",
            discussion: """
                A region may have several designations at once; of the same one only one at a time.

                Example:
                  pairledger region designate 653022 --as poverty-county \\
                    --since 2012-03-19 --basis "国家扶贫开发工作重点县名单 (2012)"
                """)

        @Argument(help: "The region's code.", transform: Parse.region) var code: RegionCode
        @Option(name: .customLong("as"), help: "What it was designated as.") var designation: Designation
        @Option(help: ArgumentHelp("The first day.", valueName: "date"), transform: Parse.date)
        var since: CalendarDate
        @Option(help: ArgumentHelp("The list or decision.", valueName: "text")) var basis: String
        @Option(
            help: ArgumentHelp("The day of the decision (default: the first day).", valueName: "date"),
            transform: Parse.date)
        var on: CalendarDate?
        @OptionGroup var record: RecordOptions

        func run() async throws {
            let designated = RegionDesignated(designation, since: since, basis: basis)
            try await record.record(State(designated, of: Identifier(code), on: on ?? since))
        }
    }

    struct Delist: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "delist",
            abstract: "Record that a region was taken off an official list.",
            discussion: """
                Example:
                  pairledger region delist 653022 --as poverty-county \\
                    --last-day 2020-11-13 --basis "自治区人民政府公告 (2020)"
                """)

        @Argument(help: "The region's code.", transform: Parse.region) var code: RegionCode
        @Option(name: .customLong("as"), help: "What it had been designated as.") var designation: Designation
        @Option(help: ArgumentHelp("The last day.", valueName: "date"), transform: Parse.date)
        var lastDay: CalendarDate
        @Option(help: ArgumentHelp("The decision.", valueName: "text")) var basis: String
        @Option(
            help: ArgumentHelp("The day of the decision (default: the last day).", valueName: "date"),
            transform: Parse.date)
        var on: CalendarDate?
        @OptionGroup var record: RecordOptions

        func run() async throws {
            let delisted = RegionDelisted(designation, lastDay: lastDay, basis: basis)
            try await record.record(State(delisted, of: Identifier(code), on: on ?? lastDay))
        }
    }
}
