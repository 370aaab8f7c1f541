public import CanonicalJSON

/// What a published figure counts: everything that fits all of what is given.
public struct ClaimScope: Hashable, Sendable {
    public var programme: Identifier?
    public var pairing: Identifier?
    /// Only what this region gives, or regions within it.
    public var donor: RegionCode?
    /// Only what goes to this region, or to regions within it.
    public var recipient: RegionCode?
    /// Only money of this kind.
    public var instrument: Instrument?

    public init(
        programme: Identifier? = nil, pairing: Identifier? = nil, donor: RegionCode? = nil,
        recipient: RegionCode? = nil, instrument: Instrument? = nil
    ) {
        self.programme = programme
        self.pairing = pairing
        self.donor = donor
        self.recipient = recipient
        self.instrument = instrument
    }
}

/// The time that a published figure is of.
public enum ClaimTime: Hashable, Sendable {
    /// Money belongs to the fiscal year of its agreement, whenever it moved.
    case fiscalYear(Int)
    /// What happened from one day to another, both counted.
    case period(from: CalendarDate, to: CalendarDate)
}

/// How much or how many, as published.
public enum ClaimFigure: Hashable, Sendable {
    case amount(Money)
    case count(Int64)
}
