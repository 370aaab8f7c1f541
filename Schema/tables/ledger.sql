-- One row a ledger: its head. Append takes this row FOR UPDATE, which orders all events of the ledger; it is the only lock.
-- The ledger's name is its key everywhere, so that every constraint contains it and the tables can be distributed by it.
CREATE TABLE pairledger.ledger (
    ledger           text COLLATE "C" NOT NULL PRIMARY KEY CHECK (ledger ~ '^[a-z][a-z0-9-]{0,62}$'),
    next_position    bigint      NOT NULL DEFAULT 0 CHECK (next_position >= 0),
    last_recorded_at timestamptz NOT NULL DEFAULT '-infinity',
    created_at       timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 10); -- leaves room for the many versions of the head row, so that its updates stay on the page (HOT)
GRANT SELECT ON pairledger.ledger TO pairledger_projector, pairledger_inspector;
