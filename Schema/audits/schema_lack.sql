-- The roles may look names up in the schemas that their work is in.
SELECT format('schema %I', n.nspname) AS object, format('%s lacks USAGE', r.rolname) AS problem,
       format('GRANT USAGE ON SCHEMA %I TO %I', n.nspname, r.rolname) AS remedy
FROM pg_namespace n
JOIN pg_roles r ON r.rolname IN ('pairledger_projector', 'pairledger_inspector', 'pairledger_observer')
    OR r.rolname = 'pairledger_recorder' AND n.nspname = 'pairledger'
WHERE n.nspname IN ('pairledger', 'pairledger_model', 'pairledger_read')
    AND NOT EXISTS (SELECT FROM aclexplode(n.nspacl) AS a WHERE a.grantee = r.oid AND a.privilege_type = 'USAGE')
ORDER BY 1, 2;
