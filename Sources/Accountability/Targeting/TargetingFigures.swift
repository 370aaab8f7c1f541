import Assistance
import CanonicalJSON
import Projection

/// What the report of targeting is made of: money by place, and by the lists on which its places stand or stood.
struct TargetingFigures {
    /// Minor units.
    struct Money: Summable {
        /// What came to a place and is there: held, allocated or spent.
        var paidIn: Int128 = 0
        var spent: Int128 = 0

        var isNothing: Bool { paidIn == 0 && spent == 0 }

        mutating func add(_ other: Money) {
            paidIn += other.paidIn
            spent += other.spent
        }
    }

    /// A list, and whether a region stands on it or has left it.
    struct List: Hashable {
        let designation: Designation
        let standing: DesignationLists.Standing

        func hash(into hasher: inout Hasher) {
            hasher.combine(designation.need)
            hasher.combine(standing.rawValue)
        }
    }

    let request: ReportRequest
    let lists: DesignationLists
    /// Of each region the last only.
    let years: RegionYears
    /// When a region must stand on a list to be called so.
    let window: DesignationLists.Window
    private let scope: ReportScope

    private(set) var places = RegionTree<Money>()
    /// Of each list the money of its regions, by place.
    private(set) var listed: [List: [RegionCode: Money]] = [:]
    /// Of regions that are on no list and were on none.
    private(set) var unlisted = Money()
    /// By the first day of the part of time; nil for money of regions on no list that day.
    private(set) var times: [CalendarDate: [Designation?: Money]] = [:]
    private(set) var timeTotals: [CalendarDate: Money] = [:]
    /// The regions that stand on a list, or left it, and can have money in question, by their codes.
    private(set) var standing: [List: [RegionCode]] = [:]
    /// What is in each region or within it.
    private(set) var within: [RegionCode: Money] = [:]

    /// - Parameter input: with the flows of each day where the request needs history.
    init(_ input: ReportInput, _ request: ReportRequest) throws {
        self.request = request
        scope = try request.scope(input)
        lists = try DesignationLists(input)
        years = try RegionYears(lastOf: input.rows)
        if request.needsHistory {
            window = .span(request.period.from, request.horizon.asOf)
            count(input.flows)
        } else {
            window = request.horizon.asOf.map { .span($0, $0) } ?? .now
            try input.forEachPosition(request, by: [.place]) { row in
                guard let place = RegionCode(row.key.place),
                    scope.has(
                        pairing: row.key.pairing, place: row.key.place, instrument: row.key.instrument,
                        purpose: row.key.purpose)
                else { return }
                let paidIn = Int128(row.stages.held) + Int128(row.stages.allocated) + Int128(row.stages.spent)
                add(Money(paidIn: paidIn, spent: Int128(row.stages.spent)), at: place, window)
            }
        }
        for region in lists.regions where canHaveAid(region) {
            for designation in lists.ownDesignations(of: region) {
                let standings = lists.standings(of: region, on: designation, window)
                for one in DesignationLists.Standing.allCases where standings.contains(one) {
                    standing[List(designation: designation, standing: one), default: []].append(region)
                }
            }
        }
        for node in places.flat {
            for region in sequence(first: node.region, next: \.parent) {
                within[region, default: Money()].add(node.figures)
            }
        }
    }

    private mutating func count(_ flows: [Flow]) {
        for flow in flows {
            guard let day = flow.key.time else { continue }
            for (side, amount) in [(flow.key.source, -Int128(flow.amount)), (flow.key.target, Int128(flow.amount))] {
                guard let place = RegionCode(side.place), [.holding, .project, .spent].contains(side.kind),
                    scope.has(
                        pairing: flow.key.pairing, place: side.place, instrument: flow.key.instrument,
                        purpose: side.purpose)
                else { continue }
                let money = Money(paidIn: amount, spent: side.kind == .spent ? amount : 0)
                add(money, at: place, .span(day, day), time: request.step?.start(of: day))
            }
        }
    }

    private mutating func add(
        _ money: Money, at place: RegionCode, _ window: DesignationLists.Window, time: CalendarDate? = nil
    ) {
        places.add(money, to: place)
        let designations = lists.designations(of: place)
        var isListed = false
        var standsOn: [Designation] = []
        for designation in designations {
            guard let standing = lists.standing(of: place, on: designation, window) else { continue }
            isListed = true
            if standing == .on { standsOn.append(designation) }
            let list = List(designation: designation, standing: standing)
            listed[list, default: [:]][place, default: Money()].add(money)
        }
        if !isListed { unlisted.add(money) }
        guard let time else { return }
        timeTotals[time, default: Money()].add(money)
        for designation in standsOn { times[time, default: [:]][designation, default: Money()].add(money) }
        if standsOn.isEmpty { times[time, default: [:]][nil, default: Money()].add(money) }
    }

    // MARK: Regions

    /// Whether the filter leaves room for money in a region: it is within the region asked for, or the recipient of a pairing in question.
    private func canHaveAid(_ region: RegionCode) -> Bool {
        let filter = request.filter
        if filter.isEmpty { return true }
        if let tier = filter.tier, tier != region.tier { return false }
        func isRecipient(_ isWanted: (PairingRow) -> Bool) -> Bool {
            scope.pairings.values.contains { region.isWithin($0.recipient) && isWanted($0) }
        }
        if filter.pairing != nil || filter.programme != nil {
            let isOfPairing = isRecipient { pairing in
                (filter.pairing.map { $0 == pairing.key.pairing } ?? true)
                    && (filter.programme.map { $0 == pairing.programme } ?? true)
            }
            guard isOfPairing else { return false }
        }
        guard let wanted = filter.region else { return true }
        return region.isWithin(wanted) || isRecipient { $0.donor.isWithin(wanted) }
    }

    /// The lists to which a region stands so, the poorest first.
    func designations(of region: RegionCode, _ standing: DesignationLists.Standing) -> [Designation] {
        lists.designations(of: region).filter {
            lists.allStandings(of: region, on: $0, window).contains(standing)
        }
    }

    /// Extremely poor counties first: by the list of the greatest need, those on it before those that left it, and then by the number of
    /// the poor.
    func sortedByNeed(_ regions: some Sequence<RegionCode>) -> [RegionCode] {
        let ranked = regions.map { region in
            // The lists come with the greatest need first.
            let first = lists.designations(of: region).lazy.filter(\.isOfPoverty).compactMap { designation in
                lists.standing(of: region, on: designation, window).map { (designation.need, $0.rawValue) }
            }.first
            let (need, standing) = first ?? (.max, 0)
            return (need: need, standing: standing, heads: -(years.heads(of: region)?.persons ?? 0), region: region)
        }
        return ranked.sorted {
            ($0.need, $0.standing, $0.heads, $0.region) < ($1.need, $1.standing, $1.heads, $1.region)
        }
        .map(\.region)
    }
}
