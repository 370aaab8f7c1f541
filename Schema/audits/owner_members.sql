-- Only administrators may act as the owner: superusers, those who may create roles, and whom the database belongs to.
WITH RECURSIVE reach (direct, grantor, who) AS (
    SELECT m.member, m.grantor, m.member FROM pg_auth_members m JOIN pg_roles o ON o.oid = m.roleid
    WHERE o.rolname = 'pairledger_owner'
    UNION
    SELECT r.direct, r.grantor, m.member FROM reach r JOIN pg_auth_members m ON m.roleid = r.who
)
SELECT 'role pairledger_owner' AS object,
       format('%s may act as it', string_agg(w.rolname, ', ' ORDER BY w.rolname)) AS problem,
       format('REVOKE pairledger_owner FROM %s', r.direct::regrole)
           || CASE WHEN current_setting('server_version_num')::integer >= 160000
                   THEN format(' GRANTED BY %s', r.grantor::regrole) ELSE '' END AS remedy
FROM reach r
JOIN pg_roles w ON w.oid = r.who
JOIN pg_database d ON d.datname = current_database()
WHERE w.rolcanlogin AND NOT (w.rolsuper OR w.rolcreaterole OR w.oid = d.datdba)
GROUP BY r.direct, r.grantor
ORDER BY 2, 3;
