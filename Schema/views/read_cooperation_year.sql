CREATE OR REPLACE VIEW pairledger_read.cooperation_year AS
SELECT g.ledger, y.pairing, y.direction, y.year, y.kind, nullif(y.currency, '') AS currency, y.entries, y.persons,
       y.registered_poor, y.person_days, y.amount, y.committed, y.jobs, y.linked_households
FROM pairledger_model.generation g
JOIN pairledger_model.cooperation_year y USING (generation)
WHERE g.is_current AND g.projection = 'cooperation';
GRANT SELECT ON pairledger_read.cooperation_year TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.cooperation_year IS
    'A pairing, direction, calendar year and kind a row: sums over the cooperation that began in that year. `person_days` are '
    'days of training, each as many times as persons took part; amounts are minor units.';
