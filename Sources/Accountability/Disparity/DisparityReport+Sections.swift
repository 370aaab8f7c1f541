import Assistance
import CanonicalJSON
import Projection

extension DisparityReport {
    private static func amount(_ figure: Int64?) -> Report.Cell { figure.map(Report.Cell.amount) ?? .empty }

    /// What a region was called at the end of a year.
    private static func name(_ region: RegionCode, in year: Int, _ request: ReportRequest) -> String {
        let end = CalendarDate(year: year, month: 12, day: 31)
        return request.name(of: region, on: [end, request.horizon.asOf].compactMap { $0 }.min())
    }

    // MARK: Sides

    static func sideSection(_ figures: DisparityFigures) -> Report.Section {
        let lines = figures.sides.flatMap { sides in figures.years(of: sides).map { (sides, $0) } }
        let rows = figures.request.rows(lines) { row($0, $1, figures) }
        return Report.Section(
            key: "sides", title: "Incomes per head, persons in poverty, and aid",
            columns: [
                .text("donor", "Code"),
                .text("donor_name", "Donor"),
                .text("recipient", "Code"),
                .text("recipient_name", "Recipient"),
                .text("year", "Year"),
                .amount("donor_rural_income", "Rural, donor"),
                .amount("recipient_rural_income", "Rural, recipient"),
                .percent("rural_share", "%"),
                .amount("donor_urban_income", "Urban, donor"),
                .amount("recipient_urban_income", "Urban, recipient"),
                .percent("urban_share", "%"),
                .count("donor_poor", "Poor, donor"),
                .count("recipient_poor", "Poor, recipient"),
                .count("recipient_poor_regions", "Regions"),
                .amount("given", "Given"),
                .amount("paid_in", "Paid in"),
            ], rows: rows.shown, omitted: rows.omitted)
    }

    private static func row(
        _ sides: DisparityFigures.Sides, _ year: Int, _ figures: DisparityFigures
    ) -> Report.Row {
        // Aid of an agreement may have moved in a time that its year does not belong to.
        let isAsked = figures.isAsked(year)
        let donor = isAsked ? figures.regions[sides.donor, year] : nil
        let recipient = isAsked ? figures.regions[sides.recipient, year] : nil
        func pair(_ column: (RegionFiguresRow) -> Int64?) -> [Report.Cell] {
            let (one, other) = (donor.flatMap(column), recipient.flatMap(column))
            let share: Report.Cell? = one.flatMap { one in other.map { .ratio(numerator: $0, denominator: one) } }
            return [amount(one), amount(other), share ?? .empty]
        }
        let heads = isAsked ? figures.regions.heads(of: sides.recipient, in: year) : nil
        let donorHeads = isAsked ? figures.regions.heads(of: sides.donor, in: year) : nil
        let aid = figures.aid[sides]?[of: year]
        let request = figures.request
        return Report.Row(
            [
                .text(sides.donor.description), .text(name(sides.donor, in: year, request)),
                .text(sides.recipient.description), .text(name(sides.recipient, in: year, request)),
                year == 0 ? .text(request.language("not known")) : .year(year),
            ] + pair(\.ruralIncomePerHead) + pair(\.urbanIncomePerHead) + [
                donorHeads.map { .sumCount($0.persons) } ?? .empty,
                heads.map { .sumCount($0.persons) } ?? .empty, heads.map { .count(Int64($0.regions)) } ?? .empty,
                aid.map { .amount($0.given) } ?? .empty, aid.map { .amount($0.paidIn) } ?? .empty,
            ],
            basis: request.basis(
                .all([
                    .money(.init(donor: sides.donor, recipient: sides.recipient, fiscalYear: Int32(clamping: year))),
                    .streams(["region/\(sides.donor)", "region/\(sides.recipient)"]),
                ])))
    }

    // MARK: Goal

    static func goalSection(_ figures: DisparityFigures) -> Report.Section {
        let lines = figures.concerned.filter { !$0.isDonor }.compactMap { Way($0.region, figures) }
        let rows = figures.request.rows(lines) { row($0, figures.request) }
        return Report.Section(
            key: "goal", title: "Nobody in poverty by 2020",
            columns: [
                .text("region", "Code"),
                .text("name", "Region"),
                .text("first_year", "First year"),
                .count("first", "Persons then"),
                .text("last_year", "Last year"),
                .count("last", "Persons last"),
                .count("lifted", "Fewer by"),
                .percent("done", "Of the way"),
                .text("reached", "Reached"),
                .text("status", "Goal"),
            ],
            rows: rows.shown, omitted: rows.omitted)
    }

    /// How far a region has come from its first figure of persons in poverty to its last.
    private struct Way {
        let region: RegionCode
        let first: (year: Int, persons: Int64)
        let last: (year: Int, persons: Int64)
        /// The first year without anybody in poverty.
        let reached: Int?

        init?(_ region: RegionCode, _ figures: DisparityFigures) {
            var (first, last): ((year: Int, persons: Int64)?, (year: Int, persons: Int64)?) = (nil, nil)
            var reached: Int?
            for row in figures.regions.rows[region] ?? [] {
                guard let persons = row.povertyHeadcount, figures.isAsked(Int(row.key.year)) else { continue }
                last = (Int(row.key.year), persons)
                first = first ?? last
                if persons == 0 { reached = reached ?? Int(row.key.year) }
            }
            guard let first, let last else { return nil }
            (self.region, self.first, self.last, self.reached) = (region, first, last, reached)
        }

        var status: String {
            if let reached {
                reached <= goalYear ? "reached in time" : "reached late"
            } else {
                last.year >= goalYear ? "missed" : "under way"
            }
        }
    }

    private static func row(_ way: Way, _ request: ReportRequest) -> Report.Row {
        let (first, last) = (way.first, way.last)
        return Report.Row(
            [
                .text(way.region.description), .text(request.name(of: way.region)), .year(first.year),
                .count(first.persons), .year(last.year), .count(last.persons), .count(first.persons - last.persons),
                .ratio(numerator: first.persons - last.persons, denominator: first.persons),
                way.reached.map(Report.Cell.year) ?? .empty, .text(request.language(way.status)),
            ], basis: request.basis(.streams(["region/\(way.region)"])))
    }

    // MARK: Regions

    /// Every region on either side, year by year; in a tree with what is within it.
    static func regionSection(_ figures: DisparityFigures) -> Report.Section {
        let request = figures.request
        let isTree = request.isTree ?? false
        let concerned = figures.concerned.filter { !isTree || depth(of: $0.region) < request.depth ?? .max }
        var (shown, count): ([Report.Row], Int) = ([], 0)
        for (region, isDonor) in concerned {
            let (places, years) = aid(in: region, figures)
            count += years.count
            for year in years.prefix(max(0, (request.limit ?? .max) - shown.count)) {
                shown.append(regionRow(region, isDonor: isDonor, of: places, year, figures))
            }
        }
        return Report.Section(
            key: "regions", title: "By region",
            columns: [
                .text("region", "Code"),
                .text("name", "Region"),
                .text("side", "Side"),
                .text("year", "Year"),
                .amount("rural_income", "Rural income"),
                .amount("urban_income", "Urban income"),
                .count("poor", "Persons in poverty"),
                .percent("poverty_rate", "Poverty rate"),
                .amount("paid_in", "Paid in"),
                .amount("per_poor", "Paid in per person in poverty"),
            ],
            rows: shown, omitted: count - shown.count)
    }

    /// The places whose aid a region's rows have, and the years of them.
    private static func aid(
        in region: RegionCode, _ figures: DisparityFigures
    ) -> (places: [RegionCode], years: [Int]) {
        let isTree = figures.request.isTree ?? false
        let places = isTree ? figures.placeAid.keys.filter { $0.isWithin(region) } : [region]
        var years = figures.regions.years(of: region).filter(figures.isAsked)
        if isTree { years.merge(figures.regions.years(within: region).filter(figures.isAsked)) }
        for place in places { years.merge((figures.placeAid[place] ?? []).lazy.map(\.year)) }
        return (places, years)
    }

    private static func regionRow(
        _ region: RegionCode, isDonor: Bool, of places: [RegionCode], _ year: Int, _ figures: DisparityFigures
    ) -> Report.Row {
        let (request, isTree) = (figures.request, figures.request.isTree ?? false)
        let aids = places.compactMap { figures.placeAid[$0]?[of: year] }
        let counted = figures.isAsked(year) ? figures.regions.counted(in: region, year) : []
        let known = Set(counted.map(\.region).filter { isTree || $0 == region })
        let persons = counted.filter { known.contains($0.region) }.reduce(0) { $0 + $1.heads.persons }
        // Of a region without a number of its own the aid of those within it that have one.
        let paidIn = places.filter { RegionYears.isCounted($0, in: known) }.reduce(0) {
            $0 + (figures.placeAid[$1]?[of: year]?.paidIn ?? 0)
        }
        let row = figures.isAsked(year) ? figures.regions[region, year] : nil
        let money = MoneyBasis(
            kinds: isTree ? [.holding, .project, .spent] : nil, fiscalYear: Int32(clamping: year),
            region: isTree ? region : nil)
        return Report.Row(
            [
                .text(region.description), .text(name(region, in: year, request)),
                .text(request.language(isDonor ? "donor" : "recipient")),
                year == 0 ? .text(request.language("not known")) : .year(year),
                amount(row?.ruralIncomePerHead), amount(row?.urbanIncomePerHead),
                known.isEmpty ? .empty : .sumCount(persons),
                row?.povertyRate.map { .ratio(numerator: $0, denominator: 10_000) } ?? .empty,
                aids.isEmpty ? .empty : .amount(aids.reduce(0) { $0 + $1.paidIn }),
                aids.isEmpty || known.isEmpty || !(isTree || region.tier == .county)
                    ? .empty : .sum(paidIn, per: persons),
            ], depth: isTree ? depth(of: region) : 0,
            basis: request.basis(
                .all([isTree ? .money(money) : .money(in: region, money), .streams(["region/\(region)"])])))
    }

    private static func depth(of region: RegionCode) -> Int {
        sequence(first: region, next: \.parent).reduce(-1) { depth, _ in depth + 1 }
    }

    // MARK: Pictures

    private static let panelsMax = 12

    /// The same years for the sides with the most aid: rural incomes, persons in poverty, and the aid.
    static func charts(_ figures: DisparityFigures) -> [Chart] {
        let sizes = figures.sides.map { sides in
            (sides: sides, size: (figures.aid[sides] ?? []).reduce(0) { $0 + $1.paidIn })
        }
        let shown = sizes.sorted { ($1.size, $0.sides) < ($0.size, $1.sides) }.prefix(panelsMax).map(\.sides)
        let years = Set(shown.flatMap(figures.years(of:))).subtracting([0]).sorted()
        guard !years.isEmpty else { return [] }
        func multiples(
            _ title: String, _ lines: [String], _ kind: Report.Column.Kind,
            _ values: (DisparityFigures.Sides, Int) -> [Int64?]
        ) -> Chart? {
            let panels = shown.map { sides in
                let columns = years.map { values(sides, $0) }
                return Chart.Multiples.Panel(
                    label: "\(figures.request.name(of: sides.donor)) → \(figures.request.name(of: sides.recipient))",
                    values: lines.indices.map { line in columns.map { $0[line] } })
            }
            guard panels.contains(where: { $0.values.joined().contains { $0 != nil } }) else { return nil }
            return .multiples(
                .init(title: title, times: years.map(String.init), lines: lines, panels: panels, kind: kind))
        }
        return [
            multiples("Rural income per head", ["Donor", "Recipient"], .amount) { sides, year in
                [sides.donor, sides.recipient].map { figures.regions[$0, year]?.ruralIncomePerHead }
            },
            multiples("Persons in poverty of the recipient", ["Persons in poverty"], .count) { sides, year in
                [figures.regions.heads(of: sides.recipient, in: year).map { Int64(clamping: $0.persons) }]
            },
            multiples("Aid of the year", ["Given", "Paid in"], .amount) { sides, year in
                let aid = figures.aid[sides]?[of: year]
                return [aid.map { Int64(clamping: $0.given) }, aid.map { Int64(clamping: $0.paidIn) }]
            },
        ].compactMap { $0 }
    }
}
