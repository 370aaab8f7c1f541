-- Every role of the ledger is there.
SELECT format('role %s', r.name) AS object, 'it does not exist' AS problem, format('CREATE ROLE %I %s', r.name, r.login) AS remedy
FROM (VALUES ('pairledger_owner', 'NOLOGIN'), ('pairledger_recorder', 'LOGIN'), ('pairledger_projector', 'LOGIN'),
             ('pairledger_inspector', 'LOGIN'), ('pairledger_observer', 'LOGIN')) AS r (name, login)
WHERE NOT EXISTS (SELECT FROM pg_roles p WHERE p.rolname = r.name)
ORDER BY 1;
