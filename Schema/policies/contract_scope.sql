-- Observers see the contracts, with their suppliers' names, of projects in their scope.
ALTER TABLE pairledger_model.contract ENABLE ROW LEVEL SECURITY;
CREATE POLICY contract_all ON pairledger_model.contract TO pairledger_projector, pairledger_inspector USING (true) WITH CHECK (true);
CREATE POLICY contract_scope ON pairledger_model.contract FOR SELECT TO pairledger_observer USING (
    pairledger.sees_stream(
        (SELECT g.ledger FROM pairledger_model.generation g WHERE g.generation = contract.generation), 'project/' || project));
