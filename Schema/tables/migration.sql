-- What was applied to this database, in order; it is made before the first migration and never changed by one.
CREATE SCHEMA IF NOT EXISTS pairledger;
CREATE TABLE IF NOT EXISTS pairledger.migration (
    number     integer     NOT NULL PRIMARY KEY CHECK (number > 0),
    file       text        NOT NULL,
    checksum   bytea       NOT NULL CHECK (octet_length(checksum) = 32),
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    applied_by text        NOT NULL DEFAULT session_user
);
