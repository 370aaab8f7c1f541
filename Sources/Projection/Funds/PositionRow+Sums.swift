extension PositionRow {
    /// What positions are told apart by.
    public enum Part: CaseIterable, Sendable {
        case pairing, fiscalYear, instrument, place, scope, purpose
    }
}

extension GenerationTables {
    /// The positions: where others are not to be told apart, added up as coarsely as they are kept.
    func forEachPosition(by parts: Set<PositionRow.Part>, _ body: (PositionRow) throws -> Void) throws {
        guard let grouping = PositionGrouping.allCases.first(where: { $0.parts.isSuperset(of: parts) }) else {
            return try forEach(of: PositionRow.self, body)
        }
        try forEach(of: GroupedPositionRow.self, where: "grouping = '\(grouping.rawValue)'") {
            try body(PositionRow($0))
        }
    }

    func forEachArrival(_ body: (ArrivalRow) throws -> Void) throws {
        try forEach(of: ArrivalRow.self, where: "grouping = '\(PositionGrouping.year.rawValue)'", body)
    }
}

/// What a sum of positions has of its own: the columns beside are as they are where nothing is known, and need not be read.
private struct GroupedPositionRow: TableRow {
    static let table = PositionSumRow.table

    struct Key: TableKey {
        var position = PositionRow.Key()

        mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("pairing", &position.pairing)
            try columns.column("fiscal_year", &position.fiscalYear)
            try columns.column("currency", &position.currency)
            try columns.column("place", &position.place)
            try columns.column("purpose", &position.purpose)
        }
    }

    var key = Key()
    var stages = Stages()

    mutating func visit(_ columns: inout some ColumnVisitor) throws { try stages.visit(&columns) }
}

extension PositionRow {
    fileprivate init(_ row: GroupedPositionRow) {
        self.init()
        key = row.key.position
        stages = row.stages
    }
}
