-- May read the read models, and the log with names masked, as far as the scope of the login that it is granted to.
-- A login of its own for a private server with peer authentication; elsewhere an administrator grants it to the logins of people.
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'pairledger_observer') THEN
        BEGIN
            CREATE ROLE pairledger_observer LOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- made a moment ago for another database of the server
        END;
    END IF;
END $$;
