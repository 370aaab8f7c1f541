-- Everything in the ledger's schemas belongs to the owner.
WITH ours AS MATERIALIZED (SELECT * FROM pg_namespace WHERE nspname IN ('pairledger', 'pairledger_model', 'pairledger_read')),
held (object, owner) AS (
    SELECT format('SCHEMA %I', n.nspname), n.nspowner FROM ours n
    UNION ALL
    SELECT format('%s %I.%I', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                                             WHEN 'f' THEN 'FOREIGN TABLE' WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END,
                  n.nspname, c.relname), c.relowner
    FROM ours n JOIN pg_class c ON c.relnamespace = n.oid
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')
    UNION ALL
    SELECT format('ROUTINE %s', p.oid::regprocedure), p.proowner FROM ours n JOIN pg_proc p ON p.pronamespace = n.oid
)
SELECT object, format('it belongs to %s', owner::regrole) AS problem, format('ALTER %s OWNER TO pairledger_owner', object) AS remedy
FROM held WHERE owner <> coalesce(to_regrole('pairledger_owner'), 0)
ORDER BY 1;
