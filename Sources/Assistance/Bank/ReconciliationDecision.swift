public import CanonicalJSON

/// Lines of statements and movements of the ledger that are held against each other: their sums are equal.
public struct ReconciliationMatch: Hashable, Sendable {
    /// What the program called the proposal. It comes of the lines and positions, so that it is the same whoever asks.
    public let proposal: Identifier
    /// In ascending order, each once.
    public let lines: [StatementLineName]
    /// The positions of the events that moved the money, ascending, each once.
    public let positions: [Int64]

    public init(proposal: Identifier, lines: [StatementLineName], positions: [Int64]) {
        self.proposal = proposal
        self.lines = lines
        self.positions = positions
    }

    /// More on one side are not one booking.
    public static let partsMax = 100

    init(_ fields: EventFields) throws(EventFormError) {
        proposal = try fields.identifier("proposal")
        lines = try fields.list("lines", of: "a list of a statement's lines, such as 1234-2021-06/3") {
            $0.stringValue.flatMap { StatementLineName($0) }
        }
        positions = try fields.list("positions", of: "a list of positions") { $0.integerValue }
    }

    var data: [String: JSONValue] {
        [
            "proposal": JSONValue(proposal), "lines": .array(lines.map { .string($0.description) }),
            "positions": .array(positions.map(JSONValue.integer)),
        ]
    }
}

/// Somebody looked at a proposal and found that both sides tell of the same money.
public struct ReconciliationAccepted: Statement {
    public static let type = "ReconciliationAccepted"
    public static let version = 1
    public static let kind = StreamName.Kind.reconciliation
    public static let turn = Turn.any

    public let match: ReconciliationMatch
    /// What the person who decided noted.
    public let remark: String?

    public init(_ match: ReconciliationMatch, remark: String? = nil) {
        self.match = match
        self.remark = remark
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        match = try ReconciliationMatch(fields)
        remark = try fields.textIfPresent("remark")
    }

    public var data: [String: JSONValue] { match.data.merging(["remark": JSONValue(remark)]) { own, _ in own } }
    public var event: AssistanceEvent { .reconciliationAccepted(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.reconciliations[occurrence.identifier, default: Reconciliation()].accept(match)
    }

    public func needs(for thing: Identifier, knowing books: Books) -> Needs {
        var needs = Needs(
            streams: Set(match.lines.map { StreamName(.statement, $0.statement) }), positions: Set(match.positions))
        for entry in match.positions.compactMap({ books.entry(at: $0) }) where entry.stream.kind == .transfer {
            needs.streams.insert(entry.stream)
        }
        return needs
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        try remark?.mustBeText(field: "remark")
        let account = try occurrence.reconciledAccount()
        let reconciliation = books.reconciliations[occurrence.identifier] ?? Reconciliation()
        try reconciliation.mustBeOpen(match)
        try match.check(on: account, books)
    }
}

/// Somebody looked at a proposal and found that both sides do not tell of the same money: it is not proposed again.
public struct ReconciliationRejected: Statement {
    public static let type = "ReconciliationRejected"
    public static let version = 1
    public static let kind = StreamName.Kind.reconciliation
    public static let turn = Turn.any

    public let match: ReconciliationMatch
    public let reason: String

    public init(_ match: ReconciliationMatch, reason: String) {
        self.match = match
        self.reason = reason
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        match = try ReconciliationMatch(fields)
        reason = try fields.text("reason")
    }

    public var data: [String: JSONValue] { match.data.merging(["reason": .string(reason)]) { own, _ in own } }
    public var event: AssistanceEvent { .reconciliationRejected(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.reconciliations[occurrence.identifier, default: Reconciliation()].reject(match)
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        try reason.mustBeText(field: "reason")
        _ = try occurrence.reconciledAccount()
        try (books.reconciliations[occurrence.identifier] ?? Reconciliation()).mustBeOpen(match)
    }
}

/// Somebody took a decision about a proposal back: its lines and movements are open again.
public struct ReconciliationUndone: Statement {
    public static let type = "ReconciliationUndone"
    public static let version = 1
    public static let kind = StreamName.Kind.reconciliation
    public static let turn = Turn.later

    public let proposal: Identifier
    public let reason: String

    public init(_ proposal: Identifier, reason: String) {
        self.proposal = proposal
        self.reason = reason
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        proposal = try fields.identifier("proposal")
        reason = try fields.text("reason")
    }

    public var data: [String: JSONValue] { ["proposal": JSONValue(proposal), "reason": .string(reason)] }
    public var event: AssistanceEvent { .reconciliationUndone(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.reconciliations[occurrence.identifier]?.undo(proposal)
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        try reason.mustBeText(field: "reason")
        guard books.reconciliations[occurrence.identifier]?.decided[proposal] != nil else {
            throw Refusal(
                .unknown, "nothing was decided about proposal \(proposal)",
                remedy: "see what was: pairledger show reconciliation/\(occurrence.identifier)", field: "proposal")
        }
    }
}
