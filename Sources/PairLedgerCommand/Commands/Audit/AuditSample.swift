import Accountability
import ArgumentParser
import Assistance
import CanonicalJSON
import Journal
import Projection
import TransparencyLog

struct AuditSample: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample", abstract: "Choose what an auditor examines, so that anybody can choose it again.",
        discussion: """
            The same seed, size and method choose the same from the same entries, on every machine: agree on the seed before you look, \
            and write down the position that the ledger was known at. As CSV or HTML it is a worksheet with empty columns for what you \
            find.

            monetary-unit (货币单元抽样): every fen is as likely to be hit as any other. The interval is what the population comes to, \
            divided by the size; hits stand at a random start and at every interval after it; what comes to an interval or more is \
            chosen for certain.
            random (简单随机抽样): every unit is as likely to be drawn as any other. A larger sample of the same seed begins with the same \
            draws.

            Examples:
              pairledger audit sample --seed 20150409 --size 60
              pairledger audit sample --seed 20150409 --size 25 --region 653000 \\
                --as-of 2014-12-31 --output worksheet.csv --bundle sample.proof
              pairledger audit sample --of projects --method random \\
                --seed 7 --size 10 --known-at 4711
              pairledger audit sample --seed 7 --size 10 --explain VOUCHER-9
            """)

    @Option(
        help: ArgumentHelp(
            "What it is chosen from: payments; transfers, which donors sent; forwardings, from a tier to a lower one; or projects.",
            valueName: "population"))
    var of = SamplingPopulation.payments
    @Option(help: "How: monetary-unit, or random.") var method = SampleSelection.Method.monetaryUnit
    @Option(help: ArgumentHelp("What all choices come from, 0 to 2⁵³−1.", valueName: "n")) var seed: Int64
    @Option(help: ArgumentHelp("How many are to be chosen.", valueName: "n")) var size: Int
    @Option(
        help: ArgumentHelp(
            "Write the proofs that what is chosen is in the log to a file, for pairledger log verify.",
            valueName: "file"),
        completion: .file())
    var bundle: String?
    @OptionGroup var options: ReportOptions

    /// More than anybody examines.
    private static let sizeMax = 1_000_000

    func validate() throws {
        guard 0...Money.minorUnitsMax ~= seed else { throw ValidationError("--seed goes from 0 to 2⁵³−1") }
        guard 1...Self.sizeMax ~= size else { throw ValidationError("--size goes from 1 to \(Self.sizeMax)") }
        try options.refuse(.by, .tree, .flat, .depth, because: "what is chosen stands one below the other")
        if !of.hasPurpose {
            try options.refuse(.purpose, because: "money has a purpose once a project has it, and \(of) come before")
        }
        guard bundle == nil || options.explain == nil else {
            throw ValidationError("--bundle proves the whole sample; give it without --explain")
        }
    }

    func run() async throws {
        let proofs = try bundle.map { try TextOutput($0) }
        try await ReportDrawing(options: options, models: AuditSampleReport.models).draw { request in
            let report = try await report(request)
            if let proofs { try await prove(report, to: proofs) }
            return report
        }
        try proofs?.finish()
    }

    private func report(_ request: ReportRequest) async throws -> Report {
        // The tables of read models know no single payment: the log is folded in any case, so that they cannot be behind it.
        let source = ReadModelSource(options.ledger, horizon: request.horizon, isStale: options.stale)
        let collector = PopulationCollector(of, request)
        let folded = FoldedModels(AuditSampleReport.models, observers: [collector])
        let extent = try await source.fold { try await $0.fold(folded, horizon: $1, progress: $2) }
        let design = AuditSampleReport.Design(
            of, method, size: size, seed: UInt64(seed),
            isWorksheet: [.csv, .html].contains(options.output.effectiveFormat))
        return try AuditSampleReport.make(
            design, of: collector.units,
            ReportInput(rows: folded, knownTo: extent.end, recorded: extent.recorded, notes: extent.notes), request)
    }

    /// Writes what proves that the events of the sample are in the log.
    private func prove(_ report: Report, to file: TextOutput) async throws {
        let positions = report.sections.flatMap(\.rows).flatMap { row -> [Int64] in
            guard case .positions(let positions) = row.basis else { return [] }
            return positions
        }
        guard !positions.isEmpty else {
            throw CommandFailure(
                .no, "nothing is chosen, so that there is nothing to prove", remedy: "leave --bundle out")
        }
        let name = try options.ledger.name()
        let database = try await Database.open(options.ledger.database)
        let quiet = options.ledger.database.quiet
        let journal = Journal(name, on: try await database.connectCurrent(.inspect, quiet: quiet))
        let proved = try await Prover(journal, seals: try options.sealing.seals.folder(of: name))
            .prove(positions.map { $0..<$0 + 1 })
        try file.write(String(decoding: proved.bytes, as: UTF8.self))
        let size = proved.checkpoint.checkpoint.size
        Terminal.note(
            "\(Int64(proved.entries.count).entries) proved by the checkpoint of \(size.entries)", quiet: quiet)
    }
}
