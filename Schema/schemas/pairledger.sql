-- The log and what belongs to it. Login roles may look names up here; what they may do is granted object by object, and PUBLIC
-- may do nothing.
ALTER SCHEMA pairledger OWNER TO pairledger_owner;
ALTER TABLE pairledger.migration OWNER TO pairledger_owner;
REVOKE ALL ON SCHEMA pairledger FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE pairledger_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT USAGE ON SCHEMA pairledger TO pairledger_recorder, pairledger_projector, pairledger_inspector;
GRANT SELECT ON pairledger.migration TO pairledger_recorder, pairledger_projector, pairledger_inspector;
