import ArgumentParser
import Assistance
import CanonicalJSON

struct ProgrammeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "programme", abstract: "Programmes of paired assistance and their legal basis.",
        subcommands: [Establish.self, ShowThing<ProgrammeNoun>.self])

    struct Establish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "establish",
            abstract: "Record a programme.",
            discussion: """
                Example:
                  pairledger programme establish aid-xinjiang \\
                    --name "Paired assistance to Xinjiang" --name-zh 对口支援新疆 \\
                    --from 2010-03-30
                """)

        @OptionGroup var new: NewIdentifier
        @Option(help: "Its name in English.") var name: String
        @Option(help: "Its official name.") var nameZh: String?
        @Option(help: "The decision, plan or law that it rests on.") var legalBasis: String?
        @Option(help: ArgumentHelp("The first day.", valueName: "date"), transform: Parse.date) var from: CalendarDate
        @Option(help: ArgumentHelp("The last day, if one is set.", valueName: "date"), transform: Parse.date)
        var to: CalendarDate?
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(
                EstablishProgramme(
                    programme: try new.chosen(for: record), name: name, nameZH: nameZh, legalBasis: legalBasis,
                    startsOn: from,
                    endsOn: to))
        }
    }
}
