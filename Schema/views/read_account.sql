CREATE OR REPLACE VIEW pairledger_read.account AS
SELECT g.ledger, a.account, a.currency, a.kind, a.owner, a.instrument, nullif(a.place, '') AS place,
       nullif(a.scope, '') AS scope, nullif(a.purpose, '') AS purpose, a.balance, a.total_in, a.total_out, a.last_on
FROM pairledger_model.generation g
JOIN pairledger_model.account a USING (generation)
WHERE g.is_current AND g.projection = 'funds';
GRANT SELECT ON pairledger_read.account TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.account IS
    'What lies in every account, and all that ever came in and went out. Amounts are minor units.';
