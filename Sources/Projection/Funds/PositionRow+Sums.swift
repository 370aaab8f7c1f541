extension PositionRow {
    /// What positions are told apart by.
    public enum Part: CaseIterable, Sendable {
        case pairing, fiscalYear, instrument, place, scope, purpose
    }
}

extension GenerationTables {
    /// The positions: where others are not to be told apart, added up as coarsely as they are kept.
    func positions(by parts: Set<PositionRow.Part>) throws -> [PositionRow] {
        var rows: [PositionRow] = []
        if let grouping = PositionGrouping.allCases.first(where: { $0.parts.isSuperset(of: parts) }) {
            try copy(
                "\(RowShape<PositionRow>().names) FROM pairledger_model.\(PositionSumRow.table)",
                "grouping = '\(grouping.rawValue)'"
            ) { rows.append($0) }
        } else {
            try forEach(of: PositionRow.self) { rows.append($0) }
        }
        return rows
    }
}
