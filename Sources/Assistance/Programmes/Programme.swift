public import CanonicalJSON

/// A programme of paired assistance with its legal basis, such as the aid to Xinjiang.
public struct Programme: Hashable, Sendable {
    public let name: String
    public let startsOn: CalendarDate
    public let endsOn: CalendarDate?

    init(_ event: ProgrammeEstablished) {
        name = event.name
        startsOn = event.startsOn
        endsOn = event.endsOn
    }
}

/// A programme was established.
public struct ProgrammeEstablished: EventPayload {
    public static let type = "ProgrammeEstablished"
    public static let version = 1

    /// In English.
    public let name: String
    /// The official name.
    public let nameZH: String?
    /// The decision, plan or law that it rests on.
    public let legalBasis: String?
    public let startsOn: CalendarDate
    /// The last day; nil while none is set.
    public let endsOn: CalendarDate?

    public init(_ fields: EventFields) throws(EventFormError) {
        name = try fields.text("name")
        nameZH = try fields.textIfPresent("name_zh")
        legalBasis = try fields.textIfPresent("legal_basis")
        startsOn = try fields.date("starts_on")
        endsOn = try fields.dateIfPresent("ends_on")
    }

    public var data: [String: JSONValue] {
        [
            "name": .string(name), "name_zh": JSONValue(nameZH), "legal_basis": JSONValue(legalBasis),
            "starts_on": JSONValue(startsOn), "ends_on": JSONValue(endsOn),
        ]
    }

    public var event: AssistanceEvent { .programmeEstablished(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.programmes[occurrence.identifier] = Programme(self)
    }

    init(_ request: EstablishProgramme) {
        name = request.name
        nameZH = request.nameZH
        legalBasis = request.legalBasis
        startsOn = request.startsOn
        endsOn = request.endsOn
    }
}

/// Asks to put a programme on record.
public struct EstablishProgramme: Request {
    public var programme: Identifier
    public var name: String
    public var nameZH: String?
    public var legalBasis: String?
    public var startsOn: CalendarDate
    public var endsOn: CalendarDate?

    public init(
        programme: Identifier, name: String, nameZH: String? = nil, legalBasis: String? = nil, startsOn: CalendarDate,
        endsOn: CalendarDate? = nil
    ) {
        self.programme = programme
        self.name = name
        self.nameZH = nameZH
        self.legalBasis = legalBasis
        self.startsOn = startsOn
        self.endsOn = endsOn
    }

    private var stream: StreamName { StreamName(.programme, programme) }
    public var identity: String? { stream.description }
    public var effectiveOn: CalendarDate { startsOn }
    public var facts: [String: JSONValue] { ProgrammeEstablished(self).data }
    public func needs(knowing books: Books) -> Needs { Needs(streams: [stream]) }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        try books.mustNotExist(stream)
        try name.mustBeText(field: "name")
        try nameZH?.mustBeText(field: "name_zh")
        try legalBasis?.mustBeText(field: "legal_basis")
        try endsOn?.mustNotPrecede(startsOn, "the end", "the start", field: "ends_on")
        return [
            DecidedEvent(
                stream: stream, expectedVersion: 0, effectiveOn: effectiveOn,
                event: .programmeEstablished(ProgrammeEstablished(self)), postings: [])
        ]
    }
}
