-- A function that the owner will make is not open to PUBLIC, as PostgreSQL would have it by default.
SELECT 'functions of pairledger_owner to come' AS object, 'PUBLIC will be allowed to call them' AS problem,
       'ALTER DEFAULT PRIVILEGES FOR ROLE pairledger_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC' AS remedy
FROM pg_roles o
LEFT JOIN pg_default_acl d ON d.defaclrole = o.oid AND d.defaclnamespace = 0 AND d.defaclobjtype = 'f'
WHERE o.rolname = 'pairledger_owner' AND to_regnamespace('pairledger') IS NOT NULL
    AND EXISTS (SELECT FROM aclexplode(coalesce(d.defaclacl, acldefault('f', o.oid))) AS a WHERE a.grantee = 0);
