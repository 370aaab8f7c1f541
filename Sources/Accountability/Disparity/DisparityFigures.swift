import Assistance
import CanonicalJSON
import Projection

/// What the report of the disparity is made of: donors and recipients of the pairings in question, how they fared, and the aid.
struct DisparityFigures {
    struct Sides: Hashable, Comparable {
        let donor: RegionCode
        let recipient: RegionCode

        static func < (a: Sides, b: Sides) -> Bool { (a.donor, a.recipient) < (b.donor, b.recipient) }
    }

    /// Minor units.
    struct Aid {
        /// Fiscal year; 0 where it is not known.
        let year: Int
        /// What donors gave, less what came back.
        var given: Int128 = 0
        /// What of that has arrived.
        var paidIn: Int128 = 0
    }

    let request: ReportRequest
    let regions: RegionYears
    private(set) var sides: [Sides] = []
    /// Of each year once, in no order.
    private(set) var aid: [Sides: [Aid]] = [:]
    /// What came to a place.
    private(set) var placeAid: [RegionCode: [Aid]] = [:]
    /// The regions that the request is about, sorted: those on a side, and within one. Of each whether it is on a donor's side.
    private(set) var concerned: [(region: RegionCode, isDonor: Bool)] = []

    init(_ input: ReportInput, _ request: ReportRequest) throws {
        self.request = request
        let scope = try request.scope(input)
        regions = try RegionYears(input.rows)
        var found: Set<Sides> = []
        for (name, pairing) in scope.pairings {
            // Whoever asks for a county asks for the sides of its pairing too.
            let isAround = request.filter.region.map { $0.isWithin(pairing.recipient) } ?? false
            if scope.has(pairing: name) || (isAround && request.filter.withoutRegion.has(pairing: name, pairing)) {
                found.insert(Sides(donor: pairing.donor, recipient: pairing.recipient))
            }
        }
        var (aid, placeAid): ([Sides: [Aid]], [RegionCode: [Aid]]) = ([:], [:])
        try input.forEachYear(
            request, scope,
            stages: { pairing, year, stages in
                guard let pairing = scope.sides(of: pairing) else { return }
                let sides = Sides(donor: pairing.donor, recipient: pairing.recipient)
                found.insert(sides)
                let paidIn = Int128(stages.held) + Int128(stages.allocated) + Int128(stages.spent)
                let given = paidIn + Int128(stages.committed) + Int128(stages.inTransit)
                aid[sides, default: []].add(Aid(year: year, given: given, paidIn: paidIn))
            },
            arrivals: { row in
                guard scope.sides(of: row.key.pairing) != nil, let place = RegionCode(row.key.place) else { return }
                placeAid[place, default: []].add(Aid(year: Int(row.key.fiscalYear), paidIn: Int128(row.paidIn)))
            })
        (self.aid, self.placeAid) = (aid, placeAid)
        sides = found.sorted()
        concerned = regionsConcerned
    }

    /// Whether figures of a year are asked for.
    func isAsked(_ year: Int) -> Bool {
        (request.period.from.map { $0.year <= year } ?? true) && (request.period.to.map { year <= $0.year } ?? true)
    }

    /// The years of which something is known of two sides.
    func years(of sides: Sides) -> [Int] {
        var years = (aid[sides] ?? []).map(\.year).sorted()
        for region in [sides.donor, sides.recipient] {
            years.merge(regions.years(of: region).filter(isAsked))
            years.merge(regions.years(within: region).filter(isAsked))
        }
        return years
    }

    private var regionsConcerned: [(region: RegionCode, isDonor: Bool)] {
        let (donors, recipients) = (Set(sides.map(\.donor)), Set(sides.map(\.recipient)))
        let known = Set(regions.rows.keys).union(placeAid.keys).union(donors).union(recipients)
        return known.sorted().compactMap { region in
            let isRecipient =
                recipients.contains(region) || recipients.contains(region.province)
                || region.prefecture.map(recipients.contains) ?? false
            guard isRecipient || donors.contains(region) else { return nil }
            if let wanted = request.filter.region, isRecipient, !donors.contains(region) {
                let isOfDonor = sides.contains { $0.donor.isWithin(wanted) && region.isWithin($0.recipient) }
                guard isOfDonor || region.isWithin(wanted) || wanted.isWithin(region) else { return nil }
            }
            if let tier = request.filter.tier, isRecipient, tier != region.tier { return nil }
            return (region, !isRecipient)
        }
    }
}

extension [DisparityFigures.Aid] {
    /// That of a year; nil when there was none.
    subscript(of year: Int) -> DisparityFigures.Aid? { first { $0.year == year } }

    fileprivate mutating func add(_ aid: DisparityFigures.Aid) {
        if let index = firstIndex(where: { $0.year == aid.year }) {
            self[index].given += aid.given
            self[index].paidIn += aid.paidIn
        } else {
            append(aid)
        }
    }
}

extension ReportFilter {
    fileprivate var withoutRegion: ReportFilter {
        var filter = self
        filter.region = nil
        return filter
    }
}
