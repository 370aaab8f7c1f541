-- Opens a new generation of a projection's rows, with empty tables of its own; answers its number.
-- The tables have no indexes until attach_generation, so that COPY fills them fast.
CREATE OR REPLACE FUNCTION pairledger_model.begin_generation(
    p_ledger text, p_projection text, p_version integer, p_tables text[]
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_generation bigint;
    v_table text;
BEGIN
    PERFORM FROM pairledger.ledger WHERE ledger = p_ledger;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no ledger %', p_ledger
            USING ERRCODE = 'PL005', DETAIL = '{"ledger":' || to_json(p_ledger)::text || '}';
    END IF;
    INSERT INTO pairledger_model.generation (ledger, projection, version) VALUES (p_ledger, p_projection, p_version)
    RETURNING generation INTO v_generation;
    FOREACH v_table IN ARRAY p_tables LOOP
        PERFORM FROM pg_class c JOIN pg_partitioned_table p ON p.partrelid = c.oid
        WHERE c.relname = v_table AND c.relnamespace = 'pairledger_model'::regnamespace;
        IF NOT FOUND THEN
            RAISE EXCEPTION '% is no table of a read model', v_table USING ERRCODE = 'undefined_table';
        END IF;
        EXECUTE format(
            'CREATE TABLE pairledger_model.%I (LIKE pairledger_model.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS, '
            'CHECK (generation = %s))', v_table || '_' || v_generation, v_table, v_generation);
        EXECUTE format(
            'GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.%I TO pairledger_projector',
            v_table || '_' || v_generation);
    END LOOP;
    RETURN v_generation;
END $$;
GRANT EXECUTE ON FUNCTION pairledger_model.begin_generation TO pairledger_projector;
