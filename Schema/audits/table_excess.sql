-- The log is read by projector and inspector, all but the log by the observer, and written by nobody; the read models' tables are written by the projector as well. The
-- recorder has no right on any table, and nobody has one beside these roles. Outside the ledger's schemas the roles may only
-- have been given something to read, the recorder not even that.
WITH held AS (
    SELECT c.oid, c.relnamespace, c.relname, c.relkind, c.relowner, NULL::name AS attname, a.*
    FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) AS a
    UNION ALL
    SELECT c.oid, c.relnamespace, c.relname, c.relkind, c.relowner, t.attname, a.*
    FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid CROSS JOIN LATERAL aclexplode(t.attacl) AS a
)
SELECT format('%s %I.%I%s', k.kind, n.nspname, h.relname, '.' || quote_ident(h.attname)) AS object,
       format('%s has %s%s', w.name, h.privilege_type, CASE WHEN h.is_grantable THEN ', and may pass it on' END) AS problem,
       format('REVOKE %s%s%s ON %s %I.%I FROM %s CASCADE', CASE WHEN e.is_allowed THEN 'GRANT OPTION FOR ' END,
              h.privilege_type, ' (' || quote_ident(h.attname) || ')', upper(k.kind), n.nspname, h.relname, w.name) AS remedy
FROM held h
JOIN pg_namespace n ON n.oid = h.relnamespace
CROSS JOIN LATERAL (SELECT CASE h.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind) k
CROSS JOIN LATERAL (SELECT CASE h.grantee WHEN 0 THEN 'PUBLIC' ELSE h.grantee::regrole::text END AS name) w
CROSS JOIN LATERAL (
    SELECT CASE w.name
               WHEN 'pairledger_inspector' THEN h.privilege_type = 'SELECT' AND (n.nspname, h.relname) <> ('pairledger', 'scope')
               WHEN 'pairledger_observer' THEN h.privilege_type = 'SELECT' AND (n.nspname <> 'pairledger' OR h.relname NOT IN ('event', 'scope'))
               WHEN 'pairledger_projector' THEN h.privilege_type = 'SELECT'
                   OR n.nspname = 'pairledger_model' AND h.privilege_type IN ('INSERT', 'UPDATE', 'DELETE')
               ELSE false
           END AS is_allowed
) e
WHERE h.grantee <> h.relowner AND (NOT e.is_allowed OR h.is_grantable)
    AND (n.nspname IN ('pairledger', 'pairledger_model', 'pairledger_read')
         OR w.name IN ('pairledger_recorder', 'pairledger_projector', 'pairledger_inspector', 'pairledger_observer'))
ORDER BY 1, 2;
