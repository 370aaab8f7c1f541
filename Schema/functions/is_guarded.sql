-- Money cannot be taken from where it is not: every account but the source and the final use is guarded against going below zero.
CREATE OR REPLACE FUNCTION pairledger.is_guarded(account text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN NOT (starts_with(account, 'donor:') OR starts_with(account, 'spent:'));
GRANT EXECUTE ON FUNCTION pairledger.is_guarded(text) TO pairledger_projector, pairledger_inspector;
