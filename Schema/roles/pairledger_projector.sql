-- May read the log and write the read models.
-- A login of its own for a private server with peer authentication; elsewhere an administrator grants it to the logins of people.
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'pairledger_projector') THEN
        CREATE ROLE pairledger_projector LOGIN;
    END IF;
END $$;
