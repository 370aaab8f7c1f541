-- The roles that work with the ledger may connect to the database, and neither they nor PUBLIC may create schemas in it.
SELECT format('database %I', d.datname) AS object, format('%s may create schemas in it', w.name) AS problem,
       format('REVOKE CREATE ON DATABASE %I FROM %s CASCADE', d.datname, w.name) AS remedy
FROM pg_database d
CROSS JOIN LATERAL aclexplode(d.datacl) AS a
CROSS JOIN LATERAL (SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END AS name) w
WHERE d.datname = current_database() AND a.privilege_type = 'CREATE'
    AND w.name IN ('PUBLIC', 'pairledger_recorder', 'pairledger_projector', 'pairledger_inspector', 'pairledger_observer')
UNION ALL
SELECT format('database %I', d.datname), format('%s may not connect to it', r.rolname),
       format('GRANT CONNECT ON DATABASE %I TO %I', d.datname, r.rolname)
FROM pg_database d
JOIN pg_roles r ON r.rolname IN ('pairledger_recorder', 'pairledger_projector', 'pairledger_inspector', 'pairledger_observer')
WHERE d.datname = current_database() AND NOT has_database_privilege(r.oid, d.oid, 'CONNECT')
ORDER BY 1, 2;
