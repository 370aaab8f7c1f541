CREATE OR REPLACE VIEW pairledger_read.projection AS
SELECT g.ledger, g.projection, g.version, g.next_position, l.next_position - g.next_position AS lag_events,
       CASE WHEN g.next_position < l.next_position
            THEN (SELECT greatest(0, extract(epoch FROM clock_timestamp() - e.recorded_at))::double precision
                  FROM pairledger.event e WHERE e.ledger = g.ledger AND e.position = g.next_position)
            ELSE 0 END AS lag_seconds,
       g.updated_at, g.paused_since, g.pause_reason, g.is_stuck, g.generation
FROM pairledger_model.generation g
JOIN pairledger.ledger l USING (ledger)
WHERE g.is_current;
GRANT SELECT ON pairledger_read.projection TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.projection IS
    'How far each projection has come in each ledger, and whether it stands still.';
