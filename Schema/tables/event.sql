-- The log: one row an event, never updated, never deleted. `entry` is the event, one line of canonical JSON; the columns
-- beside it are derived from it under the ledger's lock so that they can be indexed. `leaf` is its RFC 6962 leaf hash.
-- Lengths are checked apart from the forms: a bound inside a regular expression makes it twenty times as slow.
-- No foreign key to ledger: append holds that row already, and a check per event would cost more than the insert.
CREATE TABLE pairledger.event (
    ledger      text COLLATE "C" NOT NULL,
    position    bigint           NOT NULL CHECK (position >= 0),
    stream      text COLLATE "C" NOT NULL CONSTRAINT event_stream_form CHECK
                (stream ~ '^[a-z][a-z-]*/[A-Za-z0-9][A-Za-z0-9._-]*$' AND octet_length(stream) <= 96),
    version     bigint           NOT NULL CHECK (version > 0),
    event_id    uuid             NOT NULL,
    type        text COLLATE "C" NOT NULL CONSTRAINT event_type_form CHECK
                (type ~ '^[A-Z][A-Za-z0-9]*$' AND octet_length(type) <= 63),
    recorded_at timestamptz      NOT NULL,
    entry       bytea            NOT NULL CONSTRAINT event_entry_size CHECK (octet_length(entry) <= 65535),
    leaf        bytea            NOT NULL GENERATED ALWAYS AS (sha256('\x00'::bytea || entry)) STORED,
    PRIMARY KEY (ledger, position),
    CONSTRAINT event_stream_version_once UNIQUE (ledger, stream, version),
    CONSTRAINT event_id_once UNIQUE (ledger, event_id)
);
GRANT SELECT ON pairledger.event TO pairledger_projector, pairledger_inspector;
