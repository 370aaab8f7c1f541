-- The recorder may call append and flush and nothing else; readers may call nothing that runs as the owner, save that they
-- learn what their login sees, that the projector makes and removes generations, and that the inspector may flush before it seals; nobody beside these roles may call
-- anything of the ledger.
SELECT format('function %I.%I', n.nspname, p.proname) AS object,
       format('%s may call it%s', w.name, CASE WHEN a.is_grantable THEN ', and may pass that on' END) AS problem,
       format('REVOKE %sEXECUTE ON ROUTINE %s FROM %s CASCADE', CASE WHEN e.is_allowed THEN 'GRANT OPTION FOR ' END,
              p.oid::regprocedure, w.name) AS remedy
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
CROSS JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a
CROSS JOIN LATERAL (SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END AS name) w
CROSS JOIN LATERAL (
    SELECT CASE w.name
               WHEN 'pairledger_recorder' THEN n.nspname = 'pairledger' AND p.proname IN ('append', 'flush')
               WHEN 'pairledger_projector' THEN NOT p.prosecdef OR n.nspname = 'pairledger_model' OR p.proname IN ('sees', 'sees_stream')
               WHEN 'pairledger_inspector' THEN NOT p.prosecdef OR p.proname IN ('flush', 'sees', 'sees_stream')
               WHEN 'pairledger_observer' THEN NOT p.prosecdef OR p.proname IN ('sees', 'sees_stream')
               ELSE false
           END AS is_allowed
) e
WHERE a.grantee <> p.proowner AND (NOT e.is_allowed OR a.is_grantable)
    AND (n.nspname IN ('pairledger', 'pairledger_model', 'pairledger_read') OR w.name = 'pairledger_recorder')
ORDER BY 1, 2;
