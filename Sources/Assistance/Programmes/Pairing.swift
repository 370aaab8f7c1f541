public import CanonicalJSON

/// A donor region and a recipient region bound together under a programme, for a time.
public struct Pairing: Hashable, Sendable {
    public let programme: Identifier
    public let donor: RegionCode
    public let recipient: RegionCode
    public let startsOn: CalendarDate
    public internal(set) var endsOn: CalendarDate?

    init(_ event: PairingFormed) {
        programme = event.programme
        donor = event.donor
        recipient = event.recipient
        startsOn = event.startsOn
        endsOn = event.endsOn
    }

    /// Money may flow under a pairing only while it is valid, or for a reason that is put on record.
    func mustBeValid(
        _ id: Identifier, on date: CalendarDate, unless offPair: String? = nil, field: String
    ) throws(Refusal) {
        if let offPair { return try offPair.mustBeText(field: "off_pair") }
        guard date >= startsOn, endsOn.map({ date <= $0 }) ?? true else {
            let until = endsOn.map { "to \($0)" } ?? "on"
            throw Refusal(
                .dates, "pairing \(id) is valid from \(startsOn) \(until), not on \(date)",
                remedy: "correct the date, record the pairing that was valid then, or say why with --off-pair",
                field: field)
        }
    }
}

/// A pairing was formed.
public struct PairingFormed: EventPayload {
    public static let type = "PairingFormed"
    public static let version = 1

    public let programme: Identifier
    /// The region that gives, by its GB/T 2260 code; 000000 for the central government.
    public let donor: RegionCode
    /// The region that receives.
    public let recipient: RegionCode
    public let startsOn: CalendarDate
    /// The last day; nil while none is set.
    public let endsOn: CalendarDate?

    public init(_ fields: EventFields) throws(EventFormError) {
        programme = try fields.identifier("programme")
        donor = try fields.region("donor")
        recipient = try fields.region("recipient")
        startsOn = try fields.date("starts_on")
        endsOn = try fields.dateIfPresent("ends_on")
    }

    public var data: [String: JSONValue] {
        [
            "programme": JSONValue(programme), "donor": JSONValue(donor), "recipient": JSONValue(recipient),
            "starts_on": JSONValue(startsOn), "ends_on": JSONValue(endsOn),
        ]
    }

    public var event: AssistanceEvent { .pairingFormed(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.pairings[occurrence.identifier] = Pairing(self)
    }

    init(_ request: FormPairing) {
        programme = request.programme
        donor = request.donor
        recipient = request.recipient
        startsOn = request.startsOn
        endsOn = request.endsOn
    }
}

/// Asks to put a pairing on record.
public struct FormPairing: Request {
    public var pairing: Identifier
    public var programme: Identifier
    public var donor: RegionCode
    public var recipient: RegionCode
    public var startsOn: CalendarDate
    public var endsOn: CalendarDate?

    public init(
        pairing: Identifier, programme: Identifier, donor: RegionCode, recipient: RegionCode, startsOn: CalendarDate,
        endsOn: CalendarDate? = nil
    ) {
        self.pairing = pairing
        self.programme = programme
        self.donor = donor
        self.recipient = recipient
        self.startsOn = startsOn
        self.endsOn = endsOn
    }

    private var stream: StreamName { StreamName(.pairing, pairing) }
    public var identity: String? { stream.description }
    public var effectiveOn: CalendarDate { startsOn }
    public var facts: [String: JSONValue] { PairingFormed(self).data }
    public func needs(knowing books: Books) -> Needs { Needs(streams: [stream, StreamName(.programme, programme)]) }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        try books.mustNotExist(stream)
        let under = try books.programme(programme)
        try startsOn.mustNotPrecede(
            under.startsOn, "the start", "the start of programme \(programme)", field: "starts_on")
        try under.endsOn?.mustNotPrecede(
            startsOn, "the end of programme \(programme)", "the start of the pairing", field: "starts_on")
        try endsOn?.mustNotPrecede(startsOn, "the end", "the start", field: "ends_on")
        try donor.mustBeValid(on: startsOn, field: "donor")
        try recipient.mustBeValid(on: startsOn, field: "recipient")
        guard donor != recipient else {
            throw Refusal(
                .region, "\(donor) cannot be paired with itself", remedy: "give two regions", field: "recipient")
        }
        try recipient.mustBePlace(field: "recipient")
        return [
            DecidedEvent(
                stream: stream, expectedVersion: 0, effectiveOn: effectiveOn,
                event: .pairingFormed(PairingFormed(self)),
                postings: [])
        ]
    }
}
