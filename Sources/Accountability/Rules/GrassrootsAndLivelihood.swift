public import Assistance
import CanonicalJSON

/// R09 两个百分之八十: most aid is for counties and what is below them, and for people's livelihoods.
public enum GrassrootsAndLivelihood: RedFlagRule {
    public static let policy = rule("R09")
    public static let question = "Which year's aid went too little to counties, or to people's livelihoods?"
    public static let test = """
        Of what projects were given of a pairing's money of a fiscal year that is over, what goes to projects in counties is less than \
        grassroots_share, or what is for livelihood_purposes is less than livelihood_share.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        var hits: [Hit] = []
        for (year, given) in ledger.given where year.year < limits.day.year && year.year > 0 {
            let livelihoods = limits.words("livelihood_purposes", of: year.pairing).words
            let all = given.reduce(0) { $0 + $1.amount }
            guard all > 0 else { continue }
            let tests = [
                (
                    "grassroots", given.filter { $0.place?.tier == .county }, "grassroots_share",
                    "for projects in counties and below", "用于县及县以下"
                ),
                (
                    "livelihood", given.filter { $0.purpose.map { livelihoods.contains($0.rawValue) } ?? false },
                    "livelihood_share", "for people's livelihoods", "用于保障和改善民生"
                ),
            ]
            for (key, some, name, english, chinese) in tests {
                let part = some.reduce(0) { $0 + $1.amount }
                let limit = limits(name, of: year.pairing)
                guard Int128(part) * 10_000 < Int128(all) * Int128(limit.value) else { continue }
                let share = Int64(Int128(part) * 10_000 / Int128(all))
                let percent = FigureUnit.basisPoints.text(share)
                let (some, whole) = (FigureUnit.minorUnits.text(part), FigureUnit.minorUnits.text(all))
                hits.append(
                    flag(
                        "pairing/\(year.pairing)", part: "\(year.year)-\(key)", .major,
                        "\(some) of \(whole) of \(year.year) is \(english): \(percent)",
                        "\(year.year) 年 \(whole) 中 \(some) \(chinese)，占 \(percent)", found: share, limit: limit.value,
                        .basisPoints, limit.source, given.flatMap(\.positions), pairing: year.pairing))
            }
        }
        return hits
    }

    public static let example = RuleExample(
        story: "All of the 600,000 yuan of 2019 goes to a cold store: industry is no livelihood purpose.",
        requests: Setting.fund(600_000, "2019-03-01") + Setting.project(600_000, "2019-03-05", purpose: .industry) + [
            Setting.allocate(600_000, "2019-03-10")
        ], on: Setting.date("2020-01-31"), hits: ["pairing/GD-KZ"])
}
