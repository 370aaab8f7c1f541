CREATE OR REPLACE VIEW pairledger_read.transfer AS
SELECT g.ledger, t.transfer, t.pairing, t.agreement, t.sender, t.receiver, t.instrument, t.currency, t.sent, t.uncommitted,
       t.received, t.rejected, t.sent - t.received - t.rejected AS outstanding, t.sent_on, t.first_received_on,
       t.last_received_on, t.is_closed, t.off_pair
FROM pairledger_model.generation g
JOIN pairledger_model.transfer t USING (generation)
WHERE g.is_current AND g.projection = 'funds';
GRANT SELECT ON pairledger_read.transfer TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.transfer IS
    'Money on its way, as both sides say: what was sent, confirmed and rejected. Amounts are minor units.';
