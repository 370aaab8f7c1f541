/// A picture of figures, as a value: what it shows, without how it is drawn. Renderers without pictures leave it out, so that everything
/// in it stands in a section of the report too.
public enum Chart: Sendable, Equatable {
    /// Money that runs from left to right.
    case sankey(Sankey)
    /// Bars that are made of parts, one below the other, all in one scale.
    case stacked(Stacked)
    /// The same small picture for each of several things, all in one scale.
    case multiples(Multiples)

    /// How much runs from where to where.
    public struct Sankey: Sendable, Equatable {
        public var title: String
        /// In columns from left to right, from the top down within one.
        public var nodes: [Node]
        public var links: [Link]

        public init(title: String, nodes: [Node], links: [Link]) {
            self.title = title
            self.nodes = nodes
            self.links = links
        }

        public struct Node: Sendable, Equatable {
            public var label: String
            /// From 0, at the left.
            public var column: Int

            public init(label: String, column: Int) {
                self.label = label
                self.column = column
            }
        }

        public struct Link: Sendable, Equatable {
            /// Indices into the nodes; the target stands in a column further right.
            public var source: Int
            public var target: Int
            /// Minor units of CNY, above zero.
            public var amount: Int64

            public init(source: Int, target: Int, amount: Int64) {
                self.source = source
                self.target = target
                self.amount = amount
            }
        }
    }

    /// Bars of parts, such as money by age.
    public struct Stacked: Sendable, Equatable {
        public var title: String
        /// What the parts are, in order.
        public var parts: [String]
        public var bars: [Bar]
        /// What the values are: `.amount` in minor units of CNY, or `.count`.
        public var kind: Report.Column.Kind

        public init(title: String, parts: [String], bars: [Bar], kind: Report.Column.Kind = .amount) {
            self.title = title
            self.parts = parts
            self.bars = bars
            self.kind = kind
        }

        public struct Bar: Sendable, Equatable {
            public var label: String
            /// One for every part; none below zero.
            public var values: [Int64]

            public init(label: String, values: [Int64]) {
                self.label = label
                self.values = values
            }
        }
    }

    /// One panel a thing, with its values over time.
    public struct Multiples: Sendable, Equatable {
        public var title: String
        /// The times, such as years, from the left.
        public var times: [String]
        /// What the lines of each panel are.
        public var lines: [String]
        public var panels: [Panel]
        /// What the values are: `.amount` in minor units of CNY, or `.count`.
        public var kind: Report.Column.Kind

        public init(
            title: String, times: [String], lines: [String], panels: [Panel], kind: Report.Column.Kind = .amount
        ) {
            self.title = title
            self.times = times
            self.lines = lines
            self.panels = panels
            self.kind = kind
        }

        public struct Panel: Sendable, Equatable {
            public var label: String
            /// For every line a value for every time; nil where nothing is known.
            public var values: [[Int64?]]

            public init(label: String, values: [[Int64?]]) {
                self.label = label
                self.values = values
            }
        }
    }
}
