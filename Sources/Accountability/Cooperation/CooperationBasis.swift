public import Assistance
import CanonicalJSON
import Journal
public import Projection

/// Which cooperation: what is nil is not told apart.
public struct CooperationBasis: Hashable, Sendable {
    /// Under one of these.
    public var pairings: Set<String>?
    public var kind: CooperationKind?
    public var direction: Direction?
    /// The calendar year in which it happened or began.
    public var year: Int?

    public init(
        pairings: Set<String>? = nil, kind: CooperationKind? = nil, direction: Direction? = nil, year: Int? = nil
    ) {
        self.pairings = pairings
        self.kind = kind
        self.direction = direction
        self.year = year
    }

    /// Whether an event puts such cooperation on record.
    func has(_ event: ProjectedEvent) -> Bool {
        guard let (own, cooperation) = event.cooperation else { return false }
        return (pairings?.contains(cooperation.pairing.description) ?? true) && (kind.map { $0 == own } ?? true)
            && (direction.map { $0 == cooperation.direction } ?? true)
            && (year.map { $0 == event.record.effectiveOn.year } ?? true)
    }
}

extension ProjectedEvent {
    fileprivate var cooperation: (CooperationKind, Cooperation)? {
        switch try? meaning() {
        case .personnelSeconded(let seconded): (.secondment, seconded.cooperation)
        case .labourPlaced(let placed): (.placement, placed.cooperation)
        case .industryInvested(let invested): (.investment, invested.cooperation)
        case .consumptionPurchased(let purchased): (.purchase, purchased.cooperation)
        case .trainingHeld(let held): (.training, held.cooperation)
        default: nil
        }
    }
}
