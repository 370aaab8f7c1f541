CREATE OR REPLACE VIEW pairledger_read.contract WITH (security_invoker = true) AS
SELECT g.ledger, c.project, c.contract, c.supplier, c.buyer, c.method, c.amount, c.currency, c.awarded_on, c.paid,
       c.amount - c.paid AS unpaid
FROM pairledger_model.generation g
JOIN pairledger_model.contract c USING (generation)
WHERE g.is_current AND g.projection = 'projects';
GRANT SELECT ON pairledger_read.contract TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.contract IS
    'Every contract of a project with a supplier, and what was paid under it, less what was taken back. Where no buyer is '
    'named it is the project''s implementer. Amounts are minor units.';
