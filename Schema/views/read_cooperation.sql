CREATE OR REPLACE VIEW pairledger_read.cooperation AS
SELECT g.ledger, c.cooperation, c.kind, c.pairing, c.direction, c.region, c.happened_on, c.ends_on, c.has_ended, c.persons,
       c.registered_poor, c.profession, c.workplace, c.industry, c.investor, c.buyer, c.goods, c.topic, c.days, c.currency,
       c.amount, c.committed, c.jobs, c.linked_households, c.monthly_wage, c.position
FROM pairledger_model.generation g
JOIN pairledger_model.cooperation c USING (generation)
WHERE g.is_current AND g.projection = 'cooperation';
GRANT SELECT ON pairledger_read.cooperation TO pairledger_projector, pairledger_inspector;
COMMENT ON VIEW pairledger_read.cooperation IS
    'Something a row that one side of a pairing did for the other beside giving money: a secondment, placement, investment, '
    'purchase or training. What its kind does not have is null. `amount` is what was paid for goods or paid in of an '
    'investment, `committed` what was agreed to be invested; amounts and the wage are minor units.';
