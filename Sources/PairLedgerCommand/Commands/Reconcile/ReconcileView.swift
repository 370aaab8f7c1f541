import Accountability
import ArgumentParser
import Assistance
import Journal
import Projection

/// From when somebody looks, in which language, and at how much.
struct ReconcileView: ParsableArguments {
    @OptionGroup(title: "Seen from when") var horizon: HorizonOptions
    @Option(help: "en, or zh for Chinese.") var lang: Language = .english
    @Option(
        help: ArgumentHelp(
            "The most rows of each part that are shown, 0 for all (default: 200 in a table, and all elsewhere).",
            valueName: "n"))
    var limit: Int?

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit is 0, for all, or more") }
    }

    func request(_ ledger: LedgerOptions, _ output: OutputOptions) throws -> ReportRequest {
        let standard = output.effectiveFormat == .table ? 200 : nil
        return ReportRequest(
            ledger: try ledger.name().description, horizon: horizon.horizon,
            limit: limit == 0 ? nil : limit ?? standard,
            language: lang)
    }
}
