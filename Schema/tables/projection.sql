-- How far each projection has come in each ledger. A worker moves next_position in the transaction that stores the rows, holding
-- this row FOR UPDATE, so every event counts exactly once however many workers run and whenever one of them dies.
CREATE TABLE pairledger_read.projection (
    ledger        text COLLATE "C" NOT NULL,
    projection    text COLLATE "C" NOT NULL,
    version       integer          NOT NULL CHECK (version > 0),
    next_position bigint           NOT NULL DEFAULT 0 CHECK (next_position >= 0),
    updated_at    timestamptz      NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (ledger, projection)
);
GRANT SELECT ON pairledger_read.projection TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE ON pairledger_read.projection TO pairledger_projector;
