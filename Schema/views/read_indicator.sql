CREATE OR REPLACE VIEW pairledger_read.indicator AS
SELECT g.ledger, i.indicator, i.project, i.region, i.name, i.name_zh, i.measure, i.scale, i.unit, i.ascending, i.baseline,
       i.baseline_on, i.target, i.due_on, i.eligible_population, i.defined_on, i.position, i.reports, i.reported_number,
       i.reported_value, i.reported_until, i.reported_on, i.reported_by, i.verified_reports,
       i.reports - i.verified_reports AS unverified_reports, i.verified_number, i.verified_value, i.verified_until,
       i.verified_on, i.verified_by, i.disputed_reports, i.disputed_number, i.disputed_value, i.disputed_until, i.disputed_on,
       i.disputed_by, i.counts, i.counted_until, i.persons, i.households, i.beneficiary_group
FROM pairledger_model.generation g
JOIN pairledger_model.indicator i USING (generation)
WHERE g.is_current AND g.projection = 'outcomes';
GRANT SELECT ON pairledger_read.indicator TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.indicator IS
    'An indicator a row: what is to be reached, and the latest that was reported, verified and disputed (`…_number` is the '
    'report, `…_until` the last day of its period). `reports` are those that stand, and `verified_reports` and '
    '`disputed_reports` are some of them. Values are of the unit, or basis points where the scale says so.';
