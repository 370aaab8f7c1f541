-- Observers see the findings about what is in their scope.
ALTER TABLE pairledger_model.finding ENABLE ROW LEVEL SECURITY;
CREATE POLICY finding_all ON pairledger_model.finding TO pairledger_projector, pairledger_inspector USING (true) WITH CHECK (true);
CREATE POLICY finding_scope ON pairledger_model.finding FOR SELECT TO pairledger_observer USING (
    pairledger.sees_stream(
        (SELECT g.ledger FROM pairledger_model.generation g WHERE g.generation = finding.generation), 'finding/' || finding));
