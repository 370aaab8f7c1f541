/// A region as the GB/T 2260 revision in force on some date names it.
public struct Region: Sendable, Hashable {
    /// Its six-digit code.
    public let code: RegionCode
    /// Its Chinese name on that date.
    public let nameZH: String
    /// Its short English name; only provinces and ``RegionCode/central`` have one.
    public let nameEN: String?
    /// Its ISO 3166-2:CN code, such as `CN-JS`; only provinces have one (the central government answers `CN`).
    public let iso3166: String?
    /// The revisions, first to last, in which this code stands under this name; ascending, with gaps where the
    /// published lists have them.
    public let validity: [ClosedRange<RevisionMonth>]
    /// Other names that the same revision gives the same code, in the table's order; nearly always empty.
    ///
    /// Five codes are listed twice or thrice for a time (230123, 232303, 379017, 379018 and 440602). The name that
    /// stood first answers, of equals the one that stood longer; the others are here.
    public let otherNamesZH: [String]
}

/// A run of revisions in which a code stands under one name: one row of the table.
public struct RegionPeriod: Sendable, Hashable {
    /// The Chinese name in these revisions.
    public let nameZH: String
    /// The first and the last of these revisions. The name goes on until the next revision comes into force.
    public let revisions: ClosedRange<RevisionMonth>
}
