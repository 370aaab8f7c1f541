import CanonicalJSON

/// What all cooperation without money in the balances has in common: the pairing under which it happens, whom it is done for,
/// and where they are. Donor and recipient answer for it in the annual evaluation of east–west collaboration (东西部协作考核).
public struct Cooperation: Hashable, Sendable {
    /// The pairing, which must be valid on the day.
    public let pairing: Identifier
    /// Which side it is done for.
    public let direction: Direction
    /// The region on that side: where people are sent, money is invested and training is held, or where workers and goods come
    /// from. By its GB/T 2260 code.
    public let region: RegionCode

    public init(pairing: Identifier, direction: Direction = .toRecipient, region: RegionCode) {
        self.pairing = pairing
        self.direction = direction
        self.region = region
    }

    init(_ fields: EventFields) throws(EventFormError) {
        pairing = try fields.identifier("pairing")
        direction = try fields.choice("direction")
        region = try fields.region("region")
    }

    /// The members that it has among an event's data, with the event's own.
    func data(with own: [String: JSONValue]) -> [String: JSONValue] {
        own.merging(
            ["pairing": JSONValue(pairing), "direction": JSONValue(direction), "region": JSONValue(region)]
        ) { own, _ in own }
    }

    var needs: Needs { Needs(streams: [StreamName(.pairing, pairing)]) }

    func check(on date: CalendarDate, _ books: Books) throws(Refusal) {
        let under = try books.pairing(pairing)
        try under.mustBeValid(pairing, on: date, field: "on")
        try region.mustBeValid(on: date, field: "region")
        let side = direction == .toRecipient ? under.recipient : under.donor
        guard region.isWithin(side) else {
            throw Refusal(
                .region, "\(region) is not within \(side), the \(direction.side) of pairing \(pairing)",
                remedy: "give a region of that side, or the other direction", field: "region")
        }
    }
}

/// Which side of a pairing cooperation is done for: it goes both ways (双向互动).
public enum Direction: String, CaseIterable, Sendable {
    /// What the donor's side does for the recipient's, as most cooperation is.
    case toRecipient = "to-recipient"
    /// What the recipient's side does for the donor's, such as cadres who come to serve for a time and learn (挂职锻炼).
    case toDonor = "to-donor"

    var side: String {
        switch self {
        case .toRecipient: "recipient"
        case .toDonor: "donor"
        }
    }
}

extension Int64 {
    /// Persons, households or days that are counted: one at least.
    func mustBeCounted(_ what: String, field: String) throws(Refusal) {
        guard self > 0 else {
            throw Refusal(.amount, "\(self) \(what) are not any", remedy: "count one at least", field: field)
        }
    }

    /// A figure that may be zero and not less.
    func mustNotBeNegative(_ what: String, field: String) throws(Refusal) {
        guard self >= 0 else {
            throw Refusal(
                .amount, "there cannot be \(self) \(what)", remedy: "give the figure, or 0 if there are none",
                field: field)
        }
    }
}
