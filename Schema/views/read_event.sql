CREATE OR REPLACE VIEW pairledger_read.event AS
-- Leaves of masked entries are their own: whoever reads can tell a damaged row, and a proof needs the log itself.
SELECT e.ledger, e.position, e.stream, e.version, e.event_id, e.type, e.recorded_at, seen.entry,
       CASE WHEN pairledger.has_names(e.type) THEN sha256('\x00'::bytea || seen.entry) ELSE e.leaf END AS leaf
FROM pairledger.event e
CROSS JOIN LATERAL (
    SELECT CASE WHEN NOT pairledger.has_names(e.type) OR pairledger.sees_stream(e.ledger, e.stream) THEN e.entry
                ELSE pairledger.masked(e.entry) END AS entry
) seen;
GRANT SELECT ON pairledger_read.event TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.event IS
    'The log as this login may see it: names of payees, suppliers and counterparties, and the words of findings, are masked with *** '
    'outside the regions of its scope.';
