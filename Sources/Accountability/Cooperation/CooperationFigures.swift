import Assistance
import CanonicalJSON
import Projection

/// What cooperation can be added up by; amounts are minor units.
struct CooperationFigures: Summable {
    var entries: Int128 = 0
    /// Those seconded, placed or trained; who is counted twice is there twice.
    var persons: Int128 = 0
    var registeredPoor: Int128 = 0
    /// Days of training, each as many times as persons took part.
    var personDays: Int128 = 0
    /// What was paid for goods, or paid in of investments.
    var amount: Int128 = 0
    /// What was agreed to be invested.
    var committed: Int128 = 0
    var jobs: Int128 = 0
    var linkedHouseholds: Int128 = 0

    mutating func add(_ other: CooperationFigures) {
        entries += other.entries
        persons += other.persons
        registeredPoor += other.registeredPoor
        personDays += other.personDays
        amount += other.amount
        committed += other.committed
        jobs += other.jobs
        linkedHouseholds += other.linkedHouseholds
    }

    init() {}

    init(_ row: CooperationYearRow) {
        entries = Int128(row.entries)
        persons = Int128(row.persons)
        registeredPoor = Int128(row.registeredPoor)
        personDays = Int128(row.personDays)
        amount = Int128(row.amount)
        committed = Int128(row.committed)
        jobs = Int128(row.jobs)
        linkedHouseholds = Int128(row.linkedHouseholds)
    }

    init(_ row: CooperationRow) {
        entries = 1
        persons = Int128(row.persons ?? 0)
        registeredPoor = Int128(row.registeredPoor ?? 0)
        personDays = persons * Int128(row.days ?? 0)
        amount = Int128(row.amount ?? 0)
        committed = Int128(row.committed ?? 0)
        jobs = Int128(row.jobs ?? 0)
        linkedHouseholds = Int128(row.linkedHouseholds ?? 0)
    }
}

/// Cooperation of one kind under a pairing, one way: all of a year, or one entry where the request asks for less than that.
struct CooperationItem {
    let kind: CooperationKind
    let pairing: String
    let direction: Direction
    /// The day on which it happened or began; of a whole year the first.
    let day: CalendarDate
    /// Where those are whom it is done for, and the position of its event; nil for all of a year.
    let place: (region: RegionCode, position: Int64)?
    let figures: CooperationFigures

    /// What is on record of it, as far as a request goes.
    static func all(_ input: ReportInput, _ request: ReportRequest, _ scope: ReportScope) throws -> [CooperationItem] {
        guard request.asksForEntries else {
            return try input.rows.rows(CooperationYearRow.self).compactMap { row in
                guard scope.has(pairing: row.key.pairing) else { return nil }
                return CooperationItem(
                    kind: row.key.kind, pairing: row.key.pairing, direction: row.key.direction,
                    day: CalendarDate(year: Int(row.key.year), month: 1, day: 1) ?? .epoch, place: nil,
                    figures: CooperationFigures(row))
            }
        }
        return try input.rows.rows(CooperationRow.self).compactMap { row in
            guard request.period.contains(row.happenedOn),
                request.filter.has(row, under: scope.pairings[row.pairing])
            else { return nil }
            return CooperationItem(
                kind: row.kind, pairing: row.pairing, direction: row.direction, day: row.happenedOn,
                place: (row.region, row.position), figures: CooperationFigures(row))
        }
    }
}

extension ReportRequest {
    /// Whether years of pairings are not enough to tell what is asked.
    fileprivate var asksForEntries: Bool {
        period != Period() || filter.region != nil || filter.tier != nil || isTree != nil || depth != nil
            || step == .quarter || step == .month
    }
}

extension ReportFilter {
    /// Whether cooperation counts: by its pairing, by the tier of the region where it is, and by that region or either side.
    fileprivate func has(_ row: CooperationRow, under pairing: PairingRow?) -> Bool {
        var ofPairing = self
        ofPairing.region = nil
        ofPairing.tier = nil
        guard ofPairing.has(pairing: row.pairing, pairing) else { return false }
        if let tier, tier != row.region.tier { return false }
        guard let region else { return true }
        return [row.region, pairing?.donor, pairing?.recipient].contains { $0?.isWithin(region) ?? false }
    }
}

extension Sequence<CooperationItem> {
    /// What figures added up from them rest on.
    func basis(_ whole: CooperationBasis) -> Basis {
        let positions = compactMap { $0.place?.position }
        return positions.isEmpty ? .cooperation(whole) : .positions(positions.sorted())
    }

    var sum: CooperationFigures { reduce(into: CooperationFigures()) { $0.add($1.figures) } }
}

extension CooperationKind {
    var english: String {
        switch self {
        case .secondment: "Persons sent to work"
        case .placement: "Workers placed"
        case .investment: "Industry invested in"
        case .purchase: "Goods bought"
        case .training: "Persons trained"
        }
    }

    var chinese: String {
        switch self {
        case .secondment: "干部人才选派"
        case .placement: "劳务协作"
        case .investment: "产业合作"
        case .purchase: "消费帮扶"
        case .training: "培训"
        }
    }

    func name(_ request: ReportRequest) -> String { request.language == .chinese ? chinese : english }
}

extension Direction {
    /// For people.
    func name(_ request: ReportRequest) -> String {
        request.language(self == .toRecipient ? "for the recipient" : "for the donor")
    }
}
