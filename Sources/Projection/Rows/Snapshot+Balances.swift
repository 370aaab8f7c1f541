import Assistance
public import Journal
import Postgres

extension Snapshot {
    /// What lies in accounts, by read model "funds".
    ///
    /// - Parameter most: how many accounts are named, the first by the order of kinds and their names; nil for all.
    /// - Returns: the accounts that are named; what lies in all of each kind, named or not.
    public func balances(most: Int?) throws -> (accounts: [AccountBalance], totals: [AccountTotalRow]) {
        let kinds = Account.Kind.allCases.map(\.rawValue)
        let named = Question(
            """
            SELECT named.account, named.currency, named.balance
            FROM unnest($2) WITH ORDINALITY AS kinds (kind, place), LATERAL (
                SELECT account, currency, balance FROM pairledger_model.account
                WHERE generation = $1 AND kind = kinds.kind AND cardinality(lot_amount) > 0 AND balance <> 0
                ORDER BY account LIMIT $3
            ) AS named
            ORDER BY kinds.place, named.account LIMIT $3
            """,
            [.int8(generation(keeping: AccountRow.table)), .texts(kinds), .int8(most.map(Int64.init))]
        ) { try $0.map(AccountBalance.init) }
        return try session.ask(named, rows(AccountTotalRow.self, where: "kind", anyOf: kinds))
    }
}
