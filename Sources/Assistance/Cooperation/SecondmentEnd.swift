public import CanonicalJSON

/// Persons sent to the other side went home, all of them: 期满返回, or earlier. The event's day is their last.
public struct SecondmentEnded: Statement {
    public static let type = "SecondmentEnded"
    public static let version = 1
    public static let kind = StreamName.Kind.cooperation
    public static let turn = Turn.later

    /// Why, where it was not the end that was set, such as an illness or a promotion.
    public let reason: String?

    public init(reason: String? = nil) { self.reason = reason }

    public init(_ fields: EventFields) throws(EventFormError) { reason = try fields.textIfPresent("reason") }

    public var data: [String: JSONValue] { ["reason": JSONValue(reason)] }

    public var event: AssistanceEvent { .secondmentEnded(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.secondments[occurrence.identifier]?.endedOn = occurrence.date
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        let id = occurrence.identifier
        guard let secondment = books.secondments[id] else {
            throw Refusal(
                .unknown, "cooperation \(id) is not a secondment of personnel",
                remedy: "check the identifier: pairledger log show --stream \(occurrence.stream)", field: "cooperation")
        }
        if let ended = secondment.endedOn {
            throw Refusal(
                .exists, "secondment \(id) ended on \(ended) already",
                remedy: "check the identifier; a secondment ends once", field: "cooperation")
        }
        try occurrence.date.mustNotPrecede(
            secondment.startsOn, "the end", "the beginning of the secondment", field: "on")
        try reason?.mustBeText(field: "reason")
    }
}
