public import Assistance
import Projection

extension Hit {
    /// The region that it is about: its own, or the pairing's recipient.
    public func place(in ledger: InspectedLedger) -> RegionCode? {
        region ?? pairing.flatMap { ledger.pairings[$0] }?.recipient
    }

    /// Whether it is in the part of the ledger that somebody asks for. What is of no one pairing or place is in no part of it.
    public func isWithin(_ filter: ReportFilter, of ledger: InspectedLedger) -> Bool {
        let sides = pairing.flatMap { ledger.pairings[$0] }
        if let wanted = filter.purpose, purpose != wanted { return false }
        if let wanted = filter.pairing, pairing != wanted { return false }
        if let wanted = filter.programme, sides?.programme != wanted { return false }
        let place = place(in: ledger)
        if let wanted = filter.tier, place?.tier != wanted { return false }
        guard let wanted = filter.region else { return true }
        return place?.isWithin(wanted) ?? false || sides?.donor.isWithin(wanted) ?? false
    }
}
