-- The triggers that refuse changes of the log are there, for every row, and fire always, also in a replica's role.
-- In tgtype 2 is BEFORE, 8 DELETE, 16 UPDATE and 32 TRUNCATE.
SELECT format('table %s', e.relation) AS object,
       CASE WHEN t.oid IS NULL THEN format('the trigger %s is missing, or is another', e.trigger)
            ELSE format('the trigger %s does not fire always', e.trigger) END AS problem,
       CASE WHEN t.oid IS NULL
            THEN format('CREATE OR REPLACE TRIGGER %I BEFORE %s ON %s FOR EACH STATEMENT EXECUTE FUNCTION pairledger.refuse_change(); ',
                        e.trigger, e.events, e.relation) ELSE '' END
           || format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', e.relation, e.trigger) AS remedy
FROM (VALUES ('pairledger.event', 'event_append_only', 'UPDATE OR DELETE OR TRUNCATE', 2 + 8 + 16 + 32),
             ('pairledger.ledger', 'ledger_not_removed', 'DELETE OR TRUNCATE', 2 + 8 + 32)) AS e (relation, trigger, events, type)
LEFT JOIN pg_trigger t ON t.tgrelid = to_regclass(e.relation) AND t.tgname = e.trigger AND t.tgtype = e.type
    AND t.tgfoid = to_regprocedure('pairledger.refuse_change()') AND t.tgqual IS NULL AND cardinality(t.tgattr::smallint[]) = 0
WHERE to_regclass(e.relation) IS NOT NULL AND t.tgenabled IS DISTINCT FROM 'A'
ORDER BY 1;
