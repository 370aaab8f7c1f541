-- The recorder may call append and flush, and the readers the function that says which accounts are guarded.
SELECT format('function %I.%I', n.nspname, p.proname) AS object, format('%s may not call it', r.rolname) AS problem,
       format('GRANT EXECUTE ON ROUTINE %s TO %I', p.oid::regprocedure, r.rolname) AS remedy
FROM (VALUES ('pairledger_recorder', 'append'), ('pairledger_recorder', 'flush'), ('pairledger_projector', 'is_guarded'),
             ('pairledger_inspector', 'is_guarded')) AS e (role, function)
JOIN pg_roles r ON r.rolname = e.role
JOIN pg_proc p ON p.proname = e.function
JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = 'pairledger'
WHERE NOT EXISTS (SELECT FROM aclexplode(p.proacl) AS a WHERE a.grantee = r.oid AND a.privilege_type = 'EXECUTE')
ORDER BY 1, 2;
