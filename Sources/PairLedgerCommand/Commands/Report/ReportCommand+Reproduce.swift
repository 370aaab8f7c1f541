import Accountability
import ArgumentParser
import Glibc
import Journal
import Postgres
import TransparencyLog

extension ReportCommand {
    struct Reproduce: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reproduce",
            abstract: "Draw a sealed report again from history, and compare.",
            discussion: """
                The entries of the report's checkpoint are read, and must come to its root; then the report is drawn from them as \
                it was, and compared with the file to the byte. Every format can be drawn again.

                Examples:
                  pairledger report position --seal --output position.json
                  pairledger report reproduce position.json --trust keys.txt
                """)

        @Argument(help: ArgumentHelp("A report with a seal.", valueName: "file"), completion: .file()) var file: String
        @OptionGroup var trust: TrustOptions
        @OptionGroup var ledger: LedgerOptions

        func run() async throws {
            let bytes = try InputFile.bytes(file)
            let text = String(decoding: bytes, as: UTF8.self)
            let seal: ReportSeal
            do {
                seal = try ReportSeal(of: text)
                _ = try seal.checkpoint.verify(with: try trust.someKeys())
            } catch let error as NoteError {
                throw CommandFailure(.no, "\(file): \(error)")
            }
            // Nobody has signed the words of the command: they may say what is reported, and not of what database or ledger.
            guard ReportSealOptions.parameters(of: ["report"] + seal.parameters) == seal.parameters else {
                throw CommandFailure(
                    .no, "\(file): the words of the seal say where to read or write, which no seal does",
                    remedy: "somebody has tampered with it; they are: \(seal.parameters.joined(separator: " "))")
            }
            let name = try ledger.ledger ?? Parse.ledger(seal.ledger)
            try await checkHistory(seal.checkpoint.checkpoint, of: name)
            let drawn = try await draw(seal, of: name, like: text)
            if drawn.utf8.elementsEqual(bytes) {
                try Terminal.out(
                    "identical: \(file) follows from the \(seal.checkpoint.checkpoint.size.entries) of \(seal.checkpoint.checkpoint.origin)\n"
                )
                return
            }
            let (lines, others) = (Self.lines(text), Self.lines(drawn))
            let number = zip(lines, others).prefix { $0.utf8.elementsEqual($1.utf8) }.count
            let (said, found) = (
                number < lines.count ? lines[number] : "nothing", number < others.count ? others[number] : "nothing"
            )
            throw CommandFailure(
                .no,
                "\(file):\(number + 1): the file is not what history gives\n  file:    \(said)\n  history: \(found)")
        }

        private static func lines(_ text: String) -> [Substring] {
            text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        }

        private static func format(of text: String) -> OutputFormat {
            if text.hasPrefix("{") { return .json }
            if text.hasPrefix(HTMLPage.beginning) { return .html }
            return text.contains("\r\n") ? .csv : .table
        }

        /// The entries must be those that were sealed.
        private func checkHistory(_ checkpoint: Checkpoint, of name: LedgerName) async throws {
            let database = try await Database.open(ledger.database)
            let journal = Journal(name, on: try await database.connectCurrent(.inspect, quiet: ledger.database.quiet))
            let progress = Progress(goal: checkpoint.size, quiet: ledger.database.quiet)
            let tree = try await journal.connection.run { session in
                var tree = CompactRange()
                try Journal.forEachLeaf(LogSelection(limit: Int(checkpoint.size)), of: name, on: session) {
                    position, leaf in
                    tree.append(leaf)
                    if position.isMultiple(of: 10_000) { progress.show(position) }
                }
                return tree
            }
            progress.end()
            guard tree.size == checkpoint.size, tree.root == checkpoint.root else {
                throw CommandFailure(
                    .no,
                    "ledger \(name) is not the one of the report's checkpoint of \(checkpoint.size.entries): "
                        + "its first \(tree.size) come to another root",
                    remedy: "is it the right ledger (--ledger) and database? if so: pairledger log verify")
            }
        }

        private func draw(_ seal: ReportSeal, of name: LedgerName, like text: String) async throws -> String {
            let folder = "/tmp/pairledger-reproduce-\(getpid())"
            guard mkdir(folder, 0o700) == 0 else {
                throw CommandFailure(.usage, "\(folder) cannot be made: \(String(cString: strerror(errno)))")
            }
            let path = "\(folder)/report"
            defer {
                unlink(path)
                rmdir(folder)
            }
            var arguments = seal.parameters + ["--seal", "--ledger", "\(name)", "--output", path, "--quiet"]
            arguments += ["--format", Self.format(of: text).rawValue]
            if let url = ledger.database.databaseUrl { arguments += ["--database-url", url] }
            let origin = ReportSealOptions.Origin(checkpoint: seal.checkpoint, parameters: seal.parameters)
            try await ReportSealOptions.$origin.withValue(origin) {
                let others: [any ParsableCommand.Type] = [TraceCommand.self, AuditCommand.self]
                let other = others.first { $0.configuration.commandName == arguments.first }
                var command =
                    try other?.parseAsRoot(Array(arguments.dropFirst())) ?? ReportCommand.parseAsRoot(arguments)
                guard !(command is Reproduce), var drawing = command as? any AsyncParsableCommand else {
                    return try command.run()
                }
                try await drawing.run()
            }
            return String(decoding: try InputFile.bytes(path), as: UTF8.self)
        }
    }
}
