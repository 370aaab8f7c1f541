import Accountability
public import ArgumentParser
import Assistance
import CanonicalJSON
import Journal
import Projection

/// Which part of what is on record a report is about.
struct FilterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only what happened from this day on.", valueName: "date"), transform: Parse.date)
    var from: CalendarDate?
    @Option(help: ArgumentHelp("Only what happened up to this day.", valueName: "date"), transform: Parse.date)
    var to: CalendarDate?
    @Option(
        help: ArgumentHelp("Only what comes from this region, goes to it or lies in it.", valueName: "code"),
        transform: Parse.region)
    var region: RegionCode?
    @Option(help: ArgumentHelp("Only this programme.", valueName: "id"), transform: Parse.identifier)
    var programme: Identifier?
    @Option(help: ArgumentHelp("Only this pairing.", valueName: "id"), transform: Parse.identifier)
    var pairing: Identifier?
    @Option(help: "Only money of this kind.") var instrument: Instrument?
    @Option(help: "Only what is for this purpose.") var purpose: Purpose?
    @Option(help: "Only regions of this tier: province, prefecture or county.") var tier: RegionTier?

    var filter: ReportFilter {
        ReportFilter(
            region: region, programme: programme?.description, pairing: pairing?.description, instrument: instrument,
            purpose: purpose, tier: tier)
    }

    var period: Period { Period(from: from, to: to) }

    func validate() throws {
        if let from, let to, to < from { throw ValidationError("--from \(from) is after --to \(to)") }
    }
}

/// How a report is divided, and in which language it speaks.
struct DivisionOptions: ParsableArguments {
    @Option(help: "Divide time: by year, quarter or month.") var by: TimeStep?
    @Flag(help: "Regions in a tree, each with the sum of those within it.") var tree = false
    @Flag(help: "Regions one below the other.") var flat = false
    @Option(help: ArgumentHelp("How many levels of a tree are shown.", valueName: "n")) var depth: Int?
    @Option(
        help: ArgumentHelp(
            "The most rows of each part that are shown, 0 for all (default: 50 projects, indicators or events; of others 200 in a table, and all elsewhere).",
            valueName: "n"))
    var limit: Int?
    @Option(help: "en, or zh for Chinese.") var lang: Language = .english

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit is 0, for all, or more") }
        if let depth, depth < 1 { throw ValidationError("--depth is a number from 1 on") }
        if flat, tree { throw ValidationError("--tree and --flat exclude each other") }
    }

    /// Nil for what suits the report.
    var isTree: Bool? { flat ? false : tree ? true : nil }

    /// How many rows are shown; nil for all.
    func most(otherwise standard: Int?) -> Int? { limit == 0 ? nil : limit ?? standard }

    /// What a person looks through at a terminal; a program, and a page that searches, takes them all.
    fileprivate func most(in format: OutputFormat) -> Int? { most(otherwise: format == .table ? 200 : nil) }
}

/// What every report takes.
struct ReportOptions: ParsableArguments {
    @OptionGroup(title: "What is counted") var counted: FilterOptions
    @OptionGroup(title: "How it is divided") var division: DivisionOptions
    @OptionGroup(title: "Seen from when") var horizon: HorizonOptions
    @Flag(help: "Take the read models as they are, even if they are behind the log.") var stale = false
    @Option(
        help: ArgumentHelp(
            "Show the events that the figures of this row rest on, instead; with --format ndjson the entries themselves.",
            valueName: "row"))
    var explain: String?
    @OptionGroup var sealing: ReportSealOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    /// - Parameter horizon: the one of the options, or an earlier one where the report is sealed.
    func request(_ horizon: Horizon) throws -> ReportRequest {
        var horizon = horizon
        if let to = counted.to { horizon.asOf = min(horizon.asOf ?? to, to) }
        var request = ReportRequest(
            ledger: try ledger.name().description, horizon: horizon,
            period: Period(from: counted.from, to: counted.to), filter: counted.filter, step: division.by,
            isTree: division.isTree, depth: division.depth, limit: division.most(in: output.effectiveFormat),
            language: division.lang)
        request.hasCharts = output.effectiveFormat == .html
        request.isExplained = false
        return request
    }
}

extension RegionTier: ExpressibleByArgument {}
extension TimeStep: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension FlowMeasure: ExpressibleByArgument {}
extension SamplingPopulation: ExpressibleByArgument {}
extension SampleSelection.Method: ExpressibleByArgument {}
