import Journal
import Postgres
import Synchronization

/// A read model in memory, whichever it is: what folds, workers and rebuilds do with it.
///
/// These are closures, and every model makes its own (``ReadModel/work(on:)``), so that the compiler makes the loops over events and rows
/// for each model by itself. Behind a protocol they would be made once for all, and take twice the time.
public struct ModelWork: Sendable {
    let type: any ReadModel.Type
    /// Takes events up in order, save those at the positions to skip.
    ///
    /// - Parameter isCareful: whether an event that cannot be applied leaves the model as it was; it costs time.
    /// - Throws: `StuckError` at the first that cannot be applied.
    let fold:
        @Sendable (_ events: [ProjectedEvent], _ skipping: Set<Int64>, _ horizon: Horizon?, _ isCareful: Bool) throws
            -> Void
    /// Takes events up with rows of a generation's tables, and stores what has changed.
    ///
    /// - Returns: how many were taken up or skipped, and why not the next.
    let takeUp:
        @Sendable (_ events: ArraySlice<ProjectedEvent>, _ skipping: Set<Int64>, _ tables: GenerationTables) throws -> (
            count: Int, stuck: StuckError?
        )
    /// Lets go of the rows that a worker kept in memory.
    let forget: @Sendable () -> Void
    /// The lines added since the last time, as what stores them in a generation that is being made.
    let takeLines: @Sendable (_ generation: Int64) -> TakenLines?
    /// Stores all rows in a generation that is being made.
    let fill: @Sendable (_ tables: GenerationTables) throws -> Void
}

extension ReadModel {
    public static func work(on state: ModelState<Self>) -> ModelWork {
        ModelWork(
            type: Self.self, fold: { try state.fold($0, skipping: $1, horizon: $2, isCareful: $3) },
            takeUp: { try state.takeUp($0, skipping: $1, in: $2) }, forget: { state.forget() },
            takeLines: { state.takeLines(for: $0) }, fill: { try state.fill($0) })
    }

    static func work(keepsLines: Bool, isPartial: Bool) -> ModelWork {
        work(on: ModelState(Self.self, keepsLines: keepsLines, isPartial: isPartial))
    }
}

/// Stores lines that were taken out of a model.
typealias TakenLines = @Sendable (Session) throws -> Void

/// Why a model does not go on.
struct StuckError: Error, Hashable {
    let position: Int64
    let reason: String
}

/// A read model in memory. It is locked while it works, so that models can work beside each other.
public final class ModelState<Model: ReadModel>: Sendable {
    private let model: Mutex<Model>

    /// Knows of no event yet.
    ///
    /// - Parameter keepsLines: whether lines are of use to anybody.
    public convenience init(_ type: Model.Type, keepsLines: Bool = false) {
        self.init(type, keepsLines: keepsLines, isPartial: false)
    }

    init(_: Model.Type, keepsLines: Bool, isPartial: Bool) {
        var model = Model()
        var preparing = Preparing(keepsLines: keepsLines, isPartial: isPartial)
        try? model.visit(&preparing)
        self.model = Mutex(model)
    }

    /// Looks at it.
    public func read<Answer>(_ body: (inout Model) throws -> Answer) rethrows -> Answer {
        try model.withLock { try body(&$0) }
    }

    fileprivate func fold(_ events: [ProjectedEvent], skipping: Set<Int64>, horizon: Horizon?, isCareful: Bool) throws {
        try model.withLock { model in
            if isCareful { try model.visit(as: BeginKeeping()) }
            defer { if isCareful { try? model.visit(as: EndKeeping()) } }
            for (index, event) in events.enumerated() {
                if let horizon, !horizon.reaches(event.record) { continue }
                if !skipping.isEmpty, skipping.contains(event.record.position) { continue }
                do throws(ReadModelError) {
                    try model.apply(event)
                } catch {
                    let stuck = StuckError(position: event.record.position, reason: error.description)
                    if isCareful {
                        // Those before it are done once more, so that not every event has to be settled by itself.
                        try model.visit(as: TakingBack())
                        for event in events[..<index] {
                            if let horizon, !horizon.reaches(event.record) { continue }
                            if !skipping.contains(event.record.position) { try model.apply(event) }
                        }
                    }
                    throw stuck
                }
            }
        }
    }

    fileprivate func takeUp(
        _ events: ArraySlice<ProjectedEvent>, skipping: Set<Int64>, in tables: GenerationTables
    ) throws -> (count: Int, stuck: StuckError?) {
        try model.withLock { model in
            var events = events
            var stuck: StuckError?
            if events.count >= Self.many { try model.visit(as: Loading(tables: tables)) }
            while true {
                let failure = Self.apply(events, skipping, to: &model)
                var asking = Asking()
                try model.visit(&asking)
                if asking.isMissing {
                    // What was done without the missing rows is worth nothing but to know which they are.
                    try model.visit(as: TakingBack())
                    try model.visit(as: Fetching(tables))
                } else if let failure {
                    try model.visit(as: TakingBack())
                    stuck = failure.error
                    events = events.prefix(failure.index - events.startIndex)
                } else {
                    break
                }
            }
            try model.visit(as: Storing(tables: tables))
            return (events.count, stuck)
        }
    }

    /// From so many events on a worker fetches all rows, and keeps them: it is far behind, and its memory is then that of a rebuild.
    private static var many: Int { 5_000 }

    private static func apply(
        _ events: ArraySlice<ProjectedEvent>, _ skipping: Set<Int64>, to model: inout Model
    ) -> (index: Int, error: StuckError)? {
        for index in events.indices where !skipping.contains(events[index].record.position) {
            do throws(ReadModelError) {
                try model.apply(events[index])
            } catch {
                let position = events[index].record.position
                var asking = Asking()
                try? model.visit(&asking)
                // For want of rows that are in the tables any event may seem impossible; the rest tells what else is wanted.
                if asking.isMissing { continue }
                return (index, StuckError(position: position, reason: error.description))
            }
        }
        return nil
    }

    fileprivate func forget() { model.withLock { try? $0.visit(as: Forgetting()) } }

    fileprivate func takeLines(for generation: Int64) -> TakenLines? {
        let parts = model.withLock { model in
            var taking = TakingLines(generation: generation)
            try? model.visit(&taking)
            return taking.parts
        }
        guard !parts.isEmpty else { return nil }
        return { session in
            for part in parts { try part(session) }
        }
    }

    fileprivate func fill(_ tables: GenerationTables) throws {
        try model.withLock { try $0.visit(as: Filling(tables: tables)) }
    }
}

extension ReadModel {
    mutating func visit(as visitor: some TableVisitor) throws {
        var visitor = visitor
        try visit(&visitor)
    }
}

// MARK: Visitors

private struct Preparing: TableVisitor {
    let keepsLines: Bool
    let isPartial: Bool

    func visit<Row>(_ table: inout Table<Row>) { if isPartial { table.beginPartial() } }
    func visit<Row>(_ lines: inout Lines<Row>) { lines.isKept = keepsLines }
}

private struct BeginKeeping: TableVisitor {
    func visit<Row>(_ table: inout Table<Row>) { table.beginKeeping() }
    func visit<Row>(_ lines: inout Lines<Row>) { lines.settle() }
}

private struct EndKeeping: TableVisitor {
    func visit<Row>(_ table: inout Table<Row>) { table.endKeeping() }
    func visit<Row>(_ lines: inout Lines<Row>) {}
}

private struct TakingBack: TableVisitor {
    func visit<Row>(_ table: inout Table<Row>) { table.takeBack() }
    func visit<Row>(_ lines: inout Lines<Row>) { lines.takeBack() }
}

private struct Forgetting: TableVisitor {
    func visit<Row>(_ table: inout Table<Row>) { table.forget() }
    func visit<Row>(_ lines: inout Lines<Row>) { _ = lines.takePending() }
}

private struct Asking: TableVisitor {
    private(set) var isMissing = false
    mutating func visit<Row>(_ table: inout Table<Row>) { if !table.missing.isEmpty { isMissing = true } }
    func visit<Row>(_ lines: inout Lines<Row>) {}
}

private struct TakingLines: TableVisitor {
    let generation: Int64
    private(set) var parts: [TakenLines] = []

    init(generation: Int64) { self.generation = generation }

    func visit<Row>(_ table: inout Table<Row>) {}

    mutating func visit<Row>(_ lines: inout Lines<Row>) {
        guard !lines.pending.isEmpty else { return }
        let rows = lines.takePending()
        parts.append { [generation] session in
            try GenerationTables(generation: generation, session: session).add(rows)
        }
    }
}
