import Accountability
import ArgumentParser
import Assistance
import CanonicalJSON
import Journal
import Projection

/// Which thing is meant.
struct ThingName {
    let kind: String
    let identifier: Identifier

    var stream: String { "\(kind)/\(identifier)" }
}

/// What all commands that show a thing have in common.
struct ShowOptions: ParsableArguments {
    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func show(_ name: ThingName) async throws {
        let shown = try output.openForReport()
        let database = try await Database.open(ledger.database)
        let connection = try await database.connectCurrent(.inspect, quiet: ledger.database.quiet)
        let journal = Journal(try ledger.name(), on: connection)
        let (thing, recorded) = try await journal.thing(name, horizon.horizon)
        if thing.events.isEmpty, !name.isRegion { throw try await absent(name, in: journal) }
        let unit = output.unit
        try shown.write(
            ThingReport.make(
                thing, ledger: journal.ledger.description, horizon: horizon.horizon, recorded: recorded, today: .today
            ) { "\(AmountText(unit, showing: [$0.minorUnits]).text($0.minorUnits)) \(unit.chinese)" })
        try shown.finish()
    }

    /// There is no such thing, or there was none yet.
    private func absent(_ name: ThingName, in journal: Journal) async throws -> CommandFailure {
        if !horizon.horizon.isUnlimited,
            let first = try await journal.read(LogSelection(limit: 1, streams: [name.stream])).first
        {
            return CommandFailure(
                .refused,
                "\(name.kind) \(name.identifier) was not there yet: its first event is of \(first.effectiveOn) and stands at position \(first.position), recorded at \(first.recordedAt)",
                remedy: "give a later --as-of or --known-at, or leave it out")
        }
        let others = try await journal.streams(ofKind: name.kind).compactMap {
            Identifier(String($0.dropFirst(name.kind.count + 1)))
        }
        let near = name.identifier.suggestions(from: others).map(\.description)
        return CommandFailure(
            .refused, "there is no \(name.kind) \(name.identifier) on record",
            remedy: near.isEmpty
                ? "check the identifier; this ledger has \(others.count) of that kind"
                : "did you mean \(near.joined(separator: " or "))?")
    }
}

extension ThingName {
    /// Whether it is a region of the table of codes, which is there even if nothing is recorded of it.
    fileprivate var isRegion: Bool {
        guard kind == StreamName.Kind.region.rawValue, let code = RegionCode(identifier.description) else {
            return false
        }
        return !Regions.history(of: code).isEmpty
    }
}
