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
    func positions(_ request: ReportRequest, by parts: Set<PositionRow.Part>) throws -> [PositionRow] {
        request.period.from == nil
            ? try rows.positions(by: parts.union(request.filter.parts)) : PositionRow.changes(by: flows)
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
