public import CanonicalJSON

/// An inspector or auditor found something wrong.
public struct FindingRaised: Statement {
    public static let type = "FindingRaised"
    public static let version = 1
    public static let kind = StreamName.Kind.finding
    public static let turn = Turn.first

    /// The rule that it broke, `R01` to `R23`; nil for what no rule looks for.
    public let rule: Identifier?
    /// 问题对象: what it is about.
    public let about: FindingSubject
    public let severity: Severity
    /// 问题描述: what is wrong.
    public let statement: String
    /// The figure that there should be; nil when it is not a matter of figures.
    public let expected: Int64?
    /// The figure that there is.
    public let found: Int64?
    /// What both figures count.
    public let unit: FigureUnit?
    /// 检查单位: the body that raised it.
    public let raisedBy: String
    /// 整改期限: the day by which it is to be rectified.
    public let dueOn: CalendarDate
    /// The positions of the events that prove it, ascending.
    public let positions: [Int64]

    /// How grave it is.
    public enum Severity: String, CaseIterable, Sendable {
        /// 一般
        case minor
        /// 较重
        case major
        /// 严重
        case severe

        public var chinese: String {
            switch self {
            case .minor: "一般"
            case .major: "较重"
            case .severe: "严重"
            }
        }
    }

    public init(
        rule: Identifier? = nil, about: FindingSubject, severity: Severity, statement: String, expected: Int64? = nil,
        found: Int64? = nil, unit: FigureUnit? = nil, raisedBy: String, dueOn: CalendarDate, positions: [Int64] = []
    ) {
        self.rule = rule
        self.about = about
        self.severity = severity
        self.statement = statement
        self.expected = expected
        self.found = found
        self.unit = unit
        self.raisedBy = raisedBy
        self.dueOn = dueOn
        self.positions = positions
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        rule = try fields.identifierIfPresent("rule")
        about = try fields.subject("about")
        severity = try fields.choice("severity")
        statement = try fields.text("statement")
        expected = try fields.integerIfPresent("expected")
        found = try fields.integerIfPresent("found")
        unit = try fields.choiceIfPresent("unit")
        raisedBy = try fields.text("raised_by")
        dueOn = try fields.date("due_on")
        positions = try fields.figuresIfPresent("positions")
    }

    public var data: [String: JSONValue] {
        [
            "rule": JSONValue(rule), "about": .string(about.description), "severity": JSONValue(severity),
            "statement": .string(statement), "expected": JSONValue(expected),
            "found": JSONValue(found), "unit": JSONValue(unit),
            "raised_by": .string(raisedBy), "due_on": JSONValue(dueOn),
            "positions": positions.isEmpty ? .null : .array(positions.map(JSONValue.integer)),
        ]
    }

    public var event: AssistanceEvent { .findingRaised(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.findings[occurrence.identifier] = Finding(self, on: occurrence.date)
    }

    public func needs(for thing: Identifier, knowing books: Books) -> Needs {
        Needs(
            streams: Set([about.stream].compactMap { $0 }), positions: Set(positions.prefix(FindingRaised.positionsMax))
        )
    }

    /// More events prove nothing that these do not.
    public static let positionsMax = 100

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        if let rule { _ = try rule.policyRule(field: "rule") }
        try about.mustBeKnown(in: books)
        try statement.mustBeText(field: "statement")
        try raisedBy.mustBeText(field: "raised_by")
        try dueOn.mustNotPrecede(occurrence.date, "the due date", "the finding", field: "due_on")
        try checkFigures()
        try checkPositions(in: books)
    }

    private func checkFigures() throws(Refusal) {
        guard (expected == nil) == (found == nil), (found == nil) == (unit == nil) else {
            let given = [
                expected.map { "expected \($0)" }, found.map { "found \($0)" }, unit.map { "the unit \($0.rawValue)" },
            ].compactMap { $0 }
            throw Refusal(
                .value, "of the figures only \(given.joined(separator: " and ")) was given",
                remedy: "give what was expected, what was found and the unit of both, or none of them", field: "found")
        }
    }

    private func checkPositions(in books: Books) throws(Refusal) {
        guard positions.count <= FindingRaised.positionsMax else {
            throw Refusal(
                .value, "\(positions.count) positions were given, and \(FindingRaised.positionsMax) are the most",
                remedy: "name the events that prove it best", field: "positions")
        }
        for (earlier, later) in zip(positions, positions.dropFirst()) where earlier >= later {
            throw Refusal(
                .value, "position \(later) stands behind position \(earlier)",
                remedy: "give each position once, in ascending order", field: "positions")
        }
        if let missing = positions.first(where: { books.entry(at: $0) == nil }) {
            throw Refusal(
                .unknown, "there is no event at position \(missing)",
                remedy: "look positions up, which count from 0: pairledger log show", field: "positions")
        }
    }
}

extension EventFields {
    fileprivate func subject(_ name: String) throws(EventFormError) -> FindingSubject {
        guard let subject = FindingSubject(try text(name)) else { throw wrong(name, "a thing or an account") }
        return subject
    }
}
