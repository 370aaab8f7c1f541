-- Fires for the table's owner and for superusers as well, and also while replicated changes are applied (ALWAYS).
CREATE OR REPLACE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pairledger.event
    FOR EACH STATEMENT EXECUTE FUNCTION pairledger.refuse_change();
ALTER TABLE pairledger.event ENABLE ALWAYS TRIGGER event_append_only;
