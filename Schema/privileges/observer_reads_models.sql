-- An observer reads all that an inspector reads, save the log itself.
GRANT USAGE ON SCHEMA pairledger, pairledger_model, pairledger_read TO pairledger_observer;
GRANT SELECT ON ALL TABLES IN SCHEMA pairledger_read TO pairledger_observer;
GRANT SELECT ON pairledger.migration, pairledger.ledger, pairledger.account TO pairledger_observer;
GRANT EXECUTE ON FUNCTION pairledger.is_guarded(text), pairledger.sees(text), pairledger.sees_stream(text, text),
    pairledger.has_names(text), pairledger.masked(bytea) TO pairledger_observer;
-- Of the tables of read models those that the inspector reads: a generation's own are read through them.
DO $$ DECLARE
    v_table regclass;
BEGIN
    FOR v_table IN
        SELECT c.oid FROM pg_catalog.pg_class c
        WHERE c.relnamespace = 'pairledger_model'::pg_catalog.regnamespace AND c.relkind IN ('r', 'p')
            AND pg_catalog.has_table_privilege('pairledger_inspector', c.oid, 'SELECT')
    LOOP
        EXECUTE pg_catalog.format('GRANT SELECT ON %s TO pairledger_observer', v_table);
    END LOOP;
END $$;
