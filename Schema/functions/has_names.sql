-- Whether events of a type name who was paid, who is on the other side of a booking, or what somebody is reproached with.
CREATE OR REPLACE FUNCTION pairledger.has_names(p_type text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN p_type IN ('FundsSpent', 'EntryReversed', 'ContractAwarded', 'BankStatementLinesRecorded', 'FindingRaised', 'FindingAnswered',
                  'FindingRectified', 'FindingClosed', 'FindingReopened');
GRANT EXECUTE ON FUNCTION pairledger.has_names(text) TO pairledger_projector, pairledger_inspector;
