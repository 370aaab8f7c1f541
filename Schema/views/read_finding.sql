CREATE OR REPLACE VIEW pairledger_read.finding WITH (security_invoker = true) AS
SELECT g.ledger, f.finding, f.rule, f.about, f.severity, f.statement, f.expected, f.found, f.unit, f.raised_by, f.raised_on,
       f.actor, f.due_on, f.positions, f.position, f.state, f.answered_on, f.answered_by, f.rectified_on, f.recovered,
       f.closed_on, f.closed_by, f.reopened, f.last_step_on, f.last_position, f.documents, f.remedy_documents
FROM pairledger_model.generation g
JOIN pairledger_model.finding f USING (generation)
WHERE g.is_current AND g.projection = 'findings';
GRANT SELECT ON pairledger_read.finding TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.finding IS
    'A finding a row: what an inspector found wrong, and what became of it. `positions` are those of the events that prove '
    'it, `position` that of the finding itself; `expected` and `found` are in `unit`, `recovered` in minor units of CNY. '
    '`remedy_documents` are the documents that prove what was done about it.';
