-- Makes a generation's table one with the read model's, and builds its indexes. Nobody who reads is kept waiting.
CREATE OR REPLACE FUNCTION pairledger_model.attach_generation(p_generation bigint, p_table text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
-- Rows are found by their keys, for which few rows tell enough; autovacuum looks at more of them later.
SET default_statistics_target = 10 AS $$
DECLARE
    v_own text := p_table || '_' || p_generation;
BEGIN
    EXECUTE format(
        'ALTER TABLE pairledger_model.%I ATTACH PARTITION pairledger_model.%I FOR VALUES IN (%s)', p_table, v_own,
        p_generation);
    EXECUTE format('ANALYZE pairledger_model.%I', v_own);
END $$;
GRANT EXECUTE ON FUNCTION pairledger_model.attach_generation TO pairledger_projector;
