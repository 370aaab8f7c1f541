-- Returns when everything committed before it is durable, once its own transaction has committed: its message makes that commit
-- write to the log, and the write-ahead log is one sequence. Takes the ledger so that a cluster runs it where that ledger lives.
CREATE OR REPLACE FUNCTION pairledger.flush(p_ledger text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
    PERFORM pg_logical_emit_message(true, 'pairledger', p_ledger);
END $$;
-- Whoever seals the log signs only what is durable.
GRANT EXECUTE ON FUNCTION pairledger.flush(text) TO pairledger_recorder, pairledger_inspector;
