import ArgumentParser
import Interchange
import Journal

extension Import {
    struct NDJSON: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ndjson", abstract: "Record the events that a file holds, one a line.",
            discussion: """
                A line is an entry of a log without what this ledger adds to it: canonical JSON with actor, causation, \
                correlation, data, effective_on, id, postings, stream, type and v, as `pairledger sample generate` writes it.

                All lines are looked at before any is recorded: if one is not an event, all of that is reported and nothing \
                recorded. Then events are recorded in batches of 1000, in memory that does not grow with the file. The ledger \
                keeps its rules: an account that would be overdrawn ends it there. An event that is on record already is not \
                recorded again, so that an import that was interrupted is simply repeated.

                Examples:
                  pairledger import ndjson sample.ndjson
                  pairledger import ndjson --check sample.ndjson
                """)

        @Argument(help: "The file.", completion: .file(extensions: ["ndjson"])) var file: String
        @Flag(help: "Only look at the lines: record nothing.") var check = false
        @OptionGroup var ledger: LedgerOptions

        func run() async throws {
            let quiet = ledger.database.quiet
            let count = try NDJSON.check(file)
            if check {
                Terminal.note("\(file): \(count) event\(count == 1 ? "" : "s"), sound", quiet: quiet)
                return
            }
            let name = try ledger.name()
            let connection = try await Database.open(ledger.database).connectCurrent(.record, quiet: quiet)
            var loader = EventLoader(
                Journal(name, on: connection), progress: Progress(goal: Int64(count), quiet: quiet))
            do {
                try await load(&loader)
            } catch let error as JournalError {
                let failure = CommandFailure(error)
                throw CommandFailure(
                    failure.status,
                    verbatim: failure.text
                        + "\npairledger: \(file): the first \(loader.done) events are recorded, and none after line \(loader.done + 1_000); when the cause is removed, repeat the import"
                )
            }
            Terminal.note(
                "\(file): \(loader.done) event\(loader.done == 1 ? "" : "s"), \(loader.done - loader.replayed) recorded"
                    + (loader.replayed > 0 ? ", \(loader.replayed) on record already" : ""), quiet: quiet)
        }

        private func load(_ loader: inout EventLoader) async throws {
            var events = try NDJSON.open(file)
            while let item = try NDJSON.next(&events) {
                switch item {
                case .event(let line): try await loader.add(NewEvent(line, expecting: .any))
                case .problem(let problem): throw CommandFailure(.refused, verbatim: problem.description)
                }
            }
            try await loader.finish()
        }

        /// Answers how many events the file holds.
        private static func check(_ file: String) throws -> Int {
            var events = try open(file)
            var problems: [InputProblem] = []
            var count = 0
            while let item = try next(&events) {
                switch item {
                case .event: count += 1
                case .problem(let problem):
                    count += 1
                    if problems.count <= problemsMax { problems.append(problem) }
                }
            }
            guard problems.isEmpty else {
                let more = problems.count > problemsMax ? "\n(and more)" : ""
                throw CommandFailure(
                    .refused,
                    verbatim: problems.prefix(problemsMax).map(\.description).joined(separator: "\n") + more
                        + "\npairledger: error: \(file) has lines that are no events; nothing of it was recorded")
            }
            return count
        }

        /// No file has so many problems that a person reads more of them.
        private static let problemsMax = 100

        private static func open(_ file: String) throws -> EventFile {
            do {
                return try EventFile(path: file)
            } catch {
                throw CommandFailure(.usage, verbatim: error.description)
            }
        }

        private static func next(_ events: inout EventFile) throws -> EventFile.Item? {
            do {
                return try events.next()
            } catch {
                throw CommandFailure(.usage, verbatim: error.description)
            }
        }
    }
}
