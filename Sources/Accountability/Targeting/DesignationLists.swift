import Assistance
import CanonicalJSON
import Projection

/// Which regions stand on which official lists, and when.
struct DesignationLists {
    /// How a region stands to a list.
    enum Standing: Int, CaseIterable {
        case on
        /// It stood on it before.
        case left
    }

    /// Some of these.
    struct Standings: OptionSet {
        let rawValue: Int

        static let on = Standings(rawValue: 1 << Standing.on.rawValue)
        static let left = Standings(rawValue: 1 << Standing.left.rawValue)

        func contains(_ standing: Standing) -> Bool { rawValue & 1 << standing.rawValue != 0 }
    }

    /// When it is asked.
    enum Window {
        /// As things are: whoever was not taken off a list stands on it.
        case now
        /// From when to when, nil for no limit; a day is the time from it to itself.
        case span(CalendarDate?, CalendarDate?)
    }

    /// By regions, and by the need of each list: a name takes longer to find.
    private var stays: [RegionCode: [Int: [RegionDesignationRow]]] = [:]
    /// By their codes.
    let regions: [RegionCode]

    init(_ input: ReportInput) throws {
        for row in try input.rows.rows(RegionDesignationRow.self) {
            stays[row.key.region, default: [:]][row.key.designation.need, default: []].append(row)
        }
        regions = stays.keys.sorted()
    }

    /// The lists on which a region itself ever stood.
    func ownDesignations(of region: RegionCode) -> [Designation] {
        let own = stays[region] ?? [:]
        return Designation.byNeed.filter { own[$0.need] != nil }
    }

    /// The lists on which a region, or one above it, ever stood.
    func designations(of region: RegionCode) -> [Designation] {
        let line = sequence(first: region, next: \.parent).compactMap { stays[$0] }
        return line.isEmpty
            ? [] : Designation.byNeed.filter { designation in line.contains { $0[designation.need] != nil } }
    }

    /// How a region stands to a list on a day or as things are, by itself or by one above it; nil for not at all, or not yet.
    func standing(of region: RegionCode, on designation: Designation, _ window: Window) -> Standing? {
        let all = allStandings(of: region, on: designation, window)
        return all.contains(.on) ? .on : all.contains(.left) ? .left : nil
    }

    /// How a region and those above it stand to a list.
    func allStandings(of region: RegionCode, on designation: Designation, _ window: Window) -> Standings {
        sequence(first: region, next: \.parent).reduce(into: Standings()) {
            $0.formUnion(standings(of: $1, on: designation, window))
        }
    }

    /// Whether a region itself stands on a list at some time of the window, and whether it has left it at its end.
    func standings(of region: RegionCode, on designation: Designation, _ window: Window) -> Standings {
        let stays = stays[region]?[designation.need] ?? []
        guard case .span(let first, let last) = window else {
            return stays.isEmpty ? [] : stays.contains { $0.lastDay == nil } ? .on : .left
        }
        var standings = Standings()
        var isOnAtEnd = false
        for stay in stays {
            let hasBegun = last.map { stay.key.since <= $0 } ?? true
            let goesOn = first.map { first in stay.lastDay.map { first <= $0 } ?? true } ?? true
            if hasBegun, goesOn { standings.insert(.on) }
            let hasEnded = stay.lastDay.map { lastDay in last.map { lastDay < $0 } ?? true } ?? false
            if hasEnded { standings.insert(.left) } else if hasBegun { isOnAtEnd = true }
        }
        // Whoever stands on the list again has not left it.
        if isOnAtEnd { standings.remove(.left) }
        return standings
    }

    /// Since when it stands, or stood last.
    func since(_ region: RegionCode, on designation: Designation) -> CalendarDate? {
        stays[region]?[designation.need]?.map(\.key.since).max()
    }
}

extension Designation {
    /// Those of the poorest first.
    static let byNeed = allCases.sorted { $0.need < $1.need }

    /// Whether its list says that a county is poor.
    var isOfPoverty: Bool {
        switch self {
        case .deepPoverty, .povertyCounty, .keyCounty, .provincialKeyCounty: true
        case .oldRevolutionaryBase, .tibetanArea, .minorityArea, .border: false
        }
    }

    /// Where it stands among those of the poorest first.
    var need: Int {
        switch self {
        case .deepPoverty: 0
        case .povertyCounty: 1
        case .keyCounty: 2
        case .provincialKeyCounty: 3
        case .oldRevolutionaryBase: 4
        case .tibetanArea: 5
        case .minorityArea: 6
        case .border: 7
        }
    }
}
