-- Whether who is logged in may see the names of a region: an inspector or projector those of all, an observer those of its scope.
CREATE OR REPLACE FUNCTION pairledger.sees(p_region text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
RETURN pg_has_role(session_user, 'pairledger_inspector', 'MEMBER') OR pg_has_role(session_user, 'pairledger_projector', 'MEMBER')
    OR EXISTS (SELECT FROM pairledger.scope s WHERE s.login = session_user AND starts_with(p_region, s.prefix));
GRANT EXECUTE ON FUNCTION pairledger.sees(text) TO pairledger_projector, pairledger_inspector;
