CREATE OR REPLACE VIEW pairledger_read.register AS
SELECT ledger, account, currency, position, effective_on, amount,
       sum(amount) OVER (PARTITION BY ledger, account, currency ORDER BY position)::bigint AS balance
FROM (
    SELECT ledger, account, currency, position, effective_on, sum(amount)::bigint AS amount
    FROM (
        SELECT ledger, from_account AS account, currency, position, effective_on, -amount AS amount FROM pairledger_read.movement
        UNION ALL
        SELECT ledger, to_account, currency, position, effective_on, amount FROM pairledger_read.movement
    ) AS side
    GROUP BY ledger, account, currency, position, effective_on
) AS line;
GRANT SELECT ON pairledger_read.register TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.register IS
    'The register of every account: each event that changed it, by how much, and what lay in it then. Ask for one account at '
    'a time: WHERE ledger = … AND account = …. Amounts are minor units.';
