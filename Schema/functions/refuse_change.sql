-- The log is only ever added to: this refuses every other change, for the owner as well.
CREATE OR REPLACE FUNCTION pairledger.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% of %.% refused: the log is append-only', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'PL007', HINT = 'Record a correcting event instead.';
END $$;
