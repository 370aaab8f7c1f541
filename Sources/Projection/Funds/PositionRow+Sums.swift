import Assistance
import Postgres

extension PositionRow {
    /// What positions are told apart by.
    public enum Part: String, CaseIterable, Sendable {
        case pairing
        case fiscalYear = "fiscal_year"
        case instrument
        case place
        case scope
        case purpose
    }
}

extension GenerationTables {
    /// The positions, those that differ in other parts alone added up: these parts are as they are where nothing is known.
    func positions(by parts: Set<PositionRow.Part>) throws -> [PositionRow] {
        let shape = RowShape<PositionRow>()
        let others = Set(PositionRow.Part.allCases).subtracting(parts).map(\.rawValue)
        let key = shape.key.map(\.name)
        let values = shape.columns.map { column in
            switch column.name {
            case "fiscal_year" where others.contains("fiscal_year"): "0"
            case "instrument" where others.contains("instrument"): "'\(Instrument.fiscal.rawValue)'"
            case let name where others.contains(name): "''"
            case let name where key.contains(name): name
            // The sum of bigint is numeric; it is as large as what was given at most, which fits.
            default: "sum(\(column.name))::bigint"
            }
        }
        var rows: [PositionRow] = []
        try copy(
            "\(values.joined(separator: ", ")) FROM pairledger_model.position",
            "true GROUP BY \(key.filter { !others.contains($0) }.joined(separator: ", "))"
        ) { rows.append($0) }
        return rows
    }
}
