import ArgumentParser
import Assistance
import CanonicalJSON

extension ReportCommand {
    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "publish",
            abstract: "Record that a report was published: its period, what it rested on, and the digest of its file.",
            discussion: """
                What is recorded afterwards with a day inside the period can then be found, and whoever has the file can prove that it \
                is the one. The file stays where it is.

                Example:
                  pairledger report publish JS-KZ-2014 --of position \\
                    --title "Aid to Kizilsu in 2014" --file position.csv --known-at 693 \\
                    --from 2014-01-01 --to 2014-12-31 \\
                    --by "Jiangsu audit office" --on 2015-04-09
                """)

        @OptionGroup var new: NewIdentifier
        @Option(
            help: ArgumentHelp("Which report it is, such as position.", valueName: "name"), transform: Parse.identifier)
        var of: Identifier
        @Option(help: "As it stands on the publication.") var title: String
        @Option(help: ArgumentHelp("The published file.", valueName: "file"), completion: .file()) var file: String
        @Option(
            help: ArgumentHelp(
                "How many events it rests on: what the report shows as \"Events counted\".", valueName: "events"))
        var knownAt: Int64
        @Option(help: ArgumentHelp("The first day of its period.", valueName: "date"), transform: Parse.date)
        var from: CalendarDate
        @Option(help: ArgumentHelp("The last day of its period.", valueName: "date"), transform: Parse.date)
        var to: CalendarDate
        @Option(help: ArgumentHelp("The body that published it.", valueName: "name")) var by: String
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            let published = ReportPublished(
                name: of, title: title, startsOn: from, endsOn: to, knownAt: knownAt,
                sha256: try DocumentFile(file).digest, publishedBy: by)
            try await record.record(State(published, of: try new.chosen(for: record), on: on.date))
        }
    }
}
