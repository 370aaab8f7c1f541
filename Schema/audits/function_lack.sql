-- The recorder may call append and flush, the inspector flush, the readers the functions that say which accounts are guarded and what
-- their login sees, and the projector those that make and remove generations of read models.
SELECT format('function %I.%I', n.nspname, p.proname) AS object, format('%s may not call it', r.rolname) AS problem,
       format('GRANT EXECUTE ON ROUTINE %s TO %I', p.oid::regprocedure, r.rolname) AS remedy
FROM (SELECT * FROM (VALUES ('pairledger_recorder', 'append'), ('pairledger_recorder', 'flush'), ('pairledger_inspector', 'flush'),
                            ('pairledger_projector', 'begin_generation'), ('pairledger_projector', 'attach_generation'),
                            ('pairledger_projector', 'drop_generation')) AS own (role, function)
      UNION ALL
      SELECT reader.role, asked.function
      FROM (VALUES ('pairledger_projector'), ('pairledger_inspector'), ('pairledger_observer')) AS reader (role),
           (VALUES ('is_guarded'), ('sees'), ('sees_stream'), ('has_names'), ('masked')) AS asked (function)) AS e
JOIN pg_roles r ON r.rolname = e.role
JOIN pg_proc p ON p.proname = e.function
JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname IN ('pairledger', 'pairledger_model')
WHERE NOT EXISTS (SELECT FROM aclexplode(p.proacl) AS a WHERE a.grantee = r.oid AND a.privilege_type = 'EXECUTE')
ORDER BY 1, 2;
