-- A ledger's head moves on with every append, but no ledger is ever removed.
CREATE OR REPLACE TRIGGER ledger_not_removed BEFORE DELETE OR TRUNCATE ON pairledger.ledger
    FOR EACH STATEMENT EXECUTE FUNCTION pairledger.refuse_change();
ALTER TABLE pairledger.ledger ENABLE ALWAYS TRIGGER ledger_not_removed;
