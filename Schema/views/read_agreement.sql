CREATE OR REPLACE VIEW pairledger_read.agreement AS
SELECT g.ledger, a.agreement, a.pairing, a.fiscal_year, a.instrument, a.currency, a.agreed_on, a.due_on, a.mode, a.off_pair,
       a.promised, a.sent, a.uncommitted, a.received, a.returned, a.last_sent_on, a.last_received_on
FROM pairledger_model.generation g
JOIN pairledger_model.agreement a USING (generation)
WHERE g.is_current AND g.projection = 'funds';
GRANT SELECT ON pairledger_read.agreement TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.agreement IS
    'Promises of donors, and how much of each was kept. Amounts are minor units; `sent` is less what was rejected.';
