CREATE OR REPLACE VIEW pairledger_read.beneficiary_count AS
SELECT g.ledger, c.indicator, c.position, c.persons, c.households, c.beneficiary_group, c.eligible_population, c.period_start,
       c.period_end, c.digest, c.counted_on
FROM pairledger_model.generation g
JOIN pairledger_model.beneficiary_count c USING (generation)
WHERE g.is_current AND g.projection = 'outcomes';
GRANT SELECT ON pairledger_read.beneficiary_count TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.beneficiary_count IS
    'A count a row: how many persons benefited in a period, and how many of their group could have. The same digest in two '
    'rows is the same list of persons, counted twice.';
