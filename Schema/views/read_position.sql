CREATE OR REPLACE VIEW pairledger_read.position AS
SELECT g.ledger, nullif(p.pairing, '') AS pairing, nullif(p.fiscal_year, 0) AS fiscal_year, p.instrument, p.currency,
       nullif(p.place, '') AS place, nullif(p.scope, '') AS scope, nullif(p.purpose, '') AS purpose, p.given, p.committed, p.in_transit,
       p.held, p.allocated, p.spent, p.uncommitted
FROM pairledger_model.generation g
JOIN pairledger_model.position p USING (generation)
WHERE g.is_current AND g.projection = 'funds';
GRANT SELECT ON pairledger_read.position TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.position IS
    'How far the money of every pairing and fiscal year has come, by instrument, place and purpose. Amounts are minor units.';
