import Assistance
import CanonicalJSON
import Projection

/// What the scorecard is made of: figures of two sides in a year.
struct ScorecardFigures {
    /// Two sides of pairings: their provinces, or they themselves.
    struct Sides: Hashable, Comparable {
        let donor: RegionCode
        let recipient: RegionCode

        static func < (a: Sides, b: Sides) -> Bool { (a.donor, a.recipient) < (b.donor, b.recipient) }
    }

    /// One line: a year of two sides.
    struct Key: Hashable, Comparable {
        /// Calendar year; for money the fiscal year. 0 where it is not known.
        let year: Int
        let sides: Sides

        static func < (a: Key, b: Key) -> Bool { (a.year, a.sides) < (b.year, b.sides) }
    }

    /// Figures of one side: what is not on record is not there.
    struct Line {
        var donor: [ScorecardMeasure: Int128] = [:]
        var recipient: [ScorecardMeasure: Int128] = [:]
        var bases: [ScorecardArea: [Basis]] = [:]
        /// How far money has come; nil where none is known.
        var stages: Stages?
        /// What is, or was, in counties.
        var counties: [RegionCode: Int64] = [:]
        var cooperation: [CooperationItem] = []
    }

    private(set) var lines: [Key: Line] = [:]
    private let scope: ReportScope
    /// Whether pairings stand by themselves, or under their provinces.
    private let isFlat: Bool

    init(_ input: ReportInput, _ request: ReportRequest) throws {
        scope = try request.scope(input)
        isFlat = request.isTree == false
        for row in try input.positions(request, by: [.pairing, .fiscalYear, .place]) {
            let key = row.key
            guard
                scope.has(
                    pairing: key.pairing, place: key.place, instrument: key.instrument, purpose: key.purpose)
            else { continue }
            take(row)
        }
        for item in try CooperationItem.all(input, request, scope) {
            guard let sides = sides(of: item.pairing) else { continue }
            lines[Key(year: item.day.year, sides: sides), default: Line()].cooperation.append(item)
        }
        let pairings = Dictionary(grouping: scope.pairings.values) { sides(between: $0.donor, $0.recipient) }
        for key in lines.keys { finish(key, pairings[key.sides] ?? [], request) }
    }

    private func sides(of pairing: String) -> Sides? {
        scope.sides(of: pairing).map { sides(between: $0.donor, $0.recipient) }
    }

    private func sides(between donor: RegionCode, _ recipient: RegionCode) -> Sides {
        isFlat
            ? Sides(donor: donor, recipient: recipient)
            : Sides(donor: donor.province, recipient: recipient.province)
    }

    private mutating func take(_ row: PositionRow) {
        guard let sides = sides(of: row.key.pairing) else { return }
        lines[Key(year: Int(row.key.fiscalYear), sides: sides), default: Line()]
            .take(row.stages, at: RegionCode(row.key.place))
    }

    /// - Parameter pairings: those of the line's sides.
    private mutating func finish(_ key: Key, _ pairings: [PairingRow], _ request: ReportRequest) {
        var line = lines[key] ?? Line()
        let names = pairings.map(\.key.pairing).sorted()
        if line.countFunds() {
            line.bases[.funds] = names.map {
                .money(MoneyBasis(pairing: $0, fiscalYear: Int32(clamping: key.year)))
            }
        }
        for (direction, items) in Dictionary(grouping: line.cooperation, by: \.direction) {
            for (kind, items) in Dictionary(grouping: items, by: \.kind) {
                let measures = Self.measures(of: items.sum, kind)
                if direction == .toRecipient {
                    line.donor.merge(measures) { $1 }
                } else {
                    line.recipient.merge(measures) { $1 }
                }
                let basis = items.basis(
                    CooperationBasis(pairings: Set(names), kind: kind, direction: direction, year: key.year))
                line.bases[Self.area(of: kind), default: []].append(basis)
            }
        }
        let twins = pairings.filter { pairing in
            pairing.donor.tier == .county && pairing.recipient.tier == .county && pairing.startsOn.year <= key.year
                && (pairing.endsOn.map { key.year <= $0.year } ?? true) && scope.has(pairing: pairing.key.pairing)
        }
        if !twins.isEmpty {
            line.donor[.twinnedCounties] = Int128(Set(twins.map(\.donor)).count)
            line.recipient[.twinnedCounties] = Int128(Set(twins.map(\.recipient)).count)
            line.bases[.twinning] = [.streams(twins.map { "pairing/\($0.key.pairing)" }.sorted())]
        }
        if line.recipient[.countiesWithAid] != nil {
            line.bases[.twinning, default: []] += line.bases[.funds] ?? []
        }
        lines[key] = line
    }

    private static func measures(
        of sum: CooperationFigures, _ kind: CooperationKind
    ) -> [ScorecardMeasure: Int128] {
        switch kind {
        case .secondment: [.personsSent: sum.persons]
        case .training: [.personsTrained: sum.persons, .trainingDays: sum.personDays]
        case .investment:
            [
                .investments: sum.entries, .investedAgreed: sum.committed, .invested: sum.amount, .jobs: sum.jobs,
                .linkedHouseholds: sum.linkedHouseholds,
            ]
        case .purchase: [.purchases: sum.amount]
        case .placement: [.workersPlaced: sum.persons, .workersPoor: sum.registeredPoor]
        }
    }

    private static func area(of kind: CooperationKind) -> ScorecardArea {
        switch kind {
        case .secondment, .training: .personnel
        case .investment, .purchase: .industry
        case .placement: .labour
        }
    }
}

extension ScorecardFigures.Line {
    fileprivate mutating func take(_ own: Stages, at place: RegionCode?) {
        var sum = stages ?? Stages()
        sum.add(own)
        stages = sum
        if let place, place.tier == .county { counties[place, default: 0] += own.paidIn }
    }

    /// Enters what is known of money; false where nothing is.
    fileprivate mutating func countFunds() -> Bool {
        guard let stages else { return false }
        donor[.given] = Int128(stages.total)
        donor[.sent] = Int128(stages.paidIn + stages.inTransit)
        recipient[.received] = Int128(stages.paidIn)
        recipient[.spent] = Int128(stages.spent)
        recipient[.inCounties] = counties.values.reduce(0) { $0 + Int128($1) }
        let reached = counties.values.count { $0 != 0 }
        if reached > 0 { recipient[.countiesWithAid] = Int128(reached) }
        return true
    }
}
