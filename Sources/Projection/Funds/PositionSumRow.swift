/// What positions are added up by, each time coarser than they are themselves.
public enum PositionGrouping: String, CaseIterable, Sendable {
    // From the one of fewest rows to the one of most.
    case pairingYear = "pairing-year"
    case place
    case purpose
    case year

    /// What is told apart.
    var parts: Set<PositionRow.Part> {
        switch self {
        case .pairingYear: [.pairing, .fiscalYear]
        case .place: [.pairing, .place]
        case .purpose: [.pairing, .place, .purpose]
        case .year: [.pairing, .place, .fiscalYear]
        }
    }
}

/// Positions that differ only in what a grouping does not tell apart, added up: most reports ask for no more, and so need not read all.
public struct PositionSumRow: TableRow {
    public static let table = "position_sum"

    public struct Key: TableKey {
        public var grouping = PositionGrouping.place
        /// As it is where nothing is known in what is not told apart.
        public var position = PositionRow.Key()

        public init() {}

        init(_ grouping: PositionGrouping, _ key: PositionRow.Key) {
            self.grouping = grouping
            position.pairing = key.pairing
            position.currency = key.currency
            if grouping != .pairingYear { position.place = key.place }
            switch grouping {
            case .place: break
            case .purpose: position.purpose = key.purpose
            case .pairingYear, .year: position.fiscalYear = key.fiscalYear
            }
        }

        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("grouping", &grouping)
            try position.visit(&columns)
        }

        public func hash(into hasher: inout Hasher) {
            hasher.combine(grouping)
            hasher.combine(position)
            hasher.combine(position.purpose)
        }
    }

    public var key = Key()
    public var stages = Stages()

    public init() {}

    public mutating func visit(_ columns: inout some ColumnVisitor) throws { try stages.visit(&columns) }
}

extension PositionGrouping: ColumnValue {}
