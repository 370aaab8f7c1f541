/// Money of one lot that moved, with the accounts on both sides as they stand.
public struct Movement: Sendable {
    public let row: MovementRow
    public let source: AccountRow
    public let target: AccountRow
    /// Whose money it is; nil where nobody can say.
    public let pairing: PairingRow?
}
