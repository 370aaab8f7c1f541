CREATE OR REPLACE VIEW pairledger_read.lot AS
SELECT g.ledger, a.account, a.currency, a.kind, a.owner, a.instrument, l.number, l.pairing, l.agreement, l.transfer,
       nullif(l.fiscal_year, 0) AS fiscal_year, l.received_on, l.since, l.amount
FROM pairledger_model.generation g
JOIN pairledger_model.account a USING (generation)
CROSS JOIN LATERAL unnest(
    a.lot_pairing, a.lot_agreement, a.lot_transfer, a.lot_fiscal_year, a.lot_received_on, a.lot_since, a.lot_amount
) WITH ORDINALITY AS l (pairing, agreement, transfer, fiscal_year, received_on, since, amount, number)
WHERE g.is_current AND g.projection = 'funds';
GRANT SELECT ON pairledger_read.lot TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.lot IS
    'Of which lots every account consists: whose money it is, from which promise and transfer, since when it lies there. They '
    'leave the account in the order of their numbers. Amounts are minor units.';
