CREATE OR REPLACE VIEW pairledger_read.region_designation AS
SELECT g.ledger, d.region, d.designation, d.since, d.last_day, d.basis, d.delisted_basis
FROM pairledger_model.generation g
JOIN pairledger_model.region_designation d USING (generation)
WHERE g.is_current AND g.projection = 'regions';
GRANT SELECT ON pairledger_read.region_designation TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.region_designation IS
    'A time a row in which a region stood on an official list; without a last day it still does.';
