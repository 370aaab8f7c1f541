import Assistance
import CanonicalJSON
import Journal

/// Read model "regions": how every region fares, year by year, and what the state calls it.
public struct RegionModel: ReadModel {
    public static let name = "regions"
    public static let version = 1

    public var years = Table<RegionYearRow>()
    public var headcounts = Table<RegionHeadcountRow>()
    public var designations = Table<RegionDesignationRow>()
    public var openDesignations = Table<OpenDesignationRow>()

    public init() {}

    public mutating func visit(_ visitor: inout some TableVisitor) throws {
        try visitor.visit(&years)
        try visitor.visit(&headcounts)
        try visitor.visit(&designations)
        try visitor.visit(&openDesignations)
    }

    public mutating func apply(_ event: ProjectedEvent) throws(ReadModelError) {
        switch try event.meaning() {
        case .regionIndicatorReported(let reported): try report(reported, event)
        case .regionDesignated(let designated): try designate(designated, event)
        case .regionDelisted(let delisted): try delist(delisted, event)
        default: break
        }
    }

    private mutating func report(
        _ reported: RegionIndicatorReported, _ event: ProjectedEvent
    ) throws(ReadModelError) {
        let region = try region(of: event)
        years[making: .init(region, reported.year)].take(reported, event)
        guard reported.indicator == .povertyHeadcount else { return }
        let (key, year) = (RegionHeadcountRow.Key(region), Int32(clamping: reported.year))
        // A figure of an earlier year, or one that corrects the last, may come late.
        guard headcounts[key].map({ $0.year <= year }) ?? true else { return }
        headcounts[making: key].year = year
        headcounts[making: key].persons = reported.value
    }

    private mutating func designate(
        _ designated: RegionDesignated, _ event: ProjectedEvent
    ) throws(ReadModelError) {
        let region = try region(of: event)
        let open = OpenDesignationRow.Key(region, designated.designation)
        let key = RegionDesignationRow.Key(region, designated.designation, since: designated.since)
        guard openDesignations[open] == nil, designations[key] == nil else {
            throw ReadModelError("\(region) becomes \(designated.designation.rawValue), which it is already")
        }
        openDesignations[making: open].since = designated.since
        designations[making: key].basis = designated.basis
    }

    private mutating func delist(_ delisted: RegionDelisted, _ event: ProjectedEvent) throws(ReadModelError) {
        let region = try region(of: event)
        let open = OpenDesignationRow.Key(region, delisted.designation)
        guard let since = openDesignations[open]?.since else {
            throw ReadModelError("\(region) is no longer \(delisted.designation.rawValue), which it never was")
        }
        let key = RegionDesignationRow.Key(region, delisted.designation, since: since)
        openDesignations[open] = nil
        designations[key]?.lastDay = delisted.lastDay
        designations[key]?.delistedBasis = delisted.basis
    }

    private func region(of event: ProjectedEvent) throws(ReadModelError) -> RegionCode {
        guard let region = RegionCode(event.subject) else {
            throw ReadModelError("\(event.record.type) stands in \(event.record.stream), which is no region's")
        }
        return region
    }
}
