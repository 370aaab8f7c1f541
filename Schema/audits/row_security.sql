-- What names people is seen by row: contracts and findings by inspectors and projectors, and by observers as far as their scope. The
-- views over them look with the rights of whoever asks.
WITH wanted (relname, policy, roles, condition, definition) AS (
    SELECT t.relname, t.relname || p.ending, p.roles, p.condition,
           format('CREATE POLICY %1$s%2$s ON pairledger_model.%1$s %3$s', t.relname, p.ending, p.definition)
    FROM (VALUES ('contract', 'project/', 'project'), ('finding', 'finding/', 'finding')) AS t (relname, kind, id)
    CROSS JOIN LATERAL (
        VALUES ('_all', ARRAY['pairledger_inspector', 'pairledger_projector'], 'true',
                'TO pairledger_projector, pairledger_inspector USING (true) WITH CHECK (true)'),
               ('_scope', ARRAY['pairledger_observer'], '%pairledger.sees_stream(%',
                format('FOR SELECT TO pairledger_observer USING (pairledger.sees_stream((SELECT g.ledger FROM '
                       'pairledger_model.generation g WHERE g.generation = %s.generation), %L || %s))', t.relname, t.kind, t.id))
    ) AS p (ending, roles, condition, definition)
    WHERE to_regclass('pairledger_model.' || t.relname) IS NOT NULL
), held AS (
    SELECT c.relname::text, p.polname::text AS policy, pg_get_expr(p.polqual, p.polrelid) AS condition,
           ARRAY(SELECT r.rolname::text FROM pg_roles r WHERE r.oid = ANY (p.polroles) ORDER BY 1) AS roles
    FROM pg_policy p
    JOIN pg_class c ON c.oid = p.polrelid
    WHERE c.relnamespace = to_regnamespace('pairledger_model')
)
SELECT format('table pairledger_model.%s', c.relname) AS object, 'row security is off' AS problem,
       format('ALTER TABLE pairledger_model.%s ENABLE ROW LEVEL SECURITY', c.relname) AS remedy
FROM pg_class c
WHERE c.relnamespace = to_regnamespace('pairledger_model') AND c.relname IN (SELECT w.relname FROM wanted w) AND NOT c.relrowsecurity
UNION ALL
SELECT format('policy %s', w.policy), CASE WHEN h.policy IS NULL THEN 'it does not exist' ELSE 'it says something else' END,
       format('DROP POLICY IF EXISTS %s ON pairledger_model.%s; %s', w.policy, w.relname, w.definition)
FROM wanted w
LEFT JOIN held h ON h.relname = w.relname AND h.policy = w.policy
WHERE h.policy IS NULL OR h.roles <> w.roles OR h.condition NOT LIKE w.condition
UNION ALL
SELECT format('policy %I', h.policy), 'it shows rows beside the scope',
       format('DROP POLICY %I ON pairledger_model.%I', h.policy, h.relname)
FROM held h
WHERE NOT EXISTS (SELECT FROM wanted w WHERE w.relname = h.relname AND w.policy = h.policy)
UNION ALL
SELECT format('view pairledger_read.%s', v.relname), 'it looks with the rights of its owner',
       format('ALTER VIEW pairledger_read.%s SET (security_invoker = true)', v.relname)
FROM pg_class v
WHERE v.relnamespace = to_regnamespace('pairledger_read') AND v.relname IN (SELECT w.relname FROM wanted w)
    AND NOT coalesce(v.reloptions @> ARRAY['security_invoker=true'], false)
ORDER BY 1, 2;
