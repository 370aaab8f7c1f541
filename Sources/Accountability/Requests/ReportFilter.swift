public import Assistance
import Projection

/// Which part of what is on record a report is about; nil for no limit.
public struct ReportFilter: Hashable, Sendable {
    /// Money that comes from the region or goes to it, and whatever lies in it.
    public var region: RegionCode?
    public var programme: String?
    public var pairing: String?
    public var instrument: Instrument?
    public var purpose: Purpose?
    /// Of the place where money is, or else of the recipient.
    public var tier: RegionTier?

    public init(
        region: RegionCode? = nil, programme: String? = nil, pairing: String? = nil, instrument: Instrument? = nil,
        purpose: Purpose? = nil, tier: RegionTier? = nil
    ) {
        self.region = region
        self.programme = programme
        self.pairing = pairing
        self.instrument = instrument
        self.purpose = purpose
        self.tier = tier
    }

    public var isEmpty: Bool { self == ReportFilter() }

    /// What it looks at of a position.
    var parts: Set<PositionRow.Part> {
        var parts: Set<PositionRow.Part> = []
        if programme != nil || pairing != nil || region != nil || tier != nil { parts.insert(.pairing) }
        if region != nil || tier != nil { parts.insert(.place) }
        if instrument != nil { parts.insert(.instrument) }
        if purpose != nil { parts.insert(.purpose) }
        return parts
    }
}

extension ReportFilter {
    /// Whether money counts.
    ///
    /// - Parameters:
    ///   - pairing: whose it is; empty when nobody can say.
    ///   - sides: of that pairing.
    ///   - place: the code of the region where it is; empty before it has arrived anywhere.
    ///   - purpose: of its project; empty before it has one.
    func has(pairing: String, _ sides: PairingRow?, place: String, instrument: Instrument, purpose: String) -> Bool {
        if let wanted = self.instrument, wanted != instrument { return false }
        if let wanted = self.purpose, wanted.rawValue != purpose { return false }
        return has(pairing: pairing, sides, place: RegionCode(place))
    }

    /// Whether what happens under a pairing, at a place, counts.
    func has(pairing: String, _ sides: PairingRow?, place: RegionCode? = nil) -> Bool {
        if let wanted = self.pairing, wanted != pairing { return false }
        if let programme, programme != sides?.programme { return false }
        let place = place ?? sides?.recipient
        if let tier, place?.tier != tier { return false }
        guard let region else { return true }
        return sides?.donor.isWithin(region) ?? false || place?.isWithin(region) ?? false
    }

    /// Whether a place counts by itself, as one that no money is known of.
    func has(place: RegionCode) -> Bool {
        (tier.map { $0 == place.tier } ?? true) && (region.map(place.isWithin) ?? true)
    }
}

/// A filter together with the pairings on record, which say whose money is whose.
struct ReportScope {
    private let filter: ReportFilter
    /// Whether all is in it, which is soon said of very many positions.
    private let isAll: Bool
    /// By their identifiers.
    let pairings: [String: PairingRow]
    private let sides: [String: Sides]

    typealias Sides = (donor: RegionCode, recipient: RegionCode)

    init(_ filter: ReportFilter, _ pairings: [PairingRow]) {
        self.filter = filter
        isAll = filter.isEmpty
        self.pairings = Dictionary(pairings.map { ($0.key.pairing, $0) }) { first, _ in first }
        sides = self.pairings.mapValues { ($0.donor, $0.recipient) }
    }

    /// Who gives and who receives under a pairing; nil when it is not on record.
    func sides(of pairing: String) -> Sides? { sides[pairing] }

    /// As ``ReportFilter/has(pairing:_:place:instrument:purpose:)``.
    func has(pairing: String, place: String, instrument: Instrument, purpose: String) -> Bool {
        isAll
            || filter.has(pairing: pairing, pairings[pairing], place: place, instrument: instrument, purpose: purpose)
    }

    /// Whether what happens under a pairing, at a place, counts.
    func has(pairing: String, place: RegionCode? = nil) -> Bool {
        isAll || filter.has(pairing: pairing, pairings[pairing], place: place)
    }
}
