import CanonicalJSON
import Projection

extension Horizon {
    /// What a report says of it, when the ledger has `recorded` events.
    func facts(recorded: Int64) -> [Report.Fact] {
        var facts: [Report.Fact] = []
        if let asOf { facts.append(.init(key: "as_of", label: "As of", value: .date(asOf.description))) }
        switch knownAt {
        case .instant(let instant):
            facts.append(.init(key: "known_at", label: "Known at", value: .text(instant.description)))
        case .position(let position) where position < recorded:
            facts.append(.init(key: "known_at", label: "Known at position", value: .count(position)))
        default:
            // An empty ledger has no position to be known at.
            let last = recorded > 0 ? Report.Cell.count(recorded - 1) : .empty
            facts.append(.init(key: "known_at", label: "Known at position", value: last))
        }
        return facts
    }
}
