-- Events that a person decided a generation should do without, because they could not be applied. A rebuild that can apply them ends
-- that: its generation has no such row.
CREATE TABLE pairledger_model.skip (
    generation bigint      NOT NULL,
    position   bigint      NOT NULL CHECK (position >= 0),
    error      text        NOT NULL,
    reason     text        NOT NULL CHECK (reason ~ '\S'),
    skipped_by text        NOT NULL DEFAULT session_user,
    skipped_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (generation, position)
);
GRANT SELECT ON pairledger_model.skip TO pairledger_inspector;
GRANT SELECT, INSERT ON pairledger_model.skip TO pairledger_projector;
