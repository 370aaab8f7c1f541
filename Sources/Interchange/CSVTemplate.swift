import Assistance

/// A kind of CSV file that can be imported: its columns, and the request that each of its rows makes.
public enum CSVTemplate: String, CaseIterable, Sendable {
    case programmes, pairings, agreements, transfers, receipts, forwards, projects, allocations, payments, progress
    case statements
    case designations, delistings, figures
    case contracts, starts, milestones, releases, returns
    case indicators, outcomes, beneficiaries, verifications, disputes
    case secondments, placements, trainings, purchases, investments

    /// The template that a file's name says: `Data/04-transfers.csv` is `transfers`, and so are `transfers-2014.csv` and
    /// `county-transfers.csv`. Nil when the name says none, or more than one.
    public init?(fileName: String) {
        let base = fileName.split(separator: "/").last ?? ""
        let stem = base.split(separator: ".").first ?? ""
        let words = stem.lowercased().split { !$0.isLetter }
        let named = CSVTemplate.allCases.filter { words.contains($0.rawValue[...]) }
        guard let only = named.first, named.count == 1 else { return nil }
        self = only
    }
}
