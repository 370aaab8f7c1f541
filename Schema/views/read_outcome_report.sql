CREATE OR REPLACE VIEW pairledger_read.outcome_report AS
SELECT g.ledger, r.indicator, r.number, r.position, r.value, r.scale, r.period_start, r.period_end, r.reported_by,
       r.reported_on, r.actor, r.superseded_by, r.verifications, r.independently_verified_on,
       r.independently_verified_on IS NOT NULL AS is_independent, r.verified_by, r.verified_on, r.verified_value,
       r.verified_value - r.value AS verified_difference, r.method, r.verified_position, r.disputes, r.disputed_by,
       r.disputed_on, r.disputed_value, r.disputed_value - r.value AS disputed_difference, r.reason, r.disputed_position
FROM pairledger_model.generation g
JOIN pairledger_model.outcome_report r USING (generation)
WHERE g.is_current AND g.projection = 'outcomes';
GRANT SELECT ON pairledger_read.outcome_report TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.outcome_report IS
    'A report a row: what an indicator is claimed to have reached, and what the last to verify and to dispute it found. '
    '`superseded_by` is the later report of the same period that took its place; `is_independent` tells whether anybody '
    'verified it who neither answers for it nor put it on record. Values are of the indicator''s unit, or basis points where '
    'the scale says so.';
