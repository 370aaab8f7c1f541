public import Assistance
import CanonicalJSON

/// The recipient's own bookings held against transfers: which are on record as receipts, and which could be.
public struct RecipientMatching: Sendable {
    /// A match, and whether its movements are receipts on record or transfers that nobody has confirmed yet.
    public struct Match: Sendable {
        public let proposal: MatchProposal
        public let isOnRecord: Bool
        /// Of the movements, each once.
        public let transfers: [Identifier]
    }

    public let matches: [Match]
    public let unmatchedLines: [BookedLine]
    /// Receipts on record of days that the bookings tell of, which stand in none.
    public let unmatchedReceipts: [LedgerMovement]

    /// - Parameters:
    ///   - lines: the recipient's bookings.
    ///   - days: how many may lie between sending and receipt.
    public init(_ lines: [BookedLine], _ transfers: [TransferReceipts], within days: Int64) {
        var limits = Matching.Limits()
        limits.windowDays = Int(days)
        func references(_ transfer: TransferReceipts) -> [String] {
            [transfer.transfer.description] + (transfer.agreement.map { [$0.description] } ?? [])
        }
        func names(_ movements: [LedgerMovement]) -> [Identifier] {
            var seen: Set<String> = []
            return movements.map { $0.references[0] }.filter { seen.insert($0).inserted }.compactMap { Identifier($0) }
        }
        // What is on record goes first, so that a booking is not taken for a second receipt.
        let receipts = transfers.flatMap { transfer in
            transfer.parts.map { part in
                LedgerMovement(
                    position: part.position, date: part.date, amount: part.amount, references: references(transfer),
                    stream: "transfer/\(transfer.transfer)")
            }
        }
        let recorded = Matching(lines, receipts, limits: limits)
        let expected = transfers.filter { $0.outstanding > 0 }.map { transfer in
            LedgerMovement(
                position: transfer.position, date: transfer.sentOn, amount: transfer.outstanding,
                references: references(transfer), stream: "transfer/\(transfer.transfer)")
        }
        let open = Matching(recorded.unmatchedLines, expected, limits: limits)
        matches =
            recorded.proposals.map { Match(proposal: $0, isOnRecord: true, transfers: names($0.movements)) }
            + open.proposals.map { Match(proposal: $0, isOnRecord: false, transfers: names($0.movements)) }
        unmatchedLines = open.unmatchedLines
        let told = lines.map(\.date).min().flatMap { first in lines.map(\.date).max().map { first...$0 } }
        unmatchedReceipts = recorded.unmatchedMovements.filter { told?.contains($0.date) ?? false }
    }
}
