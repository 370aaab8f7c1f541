CREATE OR REPLACE VIEW pairledger_read.outcome_group AS
SELECT g.ledger, o.place, o.purpose, o.unit, o.indicators, o.baseline, o.target, o.reported, o.verified, o.disputed,
       o.verified_indicators, o.persons, o.spent
FROM pairledger_model.generation g
JOIN pairledger_model.outcome_group o USING (generation)
WHERE g.is_current AND g.projection = 'outcomes';
GRANT SELECT ON pairledger_read.outcome_group TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.outcome_group IS
    'All indicators of one place, purpose and unit added up; the row without a unit counts all of the place and purpose, those among '
    'them that cannot be added up. Money is in minor units, and each project counts once.';
