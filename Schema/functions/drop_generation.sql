-- Removes a generation that is not the current one, with its tables. Readers of the read model are not kept waiting for long: when
-- the locks are not to be had, it fails, and may be tried again.
CREATE OR REPLACE FUNCTION pairledger_model.drop_generation(p_generation bigint, p_tables text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '200ms' AS $$
DECLARE
    v_table text;
BEGIN
    PERFORM FROM pairledger_model.generation WHERE generation = p_generation AND is_current;
    IF FOUND THEN
        RAISE EXCEPTION 'generation % is the current one', p_generation USING ERRCODE = 'object_in_use';
    END IF;
    FOREACH v_table IN ARRAY p_tables LOOP
        PERFORM FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
        WHERE c.relname = v_table AND c.relnamespace = 'pairledger_model'::regnamespace;
        IF NOT FOUND THEN
            RAISE EXCEPTION '% is no table of a read model', v_table USING ERRCODE = 'undefined_table';
        END IF;
        EXECUTE format('DROP TABLE IF EXISTS pairledger_model.%I', v_table || '_' || p_generation);
    END LOOP;
    DELETE FROM pairledger_model.generation WHERE generation = p_generation;
END $$;
GRANT EXECUTE ON FUNCTION pairledger_model.drop_generation TO pairledger_projector;
