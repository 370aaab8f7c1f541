-- May call append and flush, and nothing else.
-- A login of its own for a private server with peer authentication; elsewhere an administrator grants it to the logins of people.
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'pairledger_recorder') THEN
        CREATE ROLE pairledger_recorder LOGIN;
    END IF;
END $$;
