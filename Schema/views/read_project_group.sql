CREATE OR REPLACE VIEW pairledger_read.project_group AS
SELECT g.ledger, p.place, p.scope, p.purpose, p.currency, p.projects, p.planned_total, p.planned_aid, p.work_total_done,
       p.work_aid_done, p.allocated, p.spent, p.latest_approved_on
FROM pairledger_model.generation g
JOIN pairledger_model.project_group p USING (generation)
WHERE g.is_current AND g.projection = 'projects';
GRANT SELECT ON pairledger_read.project_group TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.project_group IS
    'All approved projects of one place and purpose added up, those cancelled after their approval among them. Amounts are '
    'minor units.';
