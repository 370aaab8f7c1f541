import Assistance
import CanonicalJSON

/// The regions of the sample: the counties of each recipient and the names of their offices, looked up once a year.
struct Places: Sendable {
    /// A county, and the prefecture between it and its province, where there is one.
    struct County: Hashable, Sendable {
        let code: RegionCode
        let nameZH: String
        let prefecture: RegionCode?
    }

    private struct Key: Hashable {
        let region: RegionCode
        let year: Int
    }

    private var counties: [Key: [County]] = [:]
    private var names: [Key: String] = [:]
    /// The first and the last year in which a county was visited.
    private var visits: [RegionCode: (first: Int, last: Int)] = [:]

    /// The counties within a region, or the region itself if it is one, that have the same code on all days from the first of the year
    /// to the last of the next, in which its projects end.
    mutating func counties(of region: RegionCode, in year: Int) -> [County] {
        let key = Key(region: region, year: year)
        if let known = counties[key] { return known }
        let (first, last) = (CalendarDate.known(year, 1, 1), CalendarDate.known(year + 1, 12, 31))
        let all =
            region.tier == .county
            ? [Regions.region(region, on: first)].compactMap { $0 } : Regions.regions(within: region, on: first)
        let found = all.filter { $0.code.tier == .county && Places.isValid($0.code, from: first, to: last) }
            .map { county in
                let above = Regions.parent(of: county.code, on: first)?.code
                return County(
                    code: county.code, nameZH: county.nameZH, prefecture: above?.tier == .prefecture ? above : nil)
            }
        counties[key] = found
        return found
    }

    /// A code may be missing in between: 510181 都江堰市 in the one revision of 2016-06.
    private static func isValid(_ code: RegionCode, from first: CalendarDate, to last: CalendarDate) -> Bool {
        func isValid(on date: CalendarDate) -> Bool { Regions.region(code, on: date) != nil }
        guard isValid(on: first), isValid(on: last) else { return false }
        guard Regions.history(of: code).count > 1 else { return true }
        return (first.year...last.year).allSatisfy { year in
            (1...12).allSatisfy { isValid(on: .known(year, $0, 1)) }
        }
    }

    /// Notes that a county gets money in a year.
    ///
    /// - Returns: how many years after the first time it is, nil when it is not the first time in the year; and whether there was
    ///   none before.
    mutating func visit(_ county: RegionCode, in year: Int) -> (yearsSinceFirst: Int?, isFirst: Bool) {
        guard let visited = visits[county] else {
            visits[county] = (year, year)
            return (0, true)
        }
        visits[county]?.last = year
        return (visited.last == year ? nil : year - visited.first, false)
    }

    /// An office of a region, such as 莎车县财政局.
    mutating func office(_ office: Office, of region: RegionCode, in year: Int) -> String {
        let key = Key(region: region, year: year)
        let name = names[key] ?? Regions.region(region, on: .known(year, 1, 1))?.nameZH ?? region.description
        names[key] = name
        return name + office.name(in: year)
    }

    enum Office {
        case finance, planning, assistance, audit

        fileprivate func name(in year: Int) -> String {
            switch self {
            case .finance: "财政局"
            case .planning: "发展和改革局"
            case .audit: "审计局"
            // The offices for poverty alleviation became those for rural vitalisation.
            case .assistance: year < 2021 ? "扶贫开发办公室" : "乡村振兴局"
            }
        }
    }
}
