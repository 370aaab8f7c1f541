import ArgumentParser
import Assistance

struct FindingAnswer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Record what the body concerned says to a finding.",
        discussion: """
            Example:
              pairledger finding answer AUD-2016-07 --by "County finance bureau" \\
                --text "The tender was late" --on 2016-02-01
            """)

    @OptionGroup var of: FindingArgument
    @Option(help: ArgumentHelp("The body that answers.", valueName: "name")) var by: String
    @Option(help: "What it says.") var text: String
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func run() async throws {
        try await record.record(State(FindingAnswered(by: by, text: text), of: of.finding, on: on.date))
    }
}

struct FindingRectify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rectify", abstract: "Record that what was found, or a part of it, was put right.",
        discussion: """
            Money that came back is a claim here; record the return itself as well. A finding is closed only when a document says \
            what was done about it: give it with --evidence.

            Example:
              pairledger finding rectify AUD-2016-07 --text "Allocated to the school" \\
                --recovered 12万元 --evidence slip.pdf --on 2016-02-20
            """)

    @OptionGroup var of: FindingArgument
    @Option(help: "What was done.") var text: String
    @Option(help: ArgumentHelp("The money recovered by it.", valueName: "money"), transform: Parse.money)
    var recovered: Money?
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func run() async throws {
        let rectified = FindingRectified(text: text, recovered: recovered ?? .zero())
        try await record.record(State(rectified, of: of.finding, on: on.date))
    }
}

struct FindingClose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Record that a finding is settled.",
        discussion: """
            Whoever answered or rectified it cannot be the actor, and there must be a document about what was done: one that came \
            with an answer or a rectification since it was opened, or that is given here with --evidence.

            Example:
              pairledger finding close AUD-2016-07 --remark "Seen on site" \\
                --actor "Provincial audit office" --on 2016-03-10
            """)

    @OptionGroup var of: FindingArgument
    @Option(help: ArgumentHelp("What was looked at, and why it is settled.", valueName: "text")) var remark: String
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func run() async throws {
        try await record.record(State(FindingClosed(remark: remark), of: of.finding, on: on.date))
    }
}

struct FindingReopen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Record that an answer or a rectification did not hold.",
        discussion: """
            Example:
              pairledger finding reopen AUD-2016-07 \\
                --reason "The money lies there again" --on 2016-09-01
            """)

    @OptionGroup var of: FindingArgument
    @Option(help: ArgumentHelp("Why.", valueName: "text")) var reason: String
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func run() async throws {
        try await record.record(State(FindingReopened(reason: reason), of: of.finding, on: on.date))
    }
}
