import ArgumentParser
import CanonicalJSON
import Glibc
import Journal
import TransparencyLog

struct LogWitness: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness", abstract: "Cosign the checkpoint of somebody else's log.",
        discussion: """
            A witness remembers the last checkpoint of each log, cosigns a new one only when the log has done nothing but grow \
            since, and prints it with the cosignature. No database is needed, and no network: the files may be carried. A log's \
            keepers make what the witness needs with log prove --since, and take the signature over with log checkpoint --merge.

            Examples:
              pairledger log witness first.checkpoint --key witness.key --trust keys.txt
              pairledger log witness growth.proof --key witness.key --trust keys.txt --output cosigned.checkpoint
            """)

    @Argument(
        help: ArgumentHelp(
            "A checkpoint, for the first time, or a proof of growth; - for standard input.", valueName: "file"),
        completion: .file())
    var file: String
    @Option(help: ArgumentHelp("The file with the witness's signing key.", valueName: "file"), completion: .file())
    var key: String
    @Option(
        name: .shortAndLong, help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"),
        completion: .file())
    var output: String?
    @Flag(name: .shortAndLong, help: "No notes on standard error.") var quiet = false
    @OptionGroup var trust: TrustOptions
    @OptionGroup var seals: SealOptions

    func run() async throws {
        let key = try KeyFile.read(key)
        guard key.kind == .cosignature else {
            throw CommandFailure(
                .usage, "the key of \(key.name) is a log's",
                remedy: "make one for a witness: pairledger log key create NAME --witness")
        }
        let keys = try trust.someKeys()
        let text = try TextOutput(output)
        let memory = WitnessMemory(SealFolder("\(try seals.base())/witness"))
        let bytes = try InputFile.bytes(file, limit: 1 << 28)
        do {
            let (checkpoint, consistency) = try read(bytes)
            _ = try checkpoint.verify(with: keys)
            try await cosign(checkpoint, consistency, with: key, memory, to: text)
        } catch let error as NoteError {
            throw CommandFailure(.no, "\(file) was not cosigned: \(error)")
        }
    }

    private func read(_ bytes: [UInt8]) throws -> (SignedCheckpoint, ConsistencyProof?) {
        guard ProofBundle.mayBegin(bytes) else {
            return (try SignedCheckpoint(String(decoding: bytes, as: UTF8.self)), nil)
        }
        let bundle = try ProofBundle(bytes)
        return (bundle.checkpoint, bundle.consistency)
    }

    private func cosign(
        _ signed: SignedCheckpoint, _ consistency: ConsistencyProof?, with key: SigningKey, _ memory: WitnessMemory,
        to text: TextOutput
    ) async throws {
        let lock = try memory.lock()
        defer { withExtendedLifetime(lock) {} }
        let checkpoint = signed.checkpoint
        if let seen = try memory.last(of: checkpoint.origin)?.checkpoint, seen != checkpoint {
            guard checkpoint.size > seen.size else {
                throw CommandFailure(
                    .no,
                    "the witness has seen \(seen.size.entries) of \(seen.origin) with another root, and this checkpoint has "
                        + "\(checkpoint.size)",
                    remedy: checkpoint.size == seen.size
                        ? "keep both: two histories of one log were signed" : "ask for the newest checkpoint")
            }
            guard let consistency, consistency.oldSize == seen.size else {
                throw CommandFailure(
                    .no,
                    "nothing proves that the log only grew since the \(seen.size.entries) that the witness has seen",
                    remedy:
                        "have the log's keepers make the proof: pairledger log prove --since the checkpoint of \(seen.size)"
                )
            }
            guard consistency.proves(oldRoot: seen.root, root: checkpoint.root) else {
                throw CommandFailure(
                    .no,
                    "history was rewritten: the log of this checkpoint is not the one with \(seen.size.entries) that the witness has seen",
                    remedy: "keep both, they are the evidence: the one seen is in \(memory.path(of: seen.origin))")
            }
        }
        var cosigned = signed
        cosigned.cosign(with: key, at: UInt64(max(0, time(nil))))
        // Remembered before anybody has it.
        try memory.remember(signed)
        try text.write("\(cosigned)")
        try text.finish()
        Terminal.note("cosigned: \(checkpoint.size.entries) of \(checkpoint.origin)", quiet: quiet)
    }
}
