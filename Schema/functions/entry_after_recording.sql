-- The part of an entry that stands after recorder.
CREATE OR REPLACE FUNCTION pairledger.entry_after_recording(stream text, type text, v integer, version bigint) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN ',"stream":"' || stream || '","type":"' || type || '","v":' || v::text || ',"version":' || version::text || '}';
