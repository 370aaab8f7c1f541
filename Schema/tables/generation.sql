-- The rows of one projection of one ledger, made from the first event on: how far they have come, and whether they are those that
-- reports read. A rebuild makes a new generation beside the current one. A worker moves next_position in the transaction that stores
-- the rows, holding this row FOR UPDATE, so every event counts exactly once however many workers run and whenever one of them dies.
CREATE TABLE pairledger_model.generation (
    generation    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ledger        text COLLATE "C" NOT NULL,
    projection    text COLLATE "C" NOT NULL,
    version       integer          NOT NULL CHECK (version > 0),
    next_position bigint           NOT NULL DEFAULT 0 CHECK (next_position >= 0),
    is_current    boolean          NOT NULL DEFAULT false,
    -- Since when no event is taken up, and why; both or neither. Where it is for an event that cannot be applied, that one is next.
    paused_since  timestamptz,
    pause_reason  text,
    is_stuck      boolean          NOT NULL DEFAULT false,
    started_at    timestamptz      NOT NULL DEFAULT clock_timestamp(),
    updated_at    timestamptz      NOT NULL DEFAULT clock_timestamp(),
    CHECK ((paused_since IS NULL) = (pause_reason IS NULL)),
    CHECK (NOT is_stuck OR paused_since IS NOT NULL)
) WITH (fillfactor = 50);
CREATE UNIQUE INDEX generation_current ON pairledger_model.generation (ledger, projection) WHERE is_current;
GRANT SELECT ON pairledger_model.generation TO pairledger_inspector;
GRANT SELECT, UPDATE ON pairledger_model.generation TO pairledger_projector;
