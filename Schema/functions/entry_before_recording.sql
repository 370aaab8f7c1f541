-- The part of an entry that stands before recorded_at: all of it but the position comes from the caller. `postings` is the inside
-- of the array. The keys are in the order of the canonical form; to_json escapes a string exactly as that form asks, and a
-- date is written as it asks while datestyle is ISO.
CREATE OR REPLACE FUNCTION pairledger.entry_before_recording(
    actor text, causation uuid, correlation uuid, data text, effective_on date, id uuid, ledger text, "position" bigint, postings text
) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN '{"actor":' || to_json(actor)::text
    || ',"causation":' || coalesce('"' || causation::text || '"', 'null')
    || ',"correlation":' || coalesce('"' || correlation::text || '"', 'null')
    || ',"data":' || data
    || ',"effective_on":"' || effective_on::text
    || '","id":"' || id::text
    || '","ledger":"' || ledger
    || '","position":' || "position"::text
    || ',"postings":[' || coalesce(postings, '')
    || '],"recorded_at":"';
