/// Read models in memory, whichever they are, for a fold of the log.
public struct FoldedModels: RowSource, Sendable {
    private let states: [State]
    private let funds: ModelState<Funds>?
    private let observers: [any FoldObserver]

    /// They know of no event yet.
    ///
    /// - Parameter observers: look on; with any, ``Funds`` is folded too.
    public init(_ models: [any ReadModel.Type], observers: [any FoldObserver] = []) {
        self.observers = observers
        let funds = observers.isEmpty ? nil : ModelState(Funds.self, keepsLines: true)
        self.funds = funds
        var states: [State] = []
        for model in models where funds == nil || model != Funds.self { states.append(State(model)) }
        if let funds { states.append(State(funds)) }
        self.states = states
    }

    var work: [ModelWork] { states.map(\.work) }

    public func rows<Row: TableRow>(_: Row.Type) -> [Row] {
        let collecting = Collecting<Row>()
        for state in states { state.visit(collecting) }
        return collecting.rows
    }

    /// Shows the observers what was folded since the last time.
    func show(_ events: [ProjectedEvent], _ horizon: Horizon) {
        guard let funds else { return }
        let movements = funds.read { funds in
            funds.movements.takePending().map { row in
                Movement(
                    row: row, source: funds.accounts.rows[.init(row.source, row.currency)] ?? AccountRow(),
                    target: funds.accounts.rows[.init(row.target, row.currency)] ?? AccountRow(),
                    pairing: row.pairing.flatMap { funds.pairings.rows[.init($0)] })
            }
        }
        let seen = horizon.isUnlimited ? events : events.filter { horizon.reaches($0.record) }
        for observer in observers { observer.observe(seen, movements) }
    }

    /// A model's state, whichever model it is.
    private struct State: Sendable {
        let work: ModelWork
        let visit: @Sendable (any TableVisitor) -> Void

        init(_ model: (some ReadModel).Type) { self.init(ModelState(model)) }

        init<Model: ReadModel>(_ state: ModelState<Model>) {
            work = Model.work(on: state)
            visit = { visitor in
                state.read { model in
                    // A visitor that only looks refuses nothing.
                    try? model.visit(as: visitor)
                }
            }
        }
    }

    private final class Collecting<Wanted: TableRow>: TableVisitor {
        private(set) var rows: [Wanted] = []

        func visit<Row>(_ table: inout Table<Row>) {
            if Row.self == Wanted.self { rows = table.rows.values.compactMap { $0 as? Wanted } }
        }

        func visit<Row>(_ lines: inout Lines<Row>) {}
    }
}
