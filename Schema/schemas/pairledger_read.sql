-- What inspectors query and connect their tools to: views with stable names over the read models.
CREATE SCHEMA pairledger_read AUTHORIZATION pairledger_owner;
REVOKE ALL ON SCHEMA pairledger_read FROM PUBLIC;
GRANT USAGE ON SCHEMA pairledger_read TO pairledger_projector, pairledger_inspector;
