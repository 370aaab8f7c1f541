-- Opens a ledger; answers false when it was there already.
CREATE OR REPLACE FUNCTION pairledger.create_ledger(p_ledger text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO pairledger.ledger (ledger) VALUES (p_ledger) ON CONFLICT DO NOTHING;
    RETURN FOUND;
END $$;
