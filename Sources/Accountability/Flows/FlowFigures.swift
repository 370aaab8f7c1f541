import Assistance
import CanonicalJSON
import Projection

/// How far money goes from the donor to its use: each stage is passed after the one before it.
public enum FlowMeasure: String, CaseIterable, Sendable {
    /// Promised, or sent without a promise.
    case given
    case sent
    /// Arrived at the recipient's side.
    case received
    /// Given to a project.
    case allocated
    case spent

    /// The account in which money lies that has passed the stage at least.
    fileprivate var rank: Int {
        switch self {
        case .given: 1
        case .sent: 2
        case .received: 3
        case .allocated: 4
        case .spent: 5
        }
    }
}

/// How much passed each stage, and how much came back over it, in minor units.
struct FlowFigures: Summable {
    private var went = InlineArray<5, Int128>(repeating: 0)
    /// None while nothing came back, as where things stand: there are many paths.
    private var came: [Int128] = []
    /// What of the money is where it can stay no longer: promised and not sent, on its way, held without a project.
    var notSent: Int128 = 0
    var inTransit: Int128 = 0
    var held: Int128 = 0

    init() {}

    /// What went; net of what came back where that is not told apart.
    subscript(_ measure: FlowMeasure) -> Int128 {
        get { went[measure.rank - 1] }
        set { went[measure.rank - 1] = newValue }
    }

    /// What came back.
    subscript(back measure: FlowMeasure) -> Int128 {
        get { came.isEmpty ? 0 : came[measure.rank - 1] }
        set {
            if came.isEmpty { came = Array(repeating: 0, count: went.count) }
            came[measure.rank - 1] = newValue
        }
    }

    mutating func add(_ other: FlowFigures) {
        for index in went.indices { went[index] += other.went[index] }
        if came.isEmpty {
            came = other.came
        } else {
            for index in other.came.indices { came[index] += other.came[index] }
        }
        notSent += other.notSent
        inTransit += other.inTransit
        held += other.held
    }

    var hasWent: Bool { went.indices.contains { went[$0] != 0 } }
    var hasComeBack: Bool { came.contains { $0 != 0 } }

    /// Where things stand: what has passed a stage is what lies behind it.
    init(_ row: PositionRow) {
        let (spent, allocated) = (Int128(row.stages.spent), Int128(row.stages.allocated) + Int128(row.stages.spent))
        self[.spent] = spent
        self[.allocated] = allocated
        self[.received] = allocated + Int128(row.stages.held)
        self[.given] = Int128(row.stages.given)
        // Only money without a place can be promised or on its way; what was given stands in the same row.
        self[.sent] = Int128(row.stages.given) - Int128(row.stages.committed)
        notSent = Int128(row.stages.committed)
        inTransit = Int128(row.stages.inTransit)
        held = Int128(row.stages.held)
    }
}

/// A part of a movement: the stage that it passes, one way or the other, and where.
struct FlowStep {
    let measure: FlowMeasure
    let isBack: Bool
    /// Nil for a stage before the money is anywhere.
    let side: Flow.Side?
    let amount: Int128

    /// The stages that a flow passes. Money that a tier sends on to the next leaves it without having come back: it is received less
    /// there, and received where it arrives. So is what a receipt brought that was taken back: it is on its way again.
    static func steps(of flow: Flow) -> [FlowStep] {
        let (source, target) = (flow.key.source, flow.key.target)
        let amount = Int128(flow.amount)
        if source.kind == .holding, target.kind == .transit {
            return [FlowStep(measure: .received, isBack: false, side: source, amount: -amount)]
        }
        let (from, to) = (source.kind.rank, target.kind.rank)
        return FlowMeasure.allCases.compactMap { measure in
            guard min(from, to) < measure.rank, measure.rank <= max(from, to) else { return nil }
            let isBack = to < from
            return FlowStep(
                measure: measure, isBack: isBack,
                side: measure.rank < FlowMeasure.received.rank ? nil : isBack ? source : target, amount: amount)
        }
    }
}

extension Account.Kind {
    /// How far from the donor.
    fileprivate var rank: Int {
        switch self {
        case .donor: 0
        case .committed: 1
        case .transit: 2
        case .holding: 3
        case .project: 4
        case .spent: 5
        }
    }
}

/// Whose money, where and for what; nil for what nobody can say, or not yet.
struct FlowPath: Hashable {
    var donor: RegionCode?
    var recipient: RegionCode?
    var place: RegionCode?
    var purpose: Purpose?

    /// By donor, within it by recipient, and so on; what is not known comes last.
    var rank: (Int32, Int32, Int32, Int) {
        (donor?.number ?? .max, recipient?.number ?? .max, place?.number ?? .max, purpose?.rank ?? .max)
    }

    /// By numbers: the name of a purpose takes longer, and there are very many paths.
    func hash(into hasher: inout Hasher) {
        hasher.combine(donor?.number)
        hasher.combine(recipient?.number)
        hasher.combine(place?.number)
        hasher.combine(purpose?.rank)
    }
}

extension Purpose {
    /// Where it stands among all.
    var rank: Int {
        switch self {
        case .housingInfrastructure: 0
        case .education: 1
        case .employmentTraining: 2
        case .industry: 3
        case .cadresTalent: 4
        case .socialServices: 5
        }
    }
}

/// What a report of flows is made of.
struct FlowTable {
    typealias Line = (path: FlowPath, figures: FlowFigures)

    /// Each path once, in their order.
    private(set) var paths: [Line] = []
    /// By the first day of the part of time, and by donor.
    private(set) var times: [CalendarDate: [RegionCode?: FlowFigures]] = [:]
    let request: ReportRequest
    /// Whether every movement is counted, with what came back apart.
    let isGross: Bool

    init(_ input: ReportInput, _ request: ReportRequest, isGross: Bool) throws {
        self.request = request
        self.isGross = isGross
        let scope = try request.scope(input)
        paths = Self.merged(isGross ? count(input.flows, scope) : try Self.standing(input, request, scope))
    }

    private static func standing(_ input: ReportInput, _ request: ReportRequest, _ scope: ReportScope) throws -> [Line]
    {
        var lines: [Line] = []
        try input.rows.forEachPosition(by: request.filter.parts.union([.pairing, .place, .purpose])) { row in
            let key = row.key
            guard
                scope.has(
                    pairing: key.pairing, place: key.place, instrument: key.instrument, purpose: key.purpose)
            else { return }
            let sides = scope.sides(of: key.pairing)
            let path = FlowPath(
                donor: sides?.donor, recipient: sides?.recipient, place: RegionCode(key.place),
                purpose: Purpose(rawValue: key.purpose))
            lines.append((path, FlowFigures(row)))
        }
        return lines
    }

    /// In the order of their paths, with those of the same path added up.
    private static func merged(_ lines: [Line]) -> [Line] {
        // Lines are large: their numbers are sorted.
        let order = lines.indices.map { (rank: lines[$0].path.rank, index: $0) }.sorted { $0.rank < $1.rank }
        var merged: [Line] = []
        merged.reserveCapacity(lines.count)
        for (_, index) in order {
            if let last = merged.indices.last, merged[last].path == lines[index].path {
                merged[last].figures.add(lines[index].figures)
            } else {
                merged.append(lines[index])
            }
        }
        return merged
    }

    private mutating func count(_ flows: [Flow], _ scope: ReportScope) -> [Line] {
        var paths: [FlowPath: FlowFigures] = [:]
        for flow in flows {
            let key = flow.key
            let sides = scope.sides(of: key.pairing)
            for step in FlowStep.steps(of: flow) {
                // Money that was only received has no purpose yet, even where it went to a project at once.
                let purpose = step.measure == .received ? "" : step.side?.purpose ?? ""
                let place = step.side?.place ?? ""
                guard scope.has(pairing: key.pairing, place: place, instrument: key.instrument, purpose: purpose)
                else { continue }
                var figures = FlowFigures()
                if step.isBack {
                    figures[back: step.measure] = step.amount
                } else {
                    figures[step.measure] = step.amount
                }
                let path = FlowPath(
                    donor: sides?.donor, recipient: sides?.recipient, place: RegionCode(place),
                    purpose: Purpose(rawValue: purpose))
                paths[path, default: FlowFigures()].add(figures)
                if request.step != nil, let time = key.time {
                    times[time, default: [:]][sides?.donor, default: FlowFigures()].add(figures)
                }
            }
        }
        return paths.map { ($0.key, $0.value) }
    }

    var total: FlowFigures { paths.reduce(into: FlowFigures()) { $0.add($1.figures) } }
}
