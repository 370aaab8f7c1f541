import Accountability
import ArgumentParser
import Journal
import Projection
import TransparencyLog

/// Whether a report is tied to the history that it is drawn from.
struct ReportSealOptions: ParsableArguments {
    @Flag(
        help:
            "Draw it from the entries of the last checkpoint, and put that below it: report reproduce can then draw it again."
    )
    var seal = false
    @OptionGroup var seals: SealOptions

    /// What a report that is drawn again was drawn from.
    struct Origin: Sendable {
        let checkpoint: SignedCheckpoint
        let parameters: [String]
    }

    /// Set while a report is drawn again.
    @TaskLocal static var origin: Origin?

    /// Up to where a report is to look, and what it is sealed with, if it is.
    func origin(_ horizon: Horizon, of ledger: LedgerName) throws -> (horizon: Horizon, origin: Origin?) {
        guard seal else { return (horizon, nil) }
        let origin = try Self.origin ?? lastOrigin(of: ledger)
        let size = origin.checkpoint.checkpoint.size
        guard size > 0 else { throw CommandFailure(.refused, "the last checkpoint has no entries") }
        switch horizon.knownAt {
        case nil: return (Horizon(asOf: horizon.asOf, knownAt: .position(size - 1)), origin)
        case .position(let position) where position < size: return (horizon, origin)
        case .position(let position):
            throw CommandFailure(SealError.notSealed(position: position, sealed: size))
        case .instant:
            throw CommandFailure(.usage, "a sealed report knows a position", remedy: "give --known-at a position")
        }
    }

    private func lastOrigin(of ledger: LedgerName) throws -> Origin {
        guard let last = try seals.folder(of: ledger).lastCheckpoint() else {
            throw CommandFailure(SealError.noCheckpoint(size: nil))
        }
        return Origin(checkpoint: last.withLogSignatureOnly, parameters: Self.parameters(of: CommandLine.arguments))
    }

    /// The words that say what is reported, without those that say of what and to where; a trace and a sample begin with their words.
    static func parameters(of arguments: [String]) -> [String] {
        let command = arguments.drop { !["report", "trace", "audit"].contains($0) }
        let words = command.first == "report" ? command.dropFirst() : command
        let dropped = ["--output", "-o", "--format", "--ledger", "--database-url", "--seals", "--bundle"]
        var parameters: [String] = []
        var isValue = false
        for word in words {
            if isValue {
                isValue = false
            } else if dropped.contains(word) {
                isValue = true
            } else if !["--seal", "--quiet", "-q", "--no-color"].contains(word),
                !dropped.contains(where: { $0.hasPrefix("--") && word.hasPrefix($0 + "=") })
            {
                parameters.append(word)
            }
        }
        return parameters
    }
}
