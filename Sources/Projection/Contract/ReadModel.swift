/// What can be known from the log, as tables of rows and one pure function that takes up an event.
///
/// `apply` is the whole meaning of the model. The worker, the rebuild, the fold to an earlier day and the verification all call the
/// same one. It decides by the event and the model's own tables, and by nothing else.
public protocol ReadModel: Sendable {
    /// Names its checkpoint, and the model in commands.
    static var name: String { get }
    /// Changes whenever `apply` or the rows do, so that rows of an earlier version are not taken for this one's.
    static var version: Int { get }

    /// Knows of no event yet.
    init()
    /// Takes the next event up.
    ///
    /// - Throws: `ReadModelError` for an event that cannot follow what came before. Whatever it has changed by then is taken back.
    mutating func apply(_ event: ProjectedEvent) throws(ReadModelError)
    /// Hands every table to the visitor, always in the same order.
    mutating func visit(_ visitor: inout some TableVisitor) throws
    /// The model at work. It is given; a model has nothing to add.
    static func work(on state: ModelState<Self>) -> ModelWork
}

/// Why an event cannot be taken up by a read model.
public struct ReadModelError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What does not fit, in one sentence.
    public let description: String

    public init(_ description: String) { self.description = description }
}

/// What is done with all tables of a model, whatever their rows are.
public protocol TableVisitor {
    mutating func visit<Row>(_ table: inout Table<Row>) throws
    mutating func visit<Row>(_ lines: inout Lines<Row>) throws
}
