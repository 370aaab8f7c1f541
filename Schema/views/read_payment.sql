CREATE OR REPLACE VIEW pairledger_read.payment AS
SELECT g.ledger, e.position, t.id AS project, t.region, said.effective_on, said.data ->> 'payment' AS payment,
       (said.data ->> 'amount')::bigint AS amount, said.data ->> 'currency' AS currency, said.data ->> 'instrument' AS instrument,
       said.data ->> 'category' AS category, said.data ->> 'contract' AS contract, said.data ->> 'payee_kind' AS payee_kind,
       CASE WHEN pairledger.sees(t.region) THEN said.data ->> 'payee' ELSE '***' END AS payee,
       EXISTS (
           SELECT FROM pairledger.event r
           WHERE r.ledger = e.ledger AND r.stream = e.stream AND r.type = 'EntryReversed'
               AND (convert_from(r.entry, 'UTF8')::jsonb #>> '{data,position}')::bigint = e.position
       ) AS is_reversed
FROM pairledger_model.generation g
JOIN pairledger_model.thing t USING (generation)
JOIN pairledger.event e ON e.ledger = g.ledger AND e.stream = t.stream AND e.type = 'FundsSpent' AND e.position < g.next_position
CROSS JOIN LATERAL jsonb_to_record(convert_from(e.entry, 'UTF8')::jsonb) AS said (effective_on date, data jsonb)
WHERE g.is_current AND g.projection = 'timeline' AND t.kind = 'project';
GRANT SELECT ON pairledger_read.payment TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.payment IS
    'Every payment of a project, and whether it was taken back. Who was paid is masked with *** outside the scope of this login. '
    'Ask for one project or region at a time: WHERE ledger = … AND project = …. Amounts are minor units.';
