import Synchronization

/// Read models in memory, whichever they are, for a fold of the log.
public struct FoldedModels: RowSource, Sendable {
    private let states: [State]
    private let funds: ModelState<Funds>?
    private let observers: [any FoldObserver]
    /// Keeps the money that moved, as far as somebody asks for it.
    private let keeper: MovementKeeper?

    /// They know of no event yet.
    ///
    /// - Parameters:
    ///   - observers: look on; with any, ``Funds`` is folded too.
    ///   - accounts: those of which the money that moves is kept.
    public init(
        _ models: [any ReadModel.Type], observers: [any FoldObserver] = [],
        keepingMovementsOf accounts: Set<String> = []
    ) {
        keeper = accounts.isEmpty ? nil : MovementKeeper(accounts)
        let observers = observers + (keeper.map { [$0] } ?? [])
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
        if let kept = keeper?.rows as? [Row] { return kept }
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

        /// Of all lines only those of money are too many to keep.
        init(_ model: (some ReadModel).Type) { self.init(ModelState(model, keepsLines: model != Funds.self)) }

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

        func visit<Row>(_ lines: inout Lines<Row>) {
            if Row.self == Wanted.self { rows = lines.pending.compactMap { $0 as? Wanted } }
        }
    }

    /// Keeps what moved of some accounts.
    private final class MovementKeeper: FoldObserver {
        private let accounts: Set<String>
        private let kept = Mutex<[MovementRow]>([])

        init(_ accounts: Set<String>) { self.accounts = accounts }

        var rows: [MovementRow] { kept.withLock { $0 } }

        func observe(_: [ProjectedEvent], _ movements: [Movement]) {
            kept.withLock { kept in
                for row in movements.lazy.map(\.row)
                where accounts.contains(row.source) || accounts.contains(row.target) {
                    kept.append(row)
                }
            }
        }
    }
}
