public import Projection

/// What a report is made of: rows of read models as they stood where the report looks, and, where it was asked for, the money that moved.
public struct ReportInput {
    public let rows: any RowSource
    /// What moved in the request's period, divided as the request says; none unless that was asked for.
    public let flows: [Flow]
    /// The events themselves, for reports that show some of them one by one; nil unless that was asked for.
    public let log: (any EventSource)?
    /// The number of events that were looked at.
    public let knownTo: Int64
    /// The number of events in the ledger; more than `knownTo` while the read models lag behind.
    public let recorded: Int64
    /// What the reader must know of the rows.
    public let notes: [String]

    public init(
        rows: any RowSource, flows: [Flow] = [], log: (any EventSource)? = nil, knownTo: Int64, recorded: Int64,
        notes: [String] = []
    ) {
        self.rows = rows
        self.flows = flows
        self.log = log
        self.knownTo = knownTo
        self.recorded = recorded
        self.notes = notes
    }

    /// How far money has come, or what moved in the request's period: told apart by what is named, and by what the filter looks at.
    func forEachPosition(
        _ request: ReportRequest, by parts: Set<PositionRow.Part>, _ body: (PositionRow) throws -> Void
    ) throws {
        if request.period.from == nil {
            try rows.forEachPosition(by: parts.union(request.filter.parts), body)
        } else {
            try PositionRow.changes(by: flows).forEach(body)
        }
    }

    /// How far the money of pairings and fiscal years has come, or what of it moved in the request's period, as far as its filter goes. A
    /// pairing and year may come more than once; each is to be added up.
    ///
    /// - Parameters:
    ///   - stages: takes that of a pairing and year.
    ///   - arrivals: takes what of it came to a place.
    func forEachYear(
        _ request: ReportRequest, _ scope: ReportScope, stages: (_ pairing: String, _ year: Int, Stages) -> Void,
        arrivals: (ArrivalRow) -> Void
    ) throws {
        if request.period.from == nil, request.filter.parts.isSubset(of: [.pairing]) {
            try rows.forEachPosition(by: [.pairing, .fiscalYear]) { row in
                guard scope.has(pairing: row.key.pairing) else { return }
                stages(row.key.pairing, Int(row.key.fiscalYear), row.stages)
            }
            try rows.forEachArrival { if scope.has(pairing: $0.key.pairing) { arrivals($0) } }
        } else {
            try forEachPosition(request, by: [.pairing, .fiscalYear, .place]) { row in
                let key = row.key
                guard
                    scope.has(
                        pairing: key.pairing, place: key.place, instrument: key.instrument, purpose: key.purpose)
                else { return }
                stages(key.pairing, Int(key.fiscalYear), row.stages)
                arrivals(ArrivalRow(row))
            }
        }
    }

    /// The notes, and how much is missing while the read models lag behind.
    public func notes(_ request: ReportRequest) -> [String] {
        notes + (request.horizon.isUnlimited ? Self.lag(knownTo, of: recorded) : [])
    }

    /// How much is missing of a report that rests on rows which lag behind.
    static func lag(_ knownTo: Int64, of recorded: Int64) -> [String] {
        guard knownTo < recorded else { return [] }
        return [
            "\(recorded - knownTo) of \(recorded) events are not in this report yet: pairledger projection run --once"
        ]
    }
}
