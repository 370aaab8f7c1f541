CREATE OR REPLACE VIEW pairledger_read.region_year AS
SELECT g.ledger, r.region, r.year, r.poverty_headcount, r.poverty_rate, r.population, r.rural_income_per_head,
       r.urban_income_per_head, r.fiscal_revenue, r.gross_product, r.source, r.reported_on, r.position
FROM pairledger_model.generation g
JOIN pairledger_model.region_year r USING (generation)
WHERE g.is_current AND g.projection = 'regions';
GRANT SELECT ON pairledger_read.region_year TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.region_year IS
    'A region and calendar year a row: how the region fared, by the figures stated last. `poverty_headcount` and `population` '
    'are persons, `poverty_rate` is in basis points, the others are minor units of CNY. Source, day and position are those of '
    'the latest statement.';
