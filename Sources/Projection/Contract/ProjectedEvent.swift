public import Assistance
public import Journal

/// A recorded event with its meaning, as read models see it.
///
/// It is an object, so that many models can look at it without a copy being made for each.
public final class ProjectedEvent: Sendable {
    public let record: EventRecord
    private let understood: Result<AssistanceEvent, ReadModelError>

    public init(_ record: EventRecord) {
        self.record = record
        understood = Result {
            try AssistanceEvent(type: record.type, version: record.v, data: record.statement)
        }.mapError { ReadModelError("\($0)") }
    }

    public convenience init(_ event: RecordedEvent) { self.init(EventRecord(event)) }

    /// What happened.
    ///
    /// - Throws: when this program does not know such an event.
    public func meaning() throws(ReadModelError) -> AssistanceEvent { try understood.get() }

    /// The name of what it is about, from its stream: `T1` of `transfer/T1`.
    public var subject: String { record.subject }
}
