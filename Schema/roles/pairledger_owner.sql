-- Owns every object of the ledger; nobody logs in as it. Functions that must write to the log run as it.
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'pairledger_owner') THEN
        BEGIN
            CREATE ROLE pairledger_owner NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- made a moment ago for another database of the server
        END;
    END IF;
    -- An administrator without superuser rights must be able to hand the objects over.
    BEGIN
        SET LOCAL ROLE pairledger_owner;
        RESET ROLE;
    EXCEPTION WHEN insufficient_privilege THEN
        EXECUTE pg_catalog.format('GRANT pairledger_owner TO %I', current_user);
    END;
END $$;
