CREATE OR REPLACE VIEW pairledger_read.project AS
SELECT g.ledger, p.project, p.name, p.name_zh, p.place, p.scope, p.purpose, p.sector, p.implementer, p.stage, p.proposed_on,
       p.proposed_by, p.approved_on, p.approved_by, p.planned_total, p.planned_aid, p.currency, p.planned_start, p.planned_end,
       p.started_on, p.suspended_on, p.completed_on, p.closed_on, p.cancelled_on, p.last_inspected_on, p.in_use,
       p.work_total_done, p.work_aid_done, p.work_as_of, p.allocated, p.spent, p.allocated - p.spent AS unspent, p.payments,
       p.first_paid_on, p.last_paid_on, p.contracts, p.contracted, p.documents
FROM pairledger_model.generation g
JOIN pairledger_model.project p USING (generation)
WHERE g.is_current AND g.projection = 'projects';
GRANT SELECT ON pairledger_read.project TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.project IS
    'Every project: what it is to be, how far it has come, what it was given and paid. Amounts are minor units; `allocated` '
    'is less what was given back. `suspended_on` says since when work is interrupted, `in_use` what the last inspection '
    'found. A payment that was taken back counts in `first_paid_on` and `last_paid_on` alone, as long as another stands.';
