-- May call append and flush, and nothing else.
-- A login of its own for a private server with peer authentication; elsewhere an administrator grants it to the logins of people.
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'pairledger_recorder') THEN
        BEGIN
            CREATE ROLE pairledger_recorder LOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- made a moment ago for another database of the server
        END;
    END IF;
END $$;
