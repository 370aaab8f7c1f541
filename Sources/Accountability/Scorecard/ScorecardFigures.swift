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

    /// What is known of two sides in a year.
    struct Line {
        let key: Key
        var donor = ScorecardSide()
        var recipient = ScorecardSide()
        var bases: [ScorecardArea: [Basis]] = [:]
        /// How far money has come; nil where none is known.
        fileprivate var stages: Stages?
        fileprivate var cooperation: [CooperationItem] = []
    }

    /// What is, or was, in a county.
    private struct County: Hashable {
        let line: Int
        let region: RegionCode
    }

    /// By year and sides.
    private(set) var lines: [Line] = []
    private let scope: ReportScope

    init(_ input: ReportInput, _ request: ReportRequest) throws {
        scope = try request.scope(input)
        let isFlat = request.isTree == false
        let sides = scope.pairings.mapValues { Sides(of: $0, isFlat: isFlat) }
        var (lines, indices): ([Line], [Key: Int]) = ([], [:])
        func line(_ year: Int, _ pairing: String) -> Int? {
            guard let sides = sides[pairing] else { return nil }
            let key = Key(year: year, sides: sides)
            if let index = indices[key] { return index }
            indices[key] = lines.count
            lines.append(Line(key: key))
            return lines.count - 1
        }
        var counties: [County: Int64] = [:]
        try input.forEachYear(
            request, scope,
            stages: { pairing, year, stages in
                guard let line = line(year, pairing) else { return }
                lines[line].take(stages)
            },
            arrivals: { row in
                guard let place = RegionCode(row.key.place), place.tier == .county,
                    let line = line(Int(row.key.fiscalYear), row.key.pairing)
                else { return }
                counties[County(line: line, region: place), default: 0] += row.paidIn
            })
        for item in try CooperationItem.all(input, request, scope) {
            if let line = line(item.day.year, item.pairing) { lines[line].cooperation.append(item) }
        }
        for index in lines.indices { lines[index].countFunds() }
        for (county, paidIn) in counties { lines[county.line].recipient.count(paidIn) }
        let pairings = Dictionary(grouping: scope.pairings.values) { Sides(of: $0, isFlat: isFlat) }
            .mapValues { $0.sorted { $0.key.pairing < $1.key.pairing } }
        for index in lines.indices { finish(&lines[index], pairings[lines[index].key.sides] ?? [], request) }
        self.lines = lines.sorted { $0.key < $1.key }
    }

    /// - Parameter pairings: those of the line's sides.
    private func finish(_ line: inout Line, _ pairings: [PairingRow], _ request: ReportRequest) {
        let year = line.key.year
        let names = pairings.map(\.key.pairing)
        if line.stages != nil, request.isExplained {
            line.bases[.funds] = names.map {
                .money(MoneyBasis(pairing: $0, fiscalYear: Int32(clamping: year)))
            }
        }
        for direction in Direction.allCases {
            for kind in CooperationKind.allCases {
                let items = line.cooperation.filter { $0.kind == kind && $0.direction == direction }
                guard !items.isEmpty else { continue }
                if direction == .toRecipient {
                    line.donor.take(items.sum, kind)
                } else {
                    line.recipient.take(items.sum, kind)
                }
                guard request.isExplained else { continue }
                let basis = items.basis(
                    CooperationBasis(pairings: Set(names), kind: kind, direction: direction, year: year))
                line.bases[Self.area(of: kind), default: []].append(basis)
            }
        }
        let twins = pairings.filter { pairing in
            pairing.donor.tier == .county && pairing.recipient.tier == .county && pairing.startsOn.year <= year
                && (pairing.endsOn.map { year <= $0.year } ?? true) && scope.has(pairing: pairing.key.pairing)
        }
        if !twins.isEmpty {
            line.donor[.twinnedCounties] = Int128(Set(twins.map(\.donor)).count)
            line.recipient[.twinnedCounties] = Int128(Set(twins.map(\.recipient)).count)
            line.bases[.twinning] = [.streams(twins.map { "pairing/\($0.key.pairing)" })]
        }
        if line.recipient[.countiesWithAid] != nil {
            line.bases[.twinning, default: []] += line.bases[.funds] ?? []
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

extension ScorecardFigures.Sides {
    /// - Parameter isFlat: whether they stand by themselves, or under their provinces.
    fileprivate init(of pairing: PairingRow, isFlat: Bool) {
        donor = isFlat ? pairing.donor : pairing.donor.province
        recipient = isFlat ? pairing.recipient : pairing.recipient.province
    }
}

extension ScorecardFigures.Line {
    fileprivate mutating func take(_ own: Stages) {
        var sum = stages ?? Stages()
        sum.add(own)
        stages = sum
    }

    /// Enters what is known of money.
    fileprivate mutating func countFunds() {
        guard let stages else { return }
        donor[.given] = Int128(stages.total)
        donor[.sent] = Int128(stages.paidIn + stages.inTransit)
        recipient[.received] = Int128(stages.paidIn)
        recipient[.spent] = Int128(stages.spent)
        recipient[.inCounties] = 0
    }
}

/// The figures of one side: what is not on record is not there.
struct ScorecardSide {
    private var figures: [Int128?] = Array(repeating: nil, count: ScorecardMeasure.allCases.count)

    subscript(measure: ScorecardMeasure) -> Int128? {
        get { figures[measure.rawValue] }
        set { figures[measure.rawValue] = newValue }
    }

    func has(_ area: ScorecardArea) -> Bool { area.measures.contains { self[$0] != nil } }

    /// Counts what came to a county.
    fileprivate mutating func count(_ paidIn: Int64) {
        self[.inCounties] = (self[.inCounties] ?? 0) + Int128(paidIn)
        if paidIn != 0 { self[.countiesWithAid] = (self[.countiesWithAid] ?? 0) + 1 }
    }

    /// Enters cooperation of a kind.
    fileprivate mutating func take(_ sum: CooperationFigures, _ kind: CooperationKind) {
        switch kind {
        case .secondment: self[.personsSent] = sum.persons
        case .training:
            self[.personsTrained] = sum.persons
            self[.trainingDays] = sum.personDays
        case .investment:
            self[.investments] = sum.entries
            self[.investedAgreed] = sum.committed
            self[.invested] = sum.amount
            self[.jobs] = sum.jobs
            self[.linkedHouseholds] = sum.linkedHouseholds
        case .purchase: self[.purchases] = sum.amount
        case .placement:
            self[.workersPlaced] = sum.persons
            self[.workersPoor] = sum.registeredPoor
        }
    }
}
