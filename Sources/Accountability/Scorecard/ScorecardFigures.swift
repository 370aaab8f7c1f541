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
        /// Counties to which money came.
        var counties: [RegionCode: Int128] = [:]
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
        for key in lines.keys { finish(key, request) }
    }

    private func sides(of pairing: String) -> Sides? {
        scope.pairings[pairing].map {
            isFlat
                ? Sides(donor: $0.donor, recipient: $0.recipient)
                : Sides(donor: $0.donor.province, recipient: $0.recipient.province)
        }
    }

    private mutating func take(_ row: PositionRow) {
        guard let sides = sides(of: row.key.pairing) else { return }
        let (figures, year) = (FlowFigures(row), Int(row.key.fiscalYear))
        var line = lines[Key(year: year, sides: sides)] ?? Line()
        line.donor[.given, default: 0] +=
            figures[.received] + figures.notSent + figures.inTransit
        line.donor[.sent, default: 0] += figures[.received] + figures.inTransit
        line.recipient[.received, default: 0] += figures[.received]
        line.recipient[.spent, default: 0] += figures[.spent]
        let place = RegionCode(row.key.place)
        line.recipient[.inCounties, default: 0] += place?.tier == .county ? figures[.received] : 0
        if let place, place.tier == .county { line.counties[place, default: 0] += figures[.received] }
        lines[Key(year: year, sides: sides)] = line
    }

    private mutating func finish(_ key: Key, _ request: ReportRequest) {
        var line = lines[key] ?? Line()
        let pairings = scope.pairings.filter { sides(of: $0.key) == key.sides }
        if !line.donor.isEmpty || !line.recipient.isEmpty {
            line.bases[.funds] = pairings.keys.sorted().map {
                .money(MoneyBasis(pairing: $0, fiscalYear: Int32(clamping: key.year)))
            }
            let counties = line.counties.filter { $0.value != 0 }.count
            if counties > 0 { line.recipient[.countiesWithAid] = Int128(counties) }
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
                    CooperationBasis(pairings: Set(pairings.keys), kind: kind, direction: direction, year: key.year))
                line.bases[Self.area(of: kind), default: []].append(basis)
            }
        }
        let twins = pairings.values.filter { pairing in
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
