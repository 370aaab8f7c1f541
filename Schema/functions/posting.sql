-- One posting as it stands in an entry. Account and currency have forms that need no escaping.
CREATE OR REPLACE FUNCTION pairledger.posting(account text, amount bigint, currency text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '{"account":"' || account || '","amount":' || amount::text || ',"currency":"' || currency || '"}';
