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
    /// - Throws: ``ReportRefusal`` for a pairing, programme or region that is not there, with those that may be meant.
    func scope(_ input: ReportInput) throws -> ReportScope {
        let pairings = try input.rows.rows(PairingRow.self)
        if let pairing = filter.pairing {
            try Self.mustBeKnown(pairing, among: pairings.map(\.key.pairing), "there is no pairing \"\(pairing)\"")
        }
        if let programme = filter.programme {
            try Self.mustBeKnown(
                programme, among: pairings.map(\.programme), "no pairing is of a programme \"\(programme)\"")
        }
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

    private static func mustBeKnown(_ name: String, among others: [String], _ problem: String) throws {
        guard !others.contains(name) else { return }
        let near = Identifier(name)?.suggestions(from: Set(others).compactMap { Identifier($0) }) ?? []
        let all = Set(others).sorted()
        let known =
            near.isEmpty ? all.prefix(8).joined(separator: ", ") : near.map(\.description).joined(separator: ", ")
        throw ReportRefusal(
            "\(problem) on record where the report looks",
            remedy: all.isEmpty
                ? "there is none at all yet"
                : near.isEmpty ? "there are \(known)\(all.count > 8 ? " and others" : "")" : "did you mean \(known)?")
    }
}

extension TimeStep {
    /// The last day of the part of time that begins on a day.
    func end(from start: CalendarDate) -> CalendarDate {
        let months = self == .year ? 12 : self == .quarter ? 3 : 1
        let month = start.month + months
        let next = CalendarDate(year: start.year + (month > 12 ? 1 : 0), month: month > 12 ? month - 12 : month, day: 1)
        return next?.adding(days: -1) ?? start
    }
}
