import Assistance
import CanonicalJSON
import Journal
import Projection

/// Where money came from.
struct Origin: Hashable {
    /// Empty for money that nobody can say the origin of.
    let pairing: String
    /// Nil for money that no agreement promised; it is of no fiscal year.
    let agreement: String?
}

/// Money that came a step further.
struct Move {
    let origin: Origin
    let instrument: Instrument
    /// Where it came to, or is to come to.
    let place: RegionCode
    let date: CalendarDate

    init(_ origin: Origin, _ instrument: Instrument, at place: RegionCode, on date: CalendarDate) {
        self.origin = origin
        self.instrument = instrument
        self.place = place
        self.date = date
    }

    init(_ sent: FundsTransferred, on date: CalendarDate) {
        self.init(
            Origin(pairing: sent.pairing.description, agreement: sent.agreement.description), sent.instrument,
            at: sent.to, on: date)
    }
}

extension AssistanceEvent {
    /// Whether it says that money arrived, or that it did not after all.
    var isReceipt: Bool {
        switch self {
        case .fundsReceived: true
        case .entryReversed(let reversed): reversed.original.isReceipt
        default: false
        }
    }
}

extension Funds {
    func pairing(_ pairing: String) -> PairingRow? { pairings.rows[.init(pairing)] }

    func place(ofProject project: String) -> RegionCode? {
        projectPlaces.rows[.init(project)].flatMap { RegionCode($0.place) }
    }

    /// What lies in the accounts that an event posts to, by where it came from.
    func origins(of record: RecordedEvent) -> [String: [Origin: Int64]] {
        var origins: [String: [Origin: Int64]] = [:]
        for posting in record.postings {
            let lots = accounts.rows[.init(posting.account, posting.currency)]?.lots ?? []
            origins[posting.account] = lots.reduce(into: [:]) {
                $0[Origin(pairing: $1.pairing ?? "", agreement: $1.agreement), default: 0] += $1.amount
            }
        }
        return origins
    }
}
