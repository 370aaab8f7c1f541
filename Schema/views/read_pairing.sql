CREATE OR REPLACE VIEW pairledger_read.pairing AS
SELECT g.ledger, p.pairing, p.programme, p.donor, p.recipient, p.starts_on, p.ends_on, p.successor
FROM pairledger_model.generation g
JOIN pairledger_model.pairing p USING (generation)
WHERE g.is_current AND g.projection = 'funds';
GRANT SELECT ON pairledger_read.pairing TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.pairing IS
    'Who helps whom, under which programme, and when.';
