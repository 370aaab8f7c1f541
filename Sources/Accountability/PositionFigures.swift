import Assistance
import CanonicalJSON
import Projection

/// What the report of the position is made of.
struct PositionState {
    var positions: [PositionRow]
    var pairings: [PairingRow]
    var groups: [ProjectGroupRow]
    /// Whether all money of the projects of a place and purpose is asked for, which their rows have already.
    let isOfAllMoney: Bool

    /// As things stand, or as they moved in a period.
    init(_ input: ReportInput, _ request: ReportRequest) throws {
        pairings = try input.rows.rows(PairingRow.self)
        groups = try input.rows.rows(ProjectGroupRow.self)
        isOfAllMoney = request.filter.isEmpty && request.period.from == nil
        var positions: [PositionRow] = []
        try input.forEachPosition(
            request, by: isOfAllMoney ? [.pairing, .place] : [.pairing, .place, .scope, .purpose]
        ) { positions.append($0) }
        self.positions = positions
    }
}

/// The same, arranged for adding up.
struct PositionFigures {
    struct OfPairing {
        let id: String
        /// Nil when money names a pairing that is not on record.
        let sides: PairingRow?
        var stages = Stages()
    }

    /// Sorted by their identifiers.
    private(set) var pairings: [OfPairing] = []
    private(set) var projects: [OfProjects] = []
    /// What regions hold that no project has yet, in minor units.
    private(set) var holdings: [RegionCode: Int64] = [:]
    /// By the tier of the place where money is; nil for what has not arrived anywhere.
    private(set) var tiers: [RegionTier?: Stages] = [:]
    private(set) var all = Stages()

    init(_ state: PositionState, _ request: ReportRequest) {
        let scope = ReportScope(request.filter, state.pairings)
        var stagesOfPairings: [String: Stages] = [:]
        var stagesOfProjects: [Site: Stages] = [:]
        for row in state.positions
        where scope.has(
            pairing: row.key.pairing, place: row.key.place, instrument: row.key.instrument, purpose: row.key.purpose)
        {
            let stages = row.stages
            all.add(stages)
            stagesOfPairings[row.key.pairing, default: Stages()].add(stages)
            let region = RegionCode(row.key.place)
            tiers[region?.tier, default: Stages()].add(stages)
            guard let region else { continue }
            if stages.held != 0 { holdings[region, default: 0] += stages.held }
            guard !state.isOfAllMoney, let place = Place.Scope(rawValue: row.key.scope),
                let purpose = Purpose(rawValue: row.key.purpose)
            else { continue }
            let site = Site(place: Place(region: region, scope: place), purpose: purpose)
            stagesOfProjects[site, default: Stages()].add(stages)
        }
        // What nothing was given under yet is on record all the same, unless somebody asks for a kind of money.
        let known = state.pairings.map(\.key.pairing).filter {
            request.filter.instrument == nil && request.filter.purpose == nil && scope.has(pairing: $0)
        }
        pairings = Set(stagesOfPairings.keys).union(known).sorted().map {
            OfPairing(id: $0, sides: scope.pairings[$0], stages: stagesOfPairings[$0] ?? Stages())
        }
        projects = state.groups.compactMap { group in
            let place = Place(region: group.key.place, scope: group.key.scope)
            let stages =
                state.isOfAllMoney
                ? Stages(group.figures) : stagesOfProjects[Site(place: place, purpose: group.key.purpose)]
            guard group.figures.projects > 0, stages != nil || Self.has(group, request.filter) else { return nil }
            return OfProjects(
                place: place, purpose: group.key.purpose, approvedOn: group.latestApprovedOn, figures: group.figures,
                stages: stages ?? Stages())
        }
    }

    /// Whether projects without any money in question count.
    private static func has(_ group: ProjectGroupRow, _ filter: ReportFilter) -> Bool {
        filter.programme == nil && filter.pairing == nil && filter.instrument == nil
            && (filter.purpose.map { $0 == group.key.purpose } ?? true) && filter.has(place: group.key.place)
    }

    private struct Site: Hashable {
        let place: Place
        let purpose: Purpose
    }

    var held: Int64 { holdings.values.reduce(0, +) }
    var allProjects: Projects { projects.reduce(into: Projects()) { $0.add($1) } }

    /// What lies in all accounts of a kind, in minor units.
    func balance(of kind: Account.Kind) -> Int64 {
        switch kind {
        case .donor: -all.given
        case .committed: all.committed
        case .transit: all.inTransit
        case .holding: all.held
        case .project: all.allocated
        case .spent: all.spent
        }
    }

    /// Zero, unless somebody changed the tables by hand.
    var trialBalance: Int64 { Account.Kind.allCases.reduce(0) { $0 + balance(of: $1) } }
}

extension PositionFigures {
    /// Projects of one place and purpose, and how far their money has come.
    struct OfProjects {
        let place: Place
        let purpose: Purpose
        /// The day of the latest approval: the place is called as it was then.
        let approvedOn: CalendarDate
        let figures: ProjectFigures
        let stages: Stages
    }

    /// Some projects together; amounts in minor units.
    struct Projects: Summable {
        var count: Int64 = 0
        var plannedTotal: Int64 = 0
        var plannedAid: Int64 = 0
        var workAidDone: Int64 = 0
        var workTotalDone: Int64 = 0
        var stages = Stages()

        mutating func add(_ other: OfProjects) {
            count += other.figures.projects
            plannedTotal += other.figures.plannedTotal
            plannedAid += other.figures.plannedAid
            workAidDone += other.figures.workAidDone
            workTotalDone += other.figures.workTotalDone
            stages.add(other.stages)
        }

        mutating func add(_ other: Projects) {
            count += other.count
            plannedTotal += other.plannedTotal
            plannedAid += other.plannedAid
            workAidDone += other.workAidDone
            workTotalDone += other.workTotalDone
            stages.add(other.stages)
        }
    }
}

extension Stages: Summable {
    var paidIn: Int64 { held + allocated + spent }
    var total: Int64 { committed + inTransit + paidIn }
    /// What is not spent yet.
    var left: Int64 { total - spent }

    /// What projects were given, and have not given back.
    init(_ projects: ProjectFigures) {
        self.init()
        allocated = projects.allocated - projects.spent
        spent = projects.spent
    }

    mutating func add(_ other: Stages) {
        given += other.given
        committed += other.committed
        inTransit += other.inTransit
        held += other.held
        allocated += other.allocated
        spent += other.spent
        uncommitted += other.uncommitted
    }
}
