CREATE OR REPLACE VIEW pairledger_read.thing AS
SELECT g.ledger, t.stream, t.kind, t.id, t.about, t.programme, t.pairing, t.agreement, t.project, t.region, t.began_on,
       t.first_position
FROM pairledger_model.generation g
JOIN pairledger_model.thing t USING (generation)
WHERE g.is_current AND g.projection = 'timeline';
GRANT SELECT ON pairledger_read.thing TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.thing IS
    'Every thing that events tell of, and what it belongs to, as far as its first event says that: a programme, pairing, '
    'agreement, project or region belongs to itself. `about` is what a finding or a document is about.';
