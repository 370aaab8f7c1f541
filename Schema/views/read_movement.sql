CREATE OR REPLACE VIEW pairledger_read.movement AS
SELECT g.ledger, m.position, m.ordinal, m.effective_on, m.from_account, m.to_account, m.currency, m.amount, m.pairing, m.agreement,
       m.transfer, nullif(m.fiscal_year, 0) AS fiscal_year, m.since
FROM pairledger_model.generation g
JOIN pairledger_model.movement m USING (generation)
WHERE g.is_current AND g.projection = 'funds';
GRANT SELECT ON pairledger_read.movement TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.movement IS
    'Every movement of money, by lots: from which account to which, and whose money it was. Amounts are minor units.';
