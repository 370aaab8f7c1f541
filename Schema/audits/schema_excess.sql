-- In the ledger's schemas nobody but its roles may look names up, and nobody but the owner may create anything. The roles may
-- create nothing in any other schema either, be it through PUBLIC.
SELECT format('schema %I', n.nspname) AS object,
       format('%s has %s%s', w.name, a.privilege_type, CASE WHEN a.is_grantable THEN ', and may pass it on' END) AS problem,
       format('REVOKE %s%s ON SCHEMA %I FROM %s CASCADE', CASE WHEN e.is_allowed THEN 'GRANT OPTION FOR ' END,
              a.privilege_type, n.nspname, w.name) AS remedy
FROM pg_namespace n
CROSS JOIN LATERAL aclexplode(n.nspacl) AS a
CROSS JOIN LATERAL (SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END AS name) w
CROSS JOIN LATERAL (
    SELECT a.privilege_type = 'USAGE' AND CASE n.nspname
               WHEN 'pairledger' THEN w.name IN ('pairledger_recorder', 'pairledger_projector', 'pairledger_inspector', 'pairledger_observer')
               WHEN 'pairledger_model' THEN w.name IN ('pairledger_projector', 'pairledger_inspector', 'pairledger_observer')
               WHEN 'pairledger_read' THEN w.name IN ('pairledger_projector', 'pairledger_inspector', 'pairledger_observer')
               ELSE true
           END AS is_allowed
) e
WHERE a.grantee <> n.nspowner AND (NOT e.is_allowed OR a.is_grantable)
    AND (n.nspname IN ('pairledger', 'pairledger_model', 'pairledger_read')
         OR w.name IN ('PUBLIC', 'pairledger_recorder', 'pairledger_projector', 'pairledger_inspector', 'pairledger_observer'))
ORDER BY 1, 2;
