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
    struct Aid: Summable {
        /// What donors gave, less what came back.
        var given: Int128 = 0
        /// What of that has arrived.
        var paidIn: Int128 = 0

        mutating func add(_ other: Aid) {
            given += other.given
            paidIn += other.paidIn
        }
    }

    let request: ReportRequest
    let regions: RegionYears
    private(set) var sides: [Sides] = []
    /// By fiscal year; 0 where it is not known.
    private(set) var aid: [Sides: [Int: Aid]] = [:]
    private(set) var placeAid: [RegionCode: [Int: Aid]] = [:]

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
        for row in try input.positions(request, by: [.pairing, .fiscalYear, .place]) {
            let key = row.key
            guard let pairing = scope.sides(of: key.pairing),
                scope.has(
                    pairing: key.pairing, place: key.place, instrument: key.instrument, purpose: key.purpose)
            else { continue }
            let paidIn = Int128(row.stages.held) + Int128(row.stages.allocated) + Int128(row.stages.spent)
            let own = Aid(given: paidIn + Int128(row.stages.committed) + Int128(row.stages.inTransit), paidIn: paidIn)
            let (year, sides) = (Int(key.fiscalYear), Sides(donor: pairing.donor, recipient: pairing.recipient))
            found.insert(sides)
            aid[sides, default: [:]][year, default: Aid()].add(own)
            if let place = RegionCode(key.place) { placeAid[place, default: [:]][year, default: Aid()].add(own) }
        }
        sides = found.sorted()
    }

    /// Whether figures of a year are asked for.
    func isAsked(_ year: Int) -> Bool {
        (request.period.from.map { $0.year <= year } ?? true) && (request.period.to.map { year <= $0.year } ?? true)
    }

    /// The years of which something is known of two sides.
    func years(of sides: Sides) -> [Int] {
        let figures = [sides.donor, sides.recipient].flatMap { region in
            (regions.rows[region].map { Array($0.keys) } ?? []) + regions.years(within: region)
        }
        return Set(figures.filter(isAsked)).union((aid[sides] ?? [:]).keys).sorted()
    }

    /// The regions that the request is about: those on a side, and within one. Of each whether it is on a donor's side.
    var concerned: [(region: RegionCode, isDonor: Bool)] {
        let (donors, recipients) = (Set(sides.map(\.donor)), Set(sides.map(\.recipient)))
        let known = Set(regions.rows.keys).union(placeAid.keys).union(donors).union(recipients)
        return known.sorted().compactMap { region in
            let line = sequence(first: region, next: \.parent)
            let isRecipient = line.contains { recipients.contains($0) }
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

extension ReportFilter {
    fileprivate var withoutRegion: ReportFilter {
        var filter = self
        filter.region = nil
        return filter
    }
}
