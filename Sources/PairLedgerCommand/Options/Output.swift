import Accountability
import ArgumentParser
import Assistance
import Journal
import TransparencyLog

/// Where a result goes, and how it is shown there.
struct Output {
    private let options: OutputOptions
    private let text: TextOutput

    /// Opens the file, so that what cannot be written is known before anything is done.
    init(_ options: OutputOptions) throws {
        self.options = options
        text = try TextOutput(options.output)
    }

    /// Writes text as it is.
    func write(_ text: String) throws { try self.text.write(text) }

    /// Shows a report the way that was asked for.
    func write(_ report: Report) throws {
        switch options.effectiveFormat {
        case .table:
            let color = options.colors(text.descriptor)
            try write(TableRenderer(unit: options.unit, color: color).render(report))
        case .csv: try write(CSVRenderer(unit: options.unit).render(report))
        case .json, .ndjson: try write(JSONRenderer().render(report))
        case .html: try write(HTMLRenderer(unit: options.unit).render(report))
        }
    }

    /// The same with the seal below it.
    func write(_ report: Report, of origin: ReportSealOptions.Origin?, ledger: LedgerName) throws {
        guard let origin else { return try write(report) }
        let digest = Digest(of: Array(JSONRenderer().render(report).utf8))
        let seal = ReportSeal(
            ledger: "\(ledger)", parameters: origin.parameters, digest: digest, checkpoint: origin.checkpoint)
        switch options.effectiveFormat {
        case .json, .ndjson: try write(JSONRenderer().render(report, seal: seal))
        case .html: try write(HTMLRenderer(unit: options.unit).render(report, seal: seal))
        case .csv:
            try write(report)
            try write(seal.lines("\r\n"))
        case .table:
            try write(report)
            try write("\n" + seal.lines("\n"))
        }
    }

    /// Puts the file in its place.
    func finish() throws { try text.finish() }
}
