/// A word of the ledger with a name in both languages.
public protocol Bilingual {
    var english: String { get }
    var chinese: String { get }
}

extension Instrument: Bilingual {}
extension Purpose: Bilingual {}
extension DeliveryMode: Bilingual {}
extension Place.Scope: Bilingual {}
extension Sector: Bilingual {}
extension Designation: Bilingual {}
extension RegionIndicator: Bilingual {}
