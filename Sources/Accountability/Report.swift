/// A finished report as a value: what it says, without how it is shown.
///
/// All keys are stable names in lower-case ASCII with `_`, for programs; titles and labels are for people. Within one
/// report no two sections, and within one section no two columns, share a key; `section` and `depth` are no column keys.
public struct Report: Sendable, Equatable {
    /// The name by which a person asks for it, such as `position`.
    public var name: String
    public var title: String
    /// What the figures rest on: ledger, known at, as of, …
    public var facts: [Fact]
    public var sections: [Section]
    /// Pictures of what the sections say.
    public var charts: [Chart]
    /// Sentences that a reader needs to understand the figures.
    public var notes: [String]
    /// The one of its titles, labels and notes.
    public internal(set) var language = Language.english

    public init(
        name: String, title: String, facts: [Fact] = [], sections: [Section] = [], charts: [Chart] = [],
        notes: [String] = []
    ) {
        self.name = name
        self.title = title
        self.facts = facts
        self.sections = sections
        self.charts = charts
        self.notes = notes
    }

    /// One line above the tables.
    public struct Fact: Sendable, Equatable {
        public var key: String
        public var label: String
        public var value: Cell

        public init(key: String, label: String, value: Cell) {
            self.key = key
            self.label = label
            self.value = value
        }
    }

    /// One table.
    public struct Section: Sendable, Equatable {
        public var key: String
        public var title: String
        public var columns: [Column]
        /// Each with one cell for every column.
        public var rows: [Row]
        /// The row that is set off below the others.
        public var total: Row?
        /// Whether lines lead from each row of a tree to those below it, where there is room for them.
        public var isDrawn: Bool
        /// How many rows there are beyond these, which nobody asked to see.
        public var omitted: Int

        public init(
            key: String, title: String, columns: [Column], rows: [Row] = [], omitted: Int = 0, total: Row? = nil,
            isDrawn: Bool = false
        ) {
            self.key = key
            self.title = title
            self.columns = columns
            self.rows = rows
            self.total = total
            self.isDrawn = isDrawn
            self.omitted = omitted
        }
    }

    public struct Column: Sendable, Equatable {
        /// What the cells of a column are.
        public enum Kind: String, Sendable, CaseIterable {
            case text
            /// Money, in minor units of CNY (分).
            case amount
            case count
            case percent
            case date
        }

        public var key: String
        public var label: String
        public var kind: Kind
        /// Whether a bar beside the figure helps to compare it with the others of its column: for amounts, counts and shares that are
        /// not below zero.
        public var hasBar: Bool

        public init(key: String, label: String, kind: Kind, hasBar: Bool = false) {
            self.key = key
            self.label = label
            self.kind = kind
            self.hasBar = hasBar
        }
    }

    public struct Row: Sendable, Equatable {
        public var cells: [Cell]
        /// How far the row is indented in a tree: 0 for a root.
        public var depth: Int
        /// What its figures rest on; nil where nobody asks.
        public var basis: Basis?

        public init(_ cells: [Cell], depth: Int = 0, basis: Basis? = nil) {
            self.cells = cells
            self.depth = depth
            self.basis = basis
        }

        /// What the row is called by whoever asks about it: the text of its first cell that has any.
        public var name: String? {
            for cell in cells {
                switch cell {
                case .text(let text) where !text.isEmpty: return text
                case .date(let text): return text
                default: continue
                }
            }
            return nil
        }
    }

    /// One figure or text.
    public enum Cell: Sendable, Equatable {
        /// Nothing to say, which is not the same as 0.
        case empty
        case text(String)
        /// In minor units of CNY (分).
        case amount(Int64)
        case count(Int64)
        /// A share, kept exact; a denominator of 0 means that there is none.
        case ratio(numerator: Int64, denominator: Int64)
        /// `YYYY-MM-DD`.
        case date(String)
    }
}
