-- Whoever records looks the schema's state up as an inspector: the recorder has no right on any table.
REVOKE SELECT ON pairledger.migration FROM pairledger_recorder;
