import ArgumentParser
import Assistance
import CanonicalJSON
import Glibc
import Interchange
import Journal
import Projection
import Synchronization
import TransparencyLog

extension ExportCommand {
    struct Fiscal: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "fiscal", abstract: "Write all movements of money as a Fiscal Data Package (1.0-rc.1).",
            discussion: """
                The folder gets movements.csv, a row for each movement of the money of one pairing and fiscal year, and \
                datapackage.json, which says what its columns mean in the words of the OpenSpending taxonomies. Values of a phase sum to \
                what came that far: those of phase spent to all that was paid. The same ledger gives the same bytes.

                Examples:
                  pairledger export fiscal package
                  pairledger export fiscal package-2020 --as-of 2020-12-31
                """)

        @Argument(help: "The folder, which is made if there is none.", completion: .directory) var folder: String
        @OptionGroup var horizon: HorizonOptions
        @OptionGroup var ledger: LedgerOptions

        func run() async throws {
            guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
                throw CommandFailure(
                    .usage, "\(folder) cannot be made: \(String(cString: strerror(errno)))",
                    remedy: "name a folder in one that exists and that you may write to")
            }
            let descriptor = try TextOutput("\(folder)/\(FiscalPackage.descriptorFile)")
            let writer = FiscalWriter(try TextOutput("\(folder)/\(FiscalPackage.tableFile)"))
            let source = ReadModelSource(ledger, horizon: horizon.horizon, isStale: false)
            let folded = FoldedModels([], observers: [writer])
            let extent = try await source.fold { try await $0.fold(folded, horizon: $1, progress: $2) }
            for note in extent.notes { Terminal.note("note: \(note)", quiet: ledger.database.quiet) }
            let (rows, bytes, digest) = try writer.finish()
            let table = FiscalPackage.Table(
                ledger: "\(try ledger.name())", entries: extent.end, rows: rows, bytes: bytes, sha256: "\(digest)",
                asOf: horizon.asOf)
            try descriptor.write(try FiscalPackage.descriptor(of: table))
            try descriptor.finish()
            Terminal.note(
                "\(folder): \(rows) movement\(rows == 1 ? "" : "s") of \(extent.end.entries)",
                quiet: ledger.database.quiet)
        }
    }
}

/// Writes movements as they are folded.
private final class FiscalWriter: FoldObserver {
    fileprivate struct State {
        var rows: Int64 = 0
        var bytes: Int64 = 0
        var function = Digest.Function()
        /// Why nothing more can be written.
        var failure: (any Error)?
        var names: [RegionCode: String] = [:]
    }

    private let state = Mutex(State())
    private let output: Mutex<TextOutput>

    init(_ output: sending TextOutput) { self.output = Mutex(output) }

    func observe(_ events: [ProjectedEvent], _ movements: [Movement]) {
        let types = Dictionary(events.map { ($0.record.position, $0.record.type) }) { first, _ in first }
        state.withLock { state in
            guard state.failure == nil else { return }
            var text = state.rows == 0 ? FiscalPackage.heading : ""
            for movement in movements {
                guard let row = FiscalRow(movement, types[movement.row.key.position] ?? "", names: &state.names) else {
                    continue
                }
                text += row.line
                state.rows += 1
            }
            // The heading comes with the first rows.
            if state.rows > 0 { state.write(text, to: output) }
        }
    }

    /// - Returns: how many rows and bytes there are, and the digest of the bytes.
    func finish() throws -> (rows: Int64, bytes: Int64, digest: Digest) {
        try state.withLock { state in
            if state.rows == 0 { state.write(FiscalPackage.heading, to: output) }
            if let failure = state.failure { throw failure }
            try output.withLock { try $0.finish() }
            return (state.rows, state.bytes, state.function.digest())
        }
    }
}

extension FiscalWriter.State {
    fileprivate mutating func write(_ text: String, to output: borrowing Mutex<TextOutput>) {
        var text = text
        text.withUTF8 { function.update(UnsafeRawBufferPointer($0)) }
        bytes += Int64(text.utf8.count)
        do {
            try output.withLock { try $0.write(text) }
        } catch {
            failure = error
        }
    }
}

extension FiscalRow {
    /// - Parameter names: of regions, as far as they were looked up.
    fileprivate init?(_ movement: Movement, _ event: String, names: inout [RegionCode: String]) {
        let row = movement.row
        guard let source = Account(row.source), let target = Account(row.target), let currency = Currency(row.currency),
            let amount = Money(minorUnits: row.amount, currency: currency)
        else { return nil }
        self.init(
            position: row.key.position, ordinal: row.key.ordinal, event: event, effectiveOn: row.effectiveOn,
            source: source, target: target, amount: amount)
        fiscalYear = row.fiscalYear > 0 ? row.fiscalYear : nil
        pairing = row.pairing
        agreement = row.agreement
        programme = movement.pairing?.programme
        donor = movement.pairing?.donor
        // Before it is allocated, money is for the pairing's recipient.
        let places = [movement.target.place, movement.source.place].compactMap { RegionCode($0) }
        place = places.first ?? movement.pairing?.recipient
        purpose = [movement.target.purpose, movement.source.purpose].lazy.compactMap { Purpose(rawValue: $0) }.first
        donorName = donor.map { Self.name(of: $0, &names) }
        placeName = place.map { Self.name(of: $0, &names) }
    }

    /// The last that it had, so that one region has one name in a package.
    private static func name(of region: RegionCode, _ names: inout [RegionCode: String]) -> String {
        if let name = names[region] { return name }
        let name = Regions.history(of: region).last?.nameZH ?? ""
        names[region] = name
        return name
    }
}
