extension PositionRow {
    /// What flows of money change of the position.
    public static func changes(by flows: [Flow]) -> [PositionRow] {
        var rows: [PositionRow.Key: PositionRow] = [:]
        for flow in flows {
            for (side, amount) in [(flow.key.source, -flow.amount), (flow.key.target, flow.amount)] {
                var key = PositionRow.Key()
                key.pairing = flow.key.pairing
                key.fiscalYear = flow.key.fiscalYear
                key.instrument = flow.key.instrument
                key.currency = flow.key.currency
                key.place = side.place
                key.scope = side.scope
                key.purpose = side.purpose
                var row = rows[key] ?? PositionRow()
                row.key = key
                row.stages.add(amount, to: side.kind, isPromised: flow.key.isPromised)
                rows[key] = row
            }
        }
        return Array(rows.values)
    }
}
