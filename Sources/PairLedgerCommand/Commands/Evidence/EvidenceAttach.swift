import ArgumentParser
import Assistance

struct EvidenceAttach: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach", abstract: "Record that documents prove something that is on record.",
        discussion: """
            Several files are recorded all together or not at all. To attach documents to what is being recorded, give \
            --evidence with the command that records it.

            Examples:
              pairledger evidence attach contract.pdf --to project/KZ14-001 \\
                --kind contract --title "Contract of the workshops"
              pairledger evidence attach slip-1.jpg slip-2.jpg \\
                --to transfer/T1 --event 2 --kind bank-slip
            """)

    @Argument(help: "The documents.", completion: .file()) var files: [String]
    @Option(
        help: ArgumentHelp("What they prove, such as project/P1 or transfer/T1.", valueName: "kind/id"),
        transform: Parse.stream)
    var to: StreamName
    @Option(help: ArgumentHelp("One event of it alone, by its version.", valueName: "n")) var event: Int64?
    @Option(help: ArgumentHelp("What the document is called (default: the file's name).", valueName: "text"))
    var title: String?
    @Option(help: "What the documents are.") var kind: DocumentKind = .other
    @Option(
        help: ArgumentHelp("The type of the files (default: by their endings).", valueName: "type"),
        transform: Parse.mediaType)
    var mediaType: MediaType?
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func validate() throws {
        guard title == nil || files.count == 1 else {
            throw ValidationError("--title is for one file; \(files.count) were given, and keep their names")
        }
    }

    func run() async throws {
        let documents = try files.map {
            try DocumentFile($0).described(title: title, kind: kind, mediaType: mediaType)
        }
        try await record.record(
            documents.map {
                State(EvidenceAttached($0, about: to, event: event), of: Identifier($0.digest), on: on.date)
            })
    }
}
