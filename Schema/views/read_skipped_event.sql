CREATE OR REPLACE VIEW pairledger_read.skipped_event AS
SELECT g.ledger, g.projection, s.position, s.error, s.reason, s.skipped_by, s.skipped_at
FROM pairledger_model.generation g
JOIN pairledger_model.skip s USING (generation)
WHERE g.is_current;
GRANT SELECT ON pairledger_read.skipped_event TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.skipped_event IS
    'The events that the rows of a projection do without, by whose decision, and why.';
