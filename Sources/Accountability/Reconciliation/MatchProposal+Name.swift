public import Assistance
import CanonicalJSON
import FoundationEssentials
import Journal

extension MatchProposal {
    /// What the proposal is called: it comes of its lines and positions, so that it is the same whoever asks, and whenever.
    public func name(on account: Account) -> Identifier {
        let parts: [JSONValue] = [
            .string(account.description), .array(lines.map { .string($0.name.description) }),
            .array(movements.map { .integer($0.position) }),
        ]
        guard let derived = try? UUID.derived(from: parts),
            let name = Identifier(String(derived.canonicalText.filter { $0 != "-" }.prefix(12)))
        else { preconditionFailure("names and positions have a canonical form") }
        return name
    }

    /// It, for a decision about it.
    public func match(on account: Account) -> ReconciliationMatch {
        ReconciliationMatch(proposal: name(on: account), lines: parts.lines, positions: parts.positions)
    }
}
