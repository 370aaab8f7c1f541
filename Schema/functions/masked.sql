-- An entry with stars for names and reproaches. In canonical JSON no text can hold a quote by itself, so what looks like a field is one.
CREATE OR REPLACE FUNCTION pairledger.masked(p_entry bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN convert_to(regexp_replace(
    convert_from(p_entry, 'UTF8'),
    '"(payee|supplier|counterparty|reference|statement|text|remark|reason)":"(?:[^"\\]|\\.)*"', '"\1":"***"', 'g'), 'UTF8');
GRANT EXECUTE ON FUNCTION pairledger.masked(bytea) TO pairledger_projector, pairledger_inspector;
