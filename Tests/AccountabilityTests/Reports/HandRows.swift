import Accountability
import Assistance
import CanonicalJSON
import Testing

@testable import Projection

/// Rows that a test writes down.
struct HandRows: RowSource {
    private var rows: [any TableRow] = []

    /// With the years of regions there is what the read model keeps of the last of them.
    init(_ rows: [any TableRow]...) {
        self.rows = rows.flatMap { $0 }
        let counted = self.rows.compactMap { $0 as? RegionYearRow }.filter { $0.povertyHeadcount != nil }
        for (region, years) in Dictionary(grouping: counted, by: \.key.region) {
            guard let last = years.max(by: { $0.key.year < $1.key.year }) else { continue }
            var row = RegionHeadcountRow()
            row.key = .init(region)
            row.year = last.key.year
            row.persons = last.povertyHeadcount ?? 0
            self.rows.append(row)
        }
    }

    func rows<Row: TableRow>(_: Row.Type) -> [Row] { rows.compactMap { $0 as? Row } }
}

extension ReportInput {
    init(_ rows: [any TableRow]..., flows: [Flow] = []) {
        var all: [any TableRow] = []
        for some in rows { all += some }
        self.init(rows: HandRows(all), flows: flows, knownTo: 1, recorded: 1)
    }
}

extension ReportRequest {
    init(
        from: String? = nil, to: String? = nil, asOf: String? = nil, by step: TimeStep? = nil,
        filter: ReportFilter = ReportFilter(), isTree: Bool? = nil, depth: Int? = nil
    ) {
        self.init(
            ledger: "main", horizon: Horizon(asOf: (asOf ?? to).map { day($0) }),
            period: Period(from: from.map { day($0) }, to: to.map { day($0) }), filter: filter, step: step,
            isTree: isTree, depth: depth)
    }
}

extension Report {
    func table(_ key: String) throws -> Section { try #require(sections.first { $0.key == key }) }
}

extension Report.Section {
    /// The cells of the rows in some columns.
    func cells(_ keys: String...) -> [[Report.Cell]] {
        let places = keys.map { key in columns.firstIndex { $0.key == key } }
        return rows.map { row in places.map { $0.map { row.cells[$0] } ?? .text("no such column") } }
    }

    /// The cells of a row's columns, by the texts that it begins with.
    func row(_ names: String..., column: String) -> Report.Cell? {
        guard let place = columns.firstIndex(where: { $0.key == column }) else { return nil }
        return rows.first { row in
            let texts = row.cells.compactMap { if case .text(let text) = $0 { text } else { nil } }
            return names.allSatisfy(texts.contains)
        }?.cells[place]
    }
}

// MARK: Rows

func pairingRow(
    _ name: String, _ donor: String, _ recipient: String, of programme: String = "P", from: String = "2010-01-01",
    to: String? = nil
) -> PairingRow {
    var row = PairingRow()
    row.key = .init(name)
    row.programme = programme
    row.donor = region(donor)
    row.recipient = region(recipient)
    row.startsOn = day(from)
    row.endsOn = to.map { day($0) }
    return row
}

/// Money of a pairing before it is anywhere.
func promised(_ pairing: String, year: Int32 = 2014, given: Int64, committed: Int64, inTransit: Int64 = 0)
    -> PositionRow
{
    var row = PositionRow()
    row.key.pairing = pairing
    row.key.fiscalYear = year
    row.key.currency = "CNY"
    row.stages.given = given
    row.stages.committed = committed
    row.stages.inTransit = inTransit
    return row
}

func held(_ pairing: String, year: Int32 = 2014, at place: String, _ amount: Int64) -> PositionRow {
    var row = promised(pairing, year: year, given: 0, committed: 0)
    row.key.place = place
    row.stages.held = amount
    return row
}

func used(
    _ pairing: String, year: Int32 = 2014, at place: String, for purpose: Purpose = .education, allocated: Int64,
    spent: Int64
) -> PositionRow {
    var row = promised(pairing, year: year, given: 0, committed: 0)
    row.key.place = place
    row.key.scope = "own"
    row.key.purpose = purpose.rawValue
    row.stages.allocated = allocated
    row.stages.spent = spent
    return row
}

func listed(
    _ place: String, as designation: Designation, since: String, to lastDay: String? = nil
) -> RegionDesignationRow {
    var row = RegionDesignationRow()
    row.key = .init(region(place), designation, since: day(since))
    row.lastDay = lastDay.map { day($0) }
    return row
}

func fared(_ place: String, in year: Int, poor: Int64? = nil, rural: Int64? = nil) -> RegionYearRow {
    var row = RegionYearRow()
    row.key = .init(region(place), year)
    row.povertyHeadcount = poor
    row.ruralIncomePerHead = rural
    return row
}

// MARK: Flows

/// One end of a flow: `committed`, `holding 653000`, or `project 653001 education`.
private func side(_ text: String) -> Flow.Side {
    let words = text.split(separator: " ").map(String.init)
    guard let kind = Account.Kind(rawValue: words[0]) else { preconditionFailure("no kind of account: \(text)") }
    return Flow.Side(
        kind: kind, place: words.count > 1 ? words[1] : "", scope: words.count > 2 ? "own" : "",
        purpose: words.count > 2 ? words[2] : "")
}

func flow(_ pairing: String, _ source: String, _ target: String, _ amount: Int64, on date: String? = nil) -> Flow {
    Flow(
        key: .init(
            time: date.map { day($0) }, source: side(source), target: side(target), pairing: pairing, fiscalYear: 2014,
            instrument: .fiscal, currency: "CNY", isPromised: true),
        amount: amount)
}
