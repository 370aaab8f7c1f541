CREATE OR REPLACE VIEW pairledger_read.own_scope AS
SELECT s.region, s.prefix FROM pairledger.scope s WHERE s.login = session_user;
GRANT SELECT ON pairledger_read.own_scope TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.own_scope IS
    'The regions of which this login sees names where it is an observer: all within a province or prefecture, 000000 for all. '
    'The codes of all within begin with `prefix`.';
