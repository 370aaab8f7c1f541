-- The roles of the ledger are members of no other: what they may do is all granted to them by name.
SELECT format('role %s', r.rolname) AS object, format('it is a member of %s', g.rolname) AS problem,
       format('REVOKE %I FROM %I', g.rolname, r.rolname)
           || CASE WHEN current_setting('server_version_num')::integer >= 160000
                   THEN format(' GRANTED BY %s', m.grantor::regrole) ELSE '' END AS remedy
FROM pg_auth_members m
JOIN pg_roles r ON r.oid = m.member
JOIN pg_roles g ON g.oid = m.roleid
WHERE r.rolname IN ('pairledger_owner', 'pairledger_recorder', 'pairledger_projector', 'pairledger_inspector', 'pairledger_observer')
ORDER BY 1, 2;
