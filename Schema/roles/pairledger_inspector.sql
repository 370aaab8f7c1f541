-- May read the log and the read models, and nothing else.
-- A login of its own for a private server with peer authentication; elsewhere an administrator grants it to the logins of people.
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'pairledger_inspector') THEN
        BEGIN
            CREATE ROLE pairledger_inspector LOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- made a moment ago for another database of the server
        END;
    END IF;
END $$;
