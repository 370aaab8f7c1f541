import ArgumentParser
import Interchange
import Journal
import TransparencyLog

extension ImportCommand {
    struct NDJSON: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ndjson",
            abstract: "Record the events that a file holds, one a line, or put a whole log back.",
            discussion: """
                A line is an entry of a log without what this ledger adds to it: canonical JSON with actor, causation, \
                correlation, data, effective_on, id, postings, stream, type and v, as `pairledger sample generate` writes it.

                All lines are looked at before any is recorded: if one is not an event, all of that is reported and nothing \
                recorded. Then events are recorded in batches of 1000, in memory that does not grow with the file. The ledger \
                keeps its rules: an account that would be overdrawn ends it there. An event that is on record already is not \
                recorded again, so that an import that was interrupted is simply repeated.

                A file of `pairledger export ndjson` has the entries of a whole log instead, as its first line shows. It comes back into an \
                empty ledger of the same name, bit for bit: positions, times, hashes and root are those of then. That takes an \
                administrator. First the file is gone through, and nothing is recorded when anything is wrong with it; --check stops there, \
                and needs no database. With --trust and --checkpoint, or the seals of the ledger, it is held against what was signed. When \
                the ledger has exactly the beginning of the file, the rest is put back: so an import that was interrupted is simply repeated.

                Examples:
                  pairledger import ndjson sample.ndjson
                  pairledger import ndjson --check sample.ndjson
                  pairledger import ndjson main.ndjson
                  pairledger import ndjson main.ndjson --checkpoint main.checkpoint --trust keys.txt
                """)

        @Argument(help: "The file.", completion: .file(extensions: ["ndjson"])) var file: String
        @Flag(help: "Only look at the lines: record nothing.") var check = false
        @Option(
            help: ArgumentHelp("A checkpoint that the entries must be of; may be given again.", valueName: "file"),
            completion: .file())
        var checkpoint: [String] = []
        @OptionGroup var trust: TrustOptions
        @OptionGroup var seals: SealOptions
        @OptionGroup var ledger: LedgerOptions

        func validate() throws {
            guard file != "-" else {
                throw ValidationError("a file is read twice, which standard input cannot be: write it to a file first")
            }
        }

        func run() async throws {
            let quiet = ledger.database.quiet
            if try NDJSON.holdsEntries(file) { return try await restore() }
            guard checkpoint.isEmpty, trust.trust.isEmpty else {
                throw CommandFailure(
                    .usage,
                    "--checkpoint and --trust are for a whole log, and \(file) has events that are to be recorded",
                    remedy: "leave them out, or name a file of pairledger export ndjson")
            }
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

        private static func holdsEntries(_ file: String) throws -> Bool {
            do {
                return try EntryFile.isOne(file)
            } catch {
                throw CommandFailure(.usage, verbatim: error.description)
            }
        }

        /// Puts a log back.
        private func restore() async throws {
            let copy = try EntryCopy(file, heldAgainst: try verification())
            let quiet = ledger.database.quiet
            if check { return Terminal.note("\(copy.summary), sound", quiet: quiet) }
            let before = try await EntryRestore(copy, into: ledger).run()
            Terminal.note(
                "\(copy.summary), \((copy.entries - before).entries) put back"
                    + (before > 0 ? ", \(before) on record already" : ""), quiet: quiet)
        }

        /// What the log is held against: checkpoints that the caller names, or else the ledger's seals, as far as there are any.
        private func verification() throws -> LogVerification {
            let known = try checkpoint.map { try CheckpointFile.read($0) }
            guard !known.isEmpty || !trust.trust.isEmpty || seals.seals != nil else {
                return LogVerification(trusting: [])
            }
            let keys = try trust.someKeys()
            guard known.isEmpty || seals.seals != nil else { return LogVerification(trusting: keys, known: known) }
            let folder = try seals.folder(of: try ledger.name())
            guard try folder.lastCheckpoint() != nil else {
                throw CommandFailure(
                    .usage, "there are no seals of ledger \(try ledger.name()) in \(folder.path)",
                    remedy: "name their folder with --seals, or a checkpoint with --checkpoint")
            }
            return LogVerification(trusting: keys, seals: folder, known: known)
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
