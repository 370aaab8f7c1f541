import Assistance
import CanonicalJSON
public import Projection

/// What somebody wants of a report: which part of what is on record, seen from when, and how it is divided.
public struct ReportRequest: Sendable {
    public var ledger: String
    public var horizon: Horizon
    public var period: Period
    public var filter: ReportFilter
    /// How time is divided; nil when it is not.
    public var step: TimeStep?
    /// Whether regions stand in a tree; nil for what suits the report.
    public var isTree: Bool?
    /// How many levels of a tree are shown; nil for all.
    public var depth: Int?
    /// The most rows of a section that are shown; nil for all.
    public var limit: Int?
    public var language: Language
    /// Whether somebody may ask for the events behind each row.
    public var isExplained = true
    /// Whether pictures are drawn, which not every form of a report has.
    public var hasCharts = true

    public init(
        ledger: String, horizon: Horizon = Horizon(), period: Period = Period(), filter: ReportFilter = ReportFilter(),
        step: TimeStep? = nil, isTree: Bool? = nil, depth: Int? = nil, limit: Int? = nil,
        language: Language = .english
    ) {
        self.ledger = ledger
        self.horizon = horizon
        self.period = period
        self.filter = filter
        self.step = step
        self.isTree = isTree
        self.depth = depth
        self.limit = limit
        self.language = language
    }

    /// The pictures that there are, where any are drawn.
    func charts(_ charts: @autoclosure () -> [Chart?]) -> [Chart] { hasCharts ? charts().compactMap { $0 } : [] }

    /// What a row rests on, where somebody may ask: of very many rows it takes longer to say than what they show.
    func basis(_ basis: @autoclosure () -> Basis?) -> Basis? { isExplained ? basis() : nil }

    /// Whether figures can be told only by going through what happened, and not by where things stand.
    public var needsHistory: Bool { period.from != nil || step != nil }

    /// What a region is called on a day, by default the last that the report looks at; its code when it never had a name.
    func name(of region: RegionCode, on date: CalendarDate? = nil) -> String {
        language.name(of: region, on: date ?? horizon.asOf) ?? region.description
    }

    /// What a report says above its tables.
    func facts(_ input: ReportInput) -> [Report.Fact] { facts(knownTo: input.knownTo) }

    /// - Parameter knownTo: the number of events that were looked at.
    func facts(knownTo: Int64) -> [Report.Fact] {
        var facts = [Report.Fact(key: "ledger", label: "Ledger", value: .text(ledger))]
        func add(_ key: String, _ label: String, _ text: String?) {
            if let text { facts.append(.init(key: key, label: label, value: .text(text))) }
        }
        if let from = period.from { facts.append(.init(key: "from", label: "From", value: .date("\(from)"))) }
        if let to = period.to { facts.append(.init(key: "to", label: "To", value: .date("\(to)"))) }
        add("region", "Region", filter.region.map { "\($0) \(name(of: $0))" })
        add("programme", "Programme", filter.programme)
        add("pairing", "Pairing", filter.pairing)
        add("instrument", "Instrument", filter.instrument.map { language == .chinese ? $0.chinese : $0.english })
        add("purpose", "Purpose", filter.purpose.map { language == .chinese ? $0.chinese : $0.english })
        add("tier", "Tier", filter.tier.map { language($0.rawValue) })
        return facts + horizon.facts(recorded: knownTo)
            + [.init(key: "events", label: "Events counted", value: .count(knownTo))]
    }
}
