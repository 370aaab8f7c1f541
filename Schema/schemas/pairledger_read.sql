-- The read models: tables that projections fill from the log, and that anybody may throw away and rebuild.
CREATE SCHEMA pairledger_read AUTHORIZATION pairledger_owner;
REVOKE ALL ON SCHEMA pairledger_read FROM PUBLIC;
GRANT USAGE ON SCHEMA pairledger_read TO pairledger_projector, pairledger_inspector;
