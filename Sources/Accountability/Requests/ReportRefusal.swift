import Assistance
import CanonicalJSON
import Projection

/// Why a report cannot be made as it was asked for.
public struct ReportRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in one sentence without a full stop.
    public let description: String
    public let remedy: String

    public init(_ description: String, remedy: String) {
        self.description = description
        self.remedy = remedy
    }
}

extension ReportRequest {
    /// The filter with the pairings on record.
    ///
    /// - Throws: ``UnknownThing`` for a pairing or programme that is not there, ``ReportRefusal`` for such a region.
    func scope(_ input: ReportInput) throws -> ReportScope {
        let pairings = try input.rows.rows(PairingRow.self)
        try filter.mustBeKnown(pairings)
        if let region = filter.region {
            do throws(RegionError) {
                _ = try Regions.lookup(region, on: horizon.asOf ?? .lastOfGBT2260)
            } catch {
                if case .unknownCode = error {
                    throw ReportRefusal(error.description, remedy: "to look codes up: pairledger region list")
                }
            }
        }
        return ReportScope(filter, pairings)
    }
}
