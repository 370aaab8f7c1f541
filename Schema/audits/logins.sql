-- Who may log in, and as which roles that matter to the ledger he may then act. Not a check: whether it is right, people know.
SELECT l.rolname::text AS login,
       CASE WHEN l.rolsuper THEN 'anybody' ELSE coalesce(m.roles, '') END AS acts_as,
       concat_ws(', ', CASE WHEN l.rolsuper THEN 'superuser' END, CASE WHEN l.rolcreaterole THEN 'may create roles' END,
                 CASE WHEN l.oid = d.datdba THEN 'owns the database' END, CASE WHEN l.rolreplication THEN 'may copy the server' END)
           AS rights
FROM pg_roles l
JOIN pg_database d ON d.datname = current_database()
CROSS JOIN LATERAL (
    SELECT string_agg(r.rolname, ', ' ORDER BY r.rolname) AS roles FROM pg_roles r
    WHERE r.rolname IN ('pairledger_owner', 'pairledger_recorder', 'pairledger_projector', 'pairledger_inspector', 'pairledger_observer',
                        'pg_read_all_data', 'pg_write_all_data')
        AND pg_has_role(l.oid, r.oid, 'MEMBER')
) m
WHERE l.rolcanlogin AND (m.roles IS NOT NULL OR l.rolcreaterole OR l.rolreplication OR l.oid = d.datdba)
ORDER BY 1;
