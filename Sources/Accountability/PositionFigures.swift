import Assistance
import CanonicalJSON
import Projection

/// The rows of the read model "position", arranged for adding up.
struct PositionFigures {
    struct OfPairing {
        let id: Identifier
        /// Nil when money names a pairing that is not on record.
        let sides: PositionPairing?
        var stages = Stages()
    }

    struct OfProject {
        let project: PositionProject
        let stages: Stages
    }

    /// Sorted by their identifiers.
    private(set) var pairings: [OfPairing] = []
    private(set) var projects: [OfProject] = []
    /// What regions hold that no project has yet, in minor units.
    private(set) var holdings: [RegionCode: Int64] = [:]
    /// What lies in all accounts of a kind, in minor units.
    private(set) var kinds: [Account.Kind: Int64] = [:]

    init(_ rows: [PositionModel.Key: PositionModel.Row]) {
        var stagesOfPairings: [Identifier: Stages] = [:]
        var stagesOfProjects: [Identifier: Stages] = [:]
        for case (.account(let name, _), .lots(let lots)) in rows {
            guard let account = Account(name) else { continue }
            for lot in lots {
                kinds[account.kind, default: 0] += lot.amount
                stagesOfPairings[lot.pairing, default: Stages()].add(lot, in: account.kind)
                switch account.kind {
                case .project, .spent:
                    guard let project = Identifier(account.owner) else { continue }
                    stagesOfProjects[project, default: Stages()].add(lot, in: account.kind)
                case .holding:
                    guard let region = RegionCode(account.owner) else { continue }
                    holdings[region, default: 0] += lot.amount
                case .donor, .committed, .transit: break
                }
            }
        }
        var sides: [Identifier: PositionPairing] = [:]
        for (key, row) in rows {
            switch (key, row) {
            case (.pairing(let id), .pairing(let pairing)): sides[id] = pairing
            case (.project(let id), .project(let project)):
                projects.append(OfProject(project: project, stages: stagesOfProjects[id] ?? Stages()))
            default: break
            }
        }
        pairings = Set(stagesOfPairings.keys).union(sides.keys).sorted().map {
            OfPairing(id: $0, sides: sides[$0], stages: stagesOfPairings[$0] ?? Stages())
        }
    }

    var held: Int64 { holdings.values.reduce(0, +) }
    var allPairings: Stages { pairings.reduce(into: Stages()) { $0.add($1.stages) } }
    var allProjects: Projects { projects.reduce(into: Projects()) { $0.add($1) } }
    /// Zero, unless somebody changed the tables by hand.
    var trialBalance: Int64 { kinds.values.reduce(0, +) }
}

extension PositionFigures {
    /// How far money has come, in minor units.
    struct Stages {
        var committed: Int64 = 0
        var transit: Int64 = 0
        var held: Int64 = 0
        var allocated: Int64 = 0
        var spent: Int64 = 0
        /// The part of all of them that no agreement promised.
        var uncommitted: Int64 = 0

        var paidIn: Int64 { held + allocated + spent }
        var total: Int64 { committed + transit + paidIn }

        mutating func add(_ lot: Lot, in kind: Account.Kind) {
            switch kind {
            case .donor: return
            case .committed: committed += lot.amount
            case .transit: transit += lot.amount
            case .holding: held += lot.amount
            case .project: allocated += lot.amount
            case .spent: spent += lot.amount
            }
            if lot.agreement == nil { uncommitted += lot.amount }
        }

        mutating func add(_ other: Stages) {
            committed += other.committed
            transit += other.transit
            held += other.held
            allocated += other.allocated
            spent += other.spent
            uncommitted += other.uncommitted
        }
    }

    /// Some projects together; amounts in minor units.
    struct Projects {
        var count: Int64 = 0
        var plannedTotal: Int64 = 0
        var plannedAid: Int64 = 0
        var workAidDone: Int64 = 0
        var workTotalDone: Int64 = 0
        var stages = Stages()

        mutating func add(_ other: OfProject) {
            count += 1
            plannedTotal += other.project.plannedTotal
            plannedAid += other.project.plannedAid
            workAidDone += other.project.workAidDone
            workTotalDone += other.project.workTotalDone
            stages.add(other.stages)
        }
    }
}
