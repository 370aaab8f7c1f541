-- Projector and inspector may read everything of the ledger, save whose scope is what. The observer may not read the log either, nor
-- views that others made, which may show what it should not see. A generation's own table they read through the read model's. The
-- projector may write the read models, save that it makes and removes no generation by itself, and changes no record of a skipped event.
SELECT format('table %I.%I', n.nspname, c.relname) AS object, format('%s lacks %s', r.rolname, p.privilege) AS problem,
       format('GRANT %s ON TABLE %I.%I TO %I', p.privilege, n.nspname, c.relname, r.rolname) AS remedy
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_roles r ON r.rolname IN ('pairledger_projector', 'pairledger_inspector', 'pairledger_observer')
CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) AS p (privilege)
WHERE n.nspname IN ('pairledger', 'pairledger_model', 'pairledger_read') AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND (n.nspname, c.relname) <> ('pairledger', 'scope')
    AND (r.rolname <> 'pairledger_observer' OR n.nspname = 'pairledger_model' OR n.nspname = 'pairledger' AND c.relname <> 'event'
         OR n.nspname = 'pairledger_read' AND c.relname IN (
        'account', 'agreement', 'beneficiary_count', 'contract', 'cooperation', 'cooperation_year', 'event',
        'finding', 'indicator', 'lot', 'milestone', 'movement', 'outcome_group', 'outcome_report', 'own_scope',
        'pairing', 'payment', 'position', 'project', 'project_group', 'projection', 'region_designation',
        'region_year', 'register', 'skipped_event', 'thing', 'timeline', 'transfer'))
    AND (p.privilege = 'SELECT'
         OR r.rolname = 'pairledger_projector' AND n.nspname = 'pairledger_model' AND c.relkind IN ('r', 'p')
            AND (c.relname, p.privilege) NOT IN (('generation', 'INSERT'), ('generation', 'DELETE'), ('skip', 'UPDATE'), ('skip', 'DELETE')))
    AND (r.rolname = 'pairledger_projector' OR n.nspname <> 'pairledger_model' OR c.relname !~ '_[0-9]+$')
    AND NOT EXISTS (SELECT FROM aclexplode(c.relacl) AS a WHERE a.grantee = r.oid AND a.privilege_type = p.privilege)
ORDER BY 1, 2;
