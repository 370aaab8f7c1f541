import Assistance
import CanonicalJSON
import Projection

/// How regions fare, year by year, where the report looks.
struct RegionYears {
    /// So many persons, by figures of so many regions and of some years.
    struct Heads: Equatable {
        var persons: Int128
        var regions: Int
        var years: ClosedRange<Int>

        func adding(_ other: Heads) -> Heads {
            Heads(
                persons: persons + other.persons, regions: regions + other.regions,
                years: min(years.lowerBound, other.years.lowerBound)...max(years.upperBound, other.years.upperBound))
        }

        /// `2014`, or `2013–2014` where not all regions have the same last year.
        var yearText: String {
            years.lowerBound == years.upperBound
                ? String(years.lowerBound) : "\(years.lowerBound)–\(years.upperBound)"
        }
    }

    /// By year, of every region of which something is known.
    private(set) var rows: [RegionCode: [RegionFiguresRow]] = [:]
    /// Those within a province or prefecture that have a figure of persons in poverty.
    private var poor: [RegionCode: [RegionCode]] = [:]
    /// The years in which a region within this one has a number of persons in poverty.
    private var yearsBelow: [RegionCode: [Int]] = [:]

    /// Knows no more than the persons in poverty, and of their last year alone.
    init(lastOf source: some RowSource) throws {
        try source.forEach(RegionHeadcountRow.self) { headcount in
            var row = RegionFiguresRow()
            row.key = .init(headcount.key.region, Int(headcount.year))
            row.povertyHeadcount = headcount.persons
            rows[row.key.region] = [row]
        }
        arrange()
    }

    init(_ source: some RowSource) throws {
        try source.forEach(RegionFiguresRow.self) { rows[$0.key.region, default: []].append($0) }
        for region in rows.keys { rows[region]?.sort { $0.key.year < $1.key.year } }
        arrange()
    }

    private mutating func arrange() {
        for (region, years) in rows {
            let counted = years.lazy.filter { $0.povertyHeadcount != nil }.map { Int($0.key.year) }
            guard !counted.isEmpty else { continue }
            for above in [region.prefecture, region.province] {
                guard let above, above != region else { continue }
                poor[above, default: []].append(region)
                yearsBelow[above, default: []].merge(counted)
            }
        }
    }

    subscript(region: RegionCode, year: Int) -> RegionFiguresRow? { rows[region]?.first { Int($0.key.year) == year } }

    /// The years of which a region has figures of its own.
    func years(of region: RegionCode) -> some Sequence<Int> { (rows[region] ?? []).lazy.map { Int($0.key.year) } }

    /// The persons in poverty in a region in a year: by its own figure, or else by those of the regions within it that have one.
    ///
    /// - Parameter year: nil for the last that is known of each.
    func heads(of region: RegionCode, in year: Int? = nil) -> Heads? {
        var sum: Heads?
        forEachCounted(in: region, year) { _, heads in sum = sum.map { $0.adding(heads) } ?? heads }
        return sum
    }

    /// The regions by whose figures the persons in poverty in one are counted, none within another.
    func counted(in region: RegionCode, _ year: Int? = nil) -> [(region: RegionCode, heads: Heads)] {
        var counted: [(region: RegionCode, heads: Heads)] = []
        forEachCounted(in: region, year) { counted.append(($0, $1)) }
        return counted
    }

    private func forEachCounted(in region: RegionCode, _ year: Int?, _ body: (RegionCode, Heads) -> Void) {
        if let own = ownHeads(of: region, in: year) { return body(region, own) }
        for within in poor[region] ?? [] {
            guard let heads = ownHeads(of: within, in: year) else { continue }
            // A prefecture's figure counts those of its counties already.
            if let above = within.parent, above != region, ownHeads(of: above, in: year) != nil { continue }
            body(within, heads)
        }
    }

    /// The years in which a region within this one has a number of persons in poverty, sorted.
    func years(within region: RegionCode) -> [Int] { yearsBelow[region] ?? [] }

    /// Whether a place is in one of some regions.
    static func isCounted(_ place: RegionCode, in regions: Set<RegionCode>) -> Bool {
        sequence(first: place, next: \.parent).contains(where: regions.contains)
    }

    private func ownHeads(of region: RegionCode, in year: Int?) -> Heads? {
        guard let own = rows[region] else { return nil }
        let row = own.last { $0.povertyHeadcount != nil && (year ?? Int($0.key.year)) == Int($0.key.year) }
        guard let row, let persons = row.povertyHeadcount else { return nil }
        let last = Int(row.key.year)
        return Heads(persons: Int128(persons), regions: 1, years: last...last)
    }
}

extension [Int] {
    /// Adds years to sorted ones, each once.
    mutating func merge(_ years: some Sequence<Int>) {
        for year in years {
            let place = firstIndex { $0 >= year } ?? endIndex
            if place == endIndex || self[place] != year { insert(year, at: place) }
        }
    }
}
