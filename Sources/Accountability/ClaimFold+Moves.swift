import Assistance
import CanonicalJSON
import Journal
import Projection

/// Where money came from.
struct Origin: Hashable {
    let pairing: Identifier
    /// Nil for money that no agreement promised; it is of no fiscal year.
    let agreement: Identifier?
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
            Origin(pairing: sent.pairing, agreement: sent.agreement), sent.instrument, at: sent.to, on: date)
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

extension RecordedEvent {
    /// What the event is about, by the name in its stream.
    var identifier: Identifier? {
        stream.split(separator: "/", maxSplits: 1).last.flatMap { Identifier(String($0)) }
    }
}

extension [PositionModel.Key: PositionModel.Row] {
    func pairing(_ id: Identifier) -> PositionPairing? {
        if case .pairing(let pairing) = self[.pairing(id)] { pairing } else { nil }
    }

    func project(_ id: Identifier) -> PositionProject? {
        if case .project(let project) = self[.project(id)] { project } else { nil }
    }

    /// What lies in the accounts that an event posts to, by where it came from.
    func origins(of record: RecordedEvent) -> [String: [Origin: Int64]] {
        var origins: [String: [Origin: Int64]] = [:]
        for posting in record.postings {
            guard case .lots(let lots) = self[.account(posting.account, currency: posting.currency)] else {
                origins[posting.account] = [:]
                continue
            }
            origins[posting.account] = lots.reduce(into: [:]) {
                $0[Origin(pairing: $1.pairing, agreement: $1.agreement), default: 0] += $1.amount
            }
        }
        return origins
    }
}
