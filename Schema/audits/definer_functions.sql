-- A function that runs as the owner finds only what PostgreSQL itself has under a bare name, whatever its caller has made; and
-- there is none outside the ledger's schemas.
SELECT format('function %I.%I', n.nspname, p.proname) AS object, e.problem,
       format('ALTER ROUTINE %s %s', p.oid::regprocedure, e.change) AS remedy
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
CROSS JOIN LATERAL (
    SELECT 'it runs as its owner with a search path that is not pinned', 'SET search_path = pg_catalog, pg_temp'
    WHERE n.nspname IN ('pairledger', 'pairledger_model', 'pairledger_read')
        AND NOT coalesce(p.proconfig @> ARRAY['search_path=pg_catalog, pg_temp'], false)
    UNION ALL
    SELECT 'it runs as pairledger_owner outside the ledger''s schemas', 'SECURITY INVOKER'
    WHERE n.nspname NOT IN ('pairledger', 'pairledger_model', 'pairledger_read') AND p.proowner = to_regrole('pairledger_owner')
) AS e (problem, change)
WHERE p.prosecdef
ORDER BY 1;
