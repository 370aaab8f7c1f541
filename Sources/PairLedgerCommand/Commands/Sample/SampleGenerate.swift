import Accountability
import ArgumentParser
import Assistance
import CanonicalJSON
import Interchange
import Journal
import Sample

struct SampleGenerate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Make an invented national ledger of 2016 to 2025.",
        discussion: """
            Programmes, pairings and counties are real; agreements, transfers, projects, payments and people are not, and each \
            event says so: its data has a member named sample. The same seed and number give the same events on every machine.

            Events go to standard output or a file, one a line, in the form that `pairledger import ndjson` reads; or, with --into, \
            straight into a ledger. With --irregularities there are cases of what the red-flag rules look for, and --answers says \
            which.

            Examples:
              pairledger sample generate --seed 1 --events 10000 --output sample.ndjson
              pairledger sample generate --seed 1 --events 100000 --into practice
              pairledger sample generate --events 10000 --irregularities \\
                --answers answers.json --output sample.ndjson
            """)

    @Option(help: ArgumentHelp("What all choices come from, 0 to 2⁵³−1.", valueName: "n")) var seed: Int64 = 1
    @Option(help: ArgumentHelp("How many events, \(SampleLedger.eventsMin) at least.", valueName: "n"))
    var events = 10_000
    @Flag(help: "Put in cases of what the red-flag rules look for.") var irregularities = false
    @Option(
        name: .shortAndLong, help: ArgumentHelp("Write the events to a file.", valueName: "file"),
        completion: .file(extensions: ["ndjson"]))
    var output: String?
    @Option(
        help: ArgumentHelp("Write what the rules have to find to a file.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var answers: String?
    @Option(
        help: ArgumentHelp("Append the events to this ledger, which must exist.", valueName: "ledger"),
        transform: Parse.ledger)
    var into: LedgerName?
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard 0...Money.minorUnitsMax ~= seed else { throw ValidationError("--seed goes from 0 to 2⁵³−1") }
        guard SampleLedger.eventsMin...100_000_000 ~= events else {
            throw ValidationError("--events goes from \(SampleLedger.eventsMin) to 100000000")
        }
        guard into == nil || output == nil else { throw ValidationError("give --into or --output, not both") }
        guard answers == nil || irregularities else { throw ValidationError("--answers goes with --irregularities") }
    }

    func run() async throws {
        let key = try answers.map { try TextOutput($0) }
        var sample = SampleLedger(seed: seed, events: events, irregularities: irregularities)
        if let into {
            try await load(&sample, into: into)
        } else {
            try write(&sample)
        }
        try key?.write(try sample.answerText())
        try key?.finish()
    }

    private func write(_ sample: inout SampleLedger) throws {
        let file = try TextOutput(output)
        let progress = Progress(goal: Int64(events), quiet: database.quiet || output == nil)
        var text: [UInt8] = []
        while let event = try sample.next() {
            text += try event.line.bytes()
            text.append(UInt8(ascii: "\n"))
            guard text.count > 1 << 20 else { continue }
            try file.write(String(decoding: text, as: UTF8.self))
            text.removeAll(keepingCapacity: true)
            progress.show(Int64(sample.count))
        }
        try file.write(String(decoding: text, as: UTF8.self))
        progress.end()
        try file.finish()
    }

    private func load(_ sample: inout SampleLedger, into ledger: LedgerName) async throws {
        let connection = try await Database.open(database).connectCurrent(.record, quiet: database.quiet)
        var loader = EventLoader(
            Journal(ledger, on: connection), progress: Progress(goal: Int64(events), quiet: database.quiet))
        while let event = try sample.next() {
            let expected = event.expectedVersion
            try await loader.add(NewEvent(event.line, expecting: expected == 0 ? .noStream : .exactly(expected)))
        }
        try await loader.finish()
        Terminal.note(
            "\(loader.done) events, \(loader.done - loader.replayed) recorded"
                + (loader.replayed > 0 ? ", \(loader.replayed) on record already" : ""), quiet: database.quiet)
    }
}

extension SampleLedger {
    /// The answers as they stand in a file.
    fileprivate func answerText() throws -> String {
        let value = JSONValue.object([
            "seed": .integer(seed), "events": .integer(Int64(events)), "answers": .array(answers.map(\.value)),
        ])
        return try value.canonicalText() + "\n"
    }
}
