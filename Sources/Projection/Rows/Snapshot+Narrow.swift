public import Assistance
public import CanonicalJSON
public import FoundationEssentials
public import Journal
public import Postgres

extension Snapshot {
    /// The rows of a table in whose column one of some values stands, found through that column's index where it has one.
    ///
    /// - Parameter column: the name of a column of texts, from the program and never from outside.
    /// - Throws: `ProjectionError.damagedRows` for what no projection wrote.
    public func rows<Row: TableRow>(_: Row.Type, where column: StaticString, isIn values: [String]) throws -> [Row] {
        guard !values.isEmpty else { return [] }
        return try session.ask(rows(Row.self, where: column, anyOf: values))
    }

    /// The same for somebody who asks more at once.
    public func rows<Row: TableRow>(
        _: Row.Type, where column: StaticString, anyOf values: [String]
    ) -> Question<[Row]> {
        question("\(column) = ANY ($2)", [.texts(values)])
    }

    /// The rows of a table in whose column a text stands that begins with another; all texts begin with the empty one.
    public func rows<Row: TableRow>(_: Row.Type, where column: StaticString, beginsWith start: String) throws -> [Row] {
        // By byte, no character comes behind the last one of Unicode.
        try rows(Row.self, "\(column) >= $2 AND \(column) < $3", [.text(start), .text(start + "\u{10FFFF}")])
    }

    /// As ``RowSource/accountsInUse(_:)``, without reading the many accounts that were emptied.
    public func accountsInUse(_ kinds: Set<Account.Kind>) throws -> [AccountRow] {
        guard !kinds.isEmpty else { return [] }
        let names = kinds.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
        return try reading(Funds.self) {
            try $0.rows(of: AccountRow.self, where: "kind IN (\(names)) AND cardinality(lot_amount) > 0")
        } ?? []
    }

    /// The money that moved at some positions, in order.
    public func movements(at positions: [Int64]) throws -> [MovementRow] {
        guard !positions.isEmpty else { return [] }
        return try rows(MovementRow.self, "position = ANY ($2)", [.int8s(positions)]).inOrder
    }

    /// The money that moved out of some accounts, or into them, in order: through an index of each.
    public func movements(of accounts: [String]) throws -> [MovementRow] {
        guard !accounts.isEmpty else { return [] }
        return try rows(
            MovementRow.self, "(from_account = ANY ($2) OR to_account = ANY ($2))", [.texts(accounts)]
        ).inOrder
    }

    /// All money of some origins that moved, in no order.
    ///
    /// - Parameters:
    ///   - agreements: whose money it is.
    ///   - transfers: whose money it is beyond what any agreement promised.
    public func movements(ofAgreements agreements: [String], transfers: [String]) -> Question<[MovementRow]> {
        question(
            "(agreement = ANY ($2) OR agreement IS NULL AND transfer = ANY ($3))",
            [.texts(agreements), .texts(transfers)])
    }

    /// Whether any money moved of which it is not known whose it is.
    public var hasMovementsOfNobody: Question<Bool> {
        Question(
            """
            SELECT EXISTS (
                SELECT FROM pairledger_model.movement
                WHERE generation = $1 AND agreement IS NULL AND transfer IS NULL)
            """, [.int8(generation(keeping: MovementRow.table))]
        ) { try $0.only().bool(0) }
    }

    /// The money that moved out of some accounts, or into them, of which it is not known whose it is, in no order. Money that comes straight
    /// from a donor, and beyond any promise, is among it: it has no transfer before it is sent.
    public func movementsOfNobody(through accounts: [String]) throws -> [MovementRow] {
        guard !accounts.isEmpty else { return [] }
        // There is little of it, which an index of it alone finds; each row is looked up among the accounts then.
        return try rows(
            MovementRow.self,
            """
            agreement IS NULL AND transfer IS NULL
            AND (from_account IN (SELECT unnest($2)) OR to_account IN (SELECT unnest($2)))
            """, [.texts(accounts)])
    }

    /// The last day on which money moved; nil before any did.
    public func lastMovementOn() throws -> CalendarDate? { try session.ask(lastMovement) }

    /// The same for somebody who asks more at once.
    public var lastMovement: Question<CalendarDate?> {
        Question(
            "SELECT max(last_on) FROM pairledger_model.account WHERE generation = $1",
            [.int8(generation(keeping: AccountRow.table))]
        ) { try CalendarDate?($0.only(), 0) }
    }

    /// Asks several questions at once.
    public func ask<each Answer>(_ questions: repeat Question<each Answer>) throws -> (repeat each Answer) {
        try session.ask(repeat each questions)
    }

    /// The streams of the ledger that are of a kind.
    public func streams(ofKind kind: StreamName.Kind) throws -> Set<String> {
        Set(try Journal.streams(ofKind: kind.rawValue, of: ledger, on: session))
    }

    /// Events of the ledger at some positions, in order.
    ///
    /// - Parameter types: only those of these types; nil for all.
    public func events(at positions: [Int64], ofTypes types: [String]? = nil) throws -> [RecordedEvent] {
        try Journal.events(at: positions, ofTypes: types, of: ledger, on: session)
    }

    /// What types the events at some positions have, and in which streams they stand.
    public func eventNames(at positions: [Int64]) throws -> [Int64: EventName] {
        try Journal.eventNames(at: positions, of: ledger, on: session)
    }

    /// The events by which a payment was made: one, unless somebody used its identifier twice.
    ///
    /// - Parameter id: the one that the event has if this program recorded it under that identifier alone.
    public func payments(_ payment: String, id: UUID) throws -> [RecordedEvent] {
        try Journal.payments(payment, id: id, of: ledger, on: session)
    }

    private func rows<Row: TableRow>(_: Row.Type, _ condition: String, _ values: [Parameter]) throws -> [Row] {
        try session.ask(question(condition, values))
    }

    /// While no generation keeps the table, there are no rows.
    private func question<Row: TableRow>(_ condition: String, _ values: [Parameter]) -> Question<[Row]> {
        Question(
            """
            SELECT \(RowShape<Row>().names) FROM pairledger_model.\(Row.table) WHERE generation = $1 AND \(condition)
            """, [.int8(generation(keeping: Row.table))] + values
        ) { rows in
            do {
                return try rows.map(Row.init(reading:))
            } catch let error as UnlikelyValueError {
                throw ProjectionError.damagedRows(projection: Row.table, reason: error.description)
            }
        }
    }
}

extension Sequence<MovementRow> {
    /// In the order in which they happened, each once.
    public var inOrder: [MovementRow] {
        let rows = Array(self)
        // Rows are large: their numbers are sorted.
        let order = rows.indices.sorted {
            (rows[$0].key.position, rows[$0].key.ordinal) < (rows[$1].key.position, rows[$1].key.ordinal)
        }
        return order.indices.compactMap { place in
            place > 0 && rows[order[place]].key == rows[order[place - 1]].key ? nil : rows[order[place]]
        }
    }
}
