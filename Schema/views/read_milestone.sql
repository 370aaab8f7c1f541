CREATE OR REPLACE VIEW pairledger_read.milestone AS
SELECT g.ledger, m.project, m.milestone, m.planned_on, m.reached_on, m.reached_on - m.planned_on AS late_days, m.position
FROM pairledger_model.generation g
JOIN pairledger_model.milestone m USING (generation)
WHERE g.is_current AND g.projection = 'projects';
GRANT SELECT ON pairledger_read.milestone TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.milestone IS
    'Every point of its plan that a project came to, with the day on which it was to, and the position of the event that says '
    'so.';
