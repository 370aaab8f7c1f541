-- The read models' own tables: projections fill them from the log, and anybody may throw them away and rebuild them.
CREATE SCHEMA pairledger_model AUTHORIZATION pairledger_owner;
REVOKE ALL ON SCHEMA pairledger_model FROM PUBLIC;
GRANT USAGE ON SCHEMA pairledger_model TO pairledger_projector, pairledger_inspector;
