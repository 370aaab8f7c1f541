import Assistance
import CanonicalJSON

extension Plan {
    /// Plans what is said of a county that gets money: once, that it is on the list of poor counties and later off it; each year, how
    /// its people fare.
    mutating func planRegion(_ county: Places.County, _ year: Int) {
        guard let code = Identifier(county.code.description) else { return }
        let assistance = places.office(.assistance, of: county.code.province, in: year)
        let (sinceFirst, isFirst) = places.visit(county.code, in: year)
        if isFirst, year <= 2019 {
            let since = CalendarDate.known(year, 1, 1)
            add(
                State(RegionDesignated(.povertyCounty, since: since, basis: "年度帮扶县名单"), of: code, on: since),
                by: assistance)
            let lastDay = CalendarDate.known(random.within(year...2020), 12, 31)
            add(
                State(RegionDelisted(.povertyCounty, lastDay: lastDay, basis: "贫困县退出公告"), of: code, on: lastDay),
                by: assistance)
        }
        guard let since = sinceFirst else { return }
        let reportedOn = CalendarDate.known(year + 1, 3, 1).later(by: random.below(30))
        let figures: [(RegionIndicator, Int64)] = [
            (.ruralIncomePerHead, Int64(800_000 + 90_000 * (year - Plan.years.lowerBound) + random.below(60_000))),
            (.povertyHeadcount, year < 2020 ? Int64((8_000 + random.below(4_000)) / (since + 1)) : 0),
        ]
        for (indicator, value) in figures {
            add(
                State(
                    RegionIndicatorReported(indicator, of: year, value: value, source: "县国民经济和社会发展统计公报"), of: code,
                    on: reportedOn), by: assistance)
        }
    }
}
