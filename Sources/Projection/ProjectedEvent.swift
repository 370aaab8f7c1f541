public import Assistance
public import Journal

/// A recorded event with its meaning, as read models see it.
public struct ProjectedEvent: Sendable {
    public let record: RecordedEvent
    public let event: AssistanceEvent

    /// - Throws: `UnknownEventError` or `EventFormError`.
    public init(_ record: RecordedEvent) throws {
        self.record = record
        event = try AssistanceEvent(type: record.type, version: record.v, data: record.statement)
    }
}
