public import Assistance
public import CanonicalJSON

/// A line of a statement, for matching.
public struct BookedLine: Hashable, Sendable {
    public let name: StatementLineName
    public let line: BankStatementLine
    /// Words of the reference, in small letters, that could be identifiers of the ledger.
    let words: Set<String>

    public init(_ name: StatementLineName, _ line: BankStatementLine) {
        self.name = name
        self.line = line
        words = BookedLine.words(of: line.reference ?? "")
    }

    public var date: CalendarDate { line.bookedOn }
    /// In minor units of CNY; above zero for money that came in.
    public var amount: Int64 { line.amount.minorUnits }

    static func words(of text: String) -> Set<String> {
        let words = text.lowercased().split { character in
            !(character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character)))
        }
        // A sentence may end with an identifier.
        return Set(words.map { word in String(word.reversed().drop { "._-".contains($0) }.reversed()) })
    }
}

/// What an event of the ledger moved on the account, for matching.
public struct LedgerMovement: Hashable, Sendable {
    /// Of the event.
    public let position: Int64
    public let date: CalendarDate
    /// In minor units of CNY; above zero for money that came in.
    public let amount: Int64
    /// The identifiers that a bank could have been told: of the transfer, the payment, the project.
    public let references: [String]
    /// The entry's type, for people.
    public let type: String
    /// The entry's stream, for people.
    public let stream: String

    public init(
        position: Int64, date: CalendarDate, amount: Int64, references: [String], type: String = "", stream: String = ""
    ) {
        self.position = position
        self.date = date
        self.amount = amount
        self.references = references
        self.type = type
        self.stream = stream
    }

    /// Whether a line names it.
    func isCited(by line: BookedLine) -> Bool { references.contains { line.words.contains($0.lowercased()) } }
}

/// Lines and movements that tell of the same money, as far as a program can see. Their sums are equal.
public struct MatchProposal: Hashable, Sendable {
    /// How sure it is.
    public enum Confidence: String, CaseIterable, Sendable, Comparable {
        /// The lines name the movements, and the amounts are equal.
        case exact
        /// Amount and day go together, and nothing else comes into question on either side.
        case probable
        /// Amount and day go together, but others would too; or only sums are equal.
        case possible

        public static func < (a: Confidence, b: Confidence) -> Bool { a.rank < b.rank }

        private var rank: Int {
            switch self {
            case .exact: 0
            case .probable: 1
            case .possible: 2
            }
        }
    }

    /// How many stand on each side.
    public enum Shape: String, CaseIterable, Sendable {
        case oneToOne = "one-to-one"
        /// Several lines of the bank are one movement of the ledger.
        case split
        /// One line of the bank is several movements of the ledger.
        case merged
    }

    public let confidence: Confidence
    /// By their names.
    public let lines: [BookedLine]
    /// By their positions.
    public let movements: [LedgerMovement]

    init(_ confidence: Confidence, _ lines: [BookedLine], _ movements: [LedgerMovement]) {
        self.confidence = confidence
        self.lines = lines.sorted { $0.name < $1.name }
        self.movements = movements.sorted { $0.position < $1.position }
    }

    public var shape: Shape { lines.count > 1 ? .split : movements.count > 1 ? .merged : .oneToOne }

    /// What both sides add up to.
    public var amount: Int64 { movements.reduce(0) { $0 + $1.amount } }

    var parts: MatchParts { MatchParts(lines: lines.map(\.name), positions: movements.map(\.position)) }
}

/// What a match is made of, whoever proposed it.
public struct MatchParts: Hashable, Sendable {
    /// Ascending.
    public let lines: [StatementLineName]
    /// Ascending.
    public let positions: [Int64]

    public init(lines: [StatementLineName], positions: [Int64]) {
        self.lines = lines
        self.positions = positions
    }
}
