import Assistance
import CanonicalJSON

/// A pairing of the sample, with the days on which it is valid.
struct PlannedPair: Sendable {
    let id: Identifier
    let programme: String
    let donor: RegionCode
    let recipient: RegionCode
    let startsOn: CalendarDate
    /// The last day; nil while it goes on.
    let endsOn: CalendarDate?
    /// The pairing that takes its place.
    let successor: String?

    private init(
        _ id: String, _ programme: String, _ donor: Int32, _ recipient: Int32, from start: String, to end: String?,
        _ successor: String?
    ) {
        self.id = .known(id)
        self.programme = programme
        self.donor = .known(donor)
        self.recipient = .known(recipient)
        // A code cannot be paired before it exists.
        let first = Regions.history(of: self.recipient).map(\.revisions.lowerBound).min() ?? Regions.firstRevision
        startsOn = max(
            .known(start), first == Regions.firstRevision ? .known(start) : .known(first.year, first.month, 1))
        endsOn = end.map { .known($0) }
        self.successor = successor
    }

    var formation: FormPairing {
        FormPairing(
            pairing: id, programme: .known(programme), donor: donor, recipient: recipient, startsOn: startsOn)
    }

    /// Whether a whole year's money can flow under it.
    func isActive(in year: Int) -> Bool {
        startsOn <= .known(year, 1, 31) && (endsOn.map { $0 >= .known(year, 11, 30) } ?? true)
    }

    /// So many of one programme, each as `id donor recipient`, or `id donor recipient>successor`.
    static func pairs(_ programme: String, from start: String, to end: String? = nil, _ rows: String)
        -> [PlannedPair]
    {
        rows.split(separator: "\n").map { row in
            let words = row.split(separator: " ")
            guard words.count >= 3, let donor = Int32(words[1]), let recipient = Int32(words[2]) else {
                preconditionFailure("no pairing: \(row)")
            }
            return PlannedPair(
                String(words[0]), programme, donor, recipient, from: start, to: end,
                words.count > 3 ? String(words[3]) : nil)
        }
    }
}
