CREATE OR REPLACE VIEW pairledger_read.timeline AS
SELECT g.ledger, e.position, said.effective_on, e.recorded_at, e.type, e.stream, t.kind, t.id, t.about, t.programme, t.pairing,
       t.agreement, t.project, t.region, said.actor, said.recorder
FROM pairledger_model.generation g
JOIN pairledger.event e ON e.ledger = g.ledger AND e.position < g.next_position
LEFT JOIN pairledger_model.thing t ON t.generation = g.generation AND t.stream = e.stream
CROSS JOIN LATERAL jsonb_to_record(convert_from(e.entry, 'UTF8')::jsonb) AS said (effective_on date, actor text, recorder text)
WHERE g.is_current AND g.projection = 'timeline';
GRANT SELECT ON pairledger_read.timeline TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.timeline IS
    'Every event, as far as the projection has come, and what its thing belongs to. Ask for one project, pairing, agreement, '
    'region or stream at a time: WHERE ledger = … AND project = … ORDER BY position. It reads no others then.';
