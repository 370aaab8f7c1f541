-- Nobody logs in as the owner, and no role of the ledger has a right over the whole server.
SELECT format('role %s', r.rolname) AS object, format('it has the attribute %s', a.name) AS problem,
       format('ALTER ROLE %I NO%s', r.rolname, a.name) AS remedy
FROM pg_roles r
CROSS JOIN LATERAL (VALUES ('LOGIN', r.rolcanlogin AND r.rolname = 'pairledger_owner'), ('SUPERUSER', r.rolsuper),
                           ('CREATEDB', r.rolcreatedb), ('CREATEROLE', r.rolcreaterole), ('REPLICATION', r.rolreplication),
                           ('BYPASSRLS', r.rolbypassrls)) AS a (name, held)
WHERE r.rolname IN ('pairledger_owner', 'pairledger_recorder', 'pairledger_projector', 'pairledger_inspector', 'pairledger_observer') AND a.held
ORDER BY 1, 2;
