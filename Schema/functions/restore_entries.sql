-- Puts entries of a log back, byte for byte, at the end of a ledger, all or none: the way of a backup into an empty ledger. Answers
-- where the next entry will stand.
--
--   p_position   where the first of them stands: the ledger must have exactly so many entries
--   p_entries    as append made them, in their order; recorded_at and recorder are those that they name
--
-- An entry is put together again of what it says, and must come to the same bytes; then the rules of append hold for it: order of
-- positions, versions and time, one event an id, text in NFC, postings that sum to nothing, no guarded account below zero. Whether
-- it is the entry that was recorded then, only a checkpoint tells. Whoever may call this can give an empty ledger any history, so
-- no role of daily work may: like create_ledger it is for the owner's members.
-- Refusals: PL004 overdrawn, PL005 unknown ledger, PL008 malformed call, PL009 an entry that cannot stand there.
CREATE OR REPLACE FUNCTION pairledger.restore_entries(p_ledger text, p_position bigint, p_entries bytea[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' SET timezone = 'UTC'
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
-- As in append, whatever is looked up in a table is looked up through an index.
DECLARE
    entries      CONSTANT integer := cardinality(p_entries);
    entries_max  CONSTANT integer := 10000;
    amount_max   CONSTANT bigint := 9007199254740991;  -- 2^53 - 1
    beyond_nfc   CONSTANT text := '[^\u0001-\u02ff\u2010-\u2027\u3001-\u3029\u3400-\u4dbf\u4e00-\u9fff\uff01-\uffef]';
    head         pairledger.ledger%ROWTYPE;
    parts        json[];
    last         timestamptz;
    -- The postings of all entries, in order; events has the entry of each, by number.
    events       integer[];
    accounts     text[];
    currencies   text[];
    amounts      bigint[];
    bad          record;
BEGIN
    IF entries IS NULL OR entries NOT BETWEEN 1 AND entries_max OR array_ndims(p_entries) <> 1 OR array_lower(p_entries, 1) <> 1
        OR num_nulls(p_ledger, p_position) > 0 OR array_position(p_entries, NULL) IS NOT NULL
    THEN
        RAISE EXCEPTION 'restore_entries takes 1 to % entries and a position, none of them null', entries_max
            USING ERRCODE = 'PL008', DETAIL = '{}';
    END IF;
    SELECT * INTO head FROM pairledger.ledger l WHERE l.ledger = p_ledger FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no ledger "%"', p_ledger
            USING ERRCODE = 'PL005', DETAIL = '{"ledger":' || to_json(p_ledger)::text || '}';
    END IF;
    IF head.next_position <> p_position THEN
        RAISE EXCEPTION 'ledger "%" has % entries, and one of position % cannot come next', p_ledger, head.next_position, p_position
            USING ERRCODE = 'PL009',
                DETAIL = format('{"position":%s,"reason":"the ledger has %s entries"}', p_position, head.next_position);
    END IF;

    BEGIN
        SELECT array_agg(convert_from(e.entry, 'UTF8')::json ORDER BY e.n) INTO parts
        FROM unnest(p_entries) WITH ORDINALITY AS e (entry, n);
        SELECT coalesce(array_agg(g.n ORDER BY g.n, p.k), '{}'), coalesce(array_agg(p.posting ->> 'account' ORDER BY g.n, p.k), '{}'),
               coalesce(array_agg(p.posting ->> 'currency' ORDER BY g.n, p.k), '{}'),
               coalesce(array_agg((p.posting ->> 'amount')::bigint ORDER BY g.n, p.k), '{}')
        INTO events, accounts, currencies, amounts
        FROM unnest(parts) WITH ORDINALITY AS g (part, n)
        CROSS JOIN LATERAL json_array_elements(g.part -> 'postings') WITH ORDINALITY AS p (posting, k);

        -- What append would have written, of the same parts.
        SELECT g.n INTO bad
        FROM (
            SELECT e.n, e.entry, e.part, e.part ->> 'actor' AS actor, e.part -> 'data' AS data,
                   (e.part ->> 'recorded_at')::timestamptz AS recorded_at, (e.part ->> 'v')::integer AS v,
                   (SELECT string_agg(pairledger.posting(p.posting ->> 'account', (p.posting ->> 'amount')::bigint,
                                                         p.posting ->> 'currency'), ',' ORDER BY p.k)
                    FROM json_array_elements(e.part -> 'postings') WITH ORDINALITY AS p (posting, k)) AS postings
            FROM unnest(p_entries, parts) WITH ORDINALITY AS e (entry, part, n)
        ) g
        WHERE convert_to(
                pairledger.entry_before_recording(
                    g.actor, (g.part ->> 'causation')::uuid, (g.part ->> 'correlation')::uuid, g.data::text,
                    (g.part ->> 'effective_on')::date, (g.part ->> 'id')::uuid, p_ledger, p_position + g.n - 1, g.postings)
                || to_char(g.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '","recorder":' || to_json(g.part ->> 'recorder')::text
                || pairledger.entry_after_recording(g.part ->> 'stream', g.part ->> 'type', g.v, (g.part ->> 'version')::bigint),
                'UTF8') IS DISTINCT FROM g.entry
            OR json_typeof(g.data) <> 'object' OR g.v < 1 OR (g.part ->> 'effective_on')::date NOT BETWEEN '0001-01-01' AND '9999-12-31'
            OR g.data::text ~ beyond_nfc AND g.data::text IS NOT NFC NORMALIZED OR g.actor ~ beyond_nfc AND g.actor IS NOT NFC NORMALIZED
        ORDER BY g.n LIMIT 1;
    EXCEPTION WHEN data_exception THEN
        RAISE EXCEPTION 'among the entries from position % there is one that is none: %', p_position, SQLERRM
            USING ERRCODE = 'PL009',
                DETAIL = format('{"position":%s,"reason":%s}', p_position, to_json('here or soon after: ' || SQLERRM));
    END;
    IF bad.n IS NOT NULL THEN
        RAISE EXCEPTION 'the entry for position % of ledger "%" is not what append writes', p_position + bad.n - 1, p_ledger
            USING ERRCODE = 'PL009', DETAIL = format(
                '{"position":%s,"reason":"its bytes are not those that recording it at this place makes"}', p_position + bad.n - 1);
    END IF;

    -- Versions follow one another in each stream, and time does not go back.
    SELECT r.n, r.reason INTO bad
    FROM (
        SELECT v.n, CASE WHEN v.version <> v.k + coalesce(max(v.base) OVER (PARTITION BY v.stream), 0)
                             THEN 'its version does not follow that of its stream'
                         WHEN v.recorded_at < lag(v.recorded_at, 1, head.last_recorded_at) OVER (ORDER BY v.n)
                             THEN 'it was recorded before the entry in front of it' END AS reason
        FROM (
            SELECT g.*, CASE WHEN g.k = 1 THEN (SELECT e.version FROM pairledger.event e
                                                WHERE e.ledger = p_ledger AND e.stream = g.stream
                                                ORDER BY e.version DESC LIMIT 1) END AS base
            FROM (
                SELECT u.n, u.stream, u.version, u.recorded_at, row_number() OVER (PARTITION BY u.stream ORDER BY u.n) AS k
                FROM (SELECT e.n, e.part ->> 'stream' AS stream, (e.part ->> 'version')::bigint AS version,
                             (e.part ->> 'recorded_at')::timestamptz AS recorded_at
                      FROM unnest(parts) WITH ORDINALITY AS e (part, n)) u
            ) g
        ) v
    ) r
    WHERE r.reason IS NOT NULL ORDER BY r.n LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the entry for position % cannot stand there: %', p_position + bad.n - 1, bad.reason
            USING ERRCODE = 'PL009', DETAIL = format('{"position":%s,"reason":%s}', p_position + bad.n - 1, to_json(bad.reason));
    END IF;

    -- Money: nothing moves nothing, and what leaves one account comes to another.
    SELECT p.event, p.currency, p.sum INTO bad
    FROM (
        SELECT p.event, p.currency, sum(p.amount) AS sum, bool_or(p.amount = 0 OR abs(p.amount) > amount_max) AS is_wrong
        FROM unnest(events, currencies, amounts) AS p (event, currency, amount) GROUP BY p.event, p.currency
    ) p
    WHERE p.sum <> 0 OR p.is_wrong ORDER BY p.event, p.currency LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the postings of the entry for position % in % sum to %, or one is 0 or too large',
            p_position + bad.event - 1, bad.currency, bad.sum
            USING ERRCODE = 'PL009', DETAIL = format('{"position":%s,"reason":%s}', p_position + bad.event - 1,
                to_json(format('its postings in %s sum to %s minor units, or one of them is 0 or too large', bad.currency, bad.sum)));
    END IF;
    -- No guarded account may be below zero after any entry.
    SELECT r.event, r.account, r.currency, r.amount, r.after INTO bad
    FROM (
        SELECT p.event, p.account, p.currency, p.amount,
               coalesce(a.balance, 0) + sum(p.amount) OVER (PARTITION BY p.account, p.currency ORDER BY p.event) AS after
        FROM (SELECT p.event, p.account, p.currency, sum(p.amount) AS amount
              FROM unnest(events, accounts, currencies, amounts) AS p (event, account, currency, amount)
              WHERE pairledger.is_guarded(p.account)
              GROUP BY p.event, p.account, p.currency) p
        LEFT JOIN LATERAL (SELECT a.balance FROM pairledger.account a
                           WHERE a.ledger = p_ledger AND a.account = p.account AND a.currency = p.currency OFFSET 0) a ON true
    ) r
    WHERE r.after < 0 ORDER BY r.event, r.account, r.currency LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the entry for position % takes % % minor units from "%", which holds %',
            p_position + bad.event - 1, -bad.amount, bad.currency, bad.account, bad.after - bad.amount
            USING ERRCODE = 'PL004', DETAIL = format('{"account":%s,"available":%s,"currency":%s,"event":%s,"needed":%s}',
                to_json(bad.account), bad.after - bad.amount, to_json(bad.currency), bad.event, -bad.amount);
    END IF;
    FOR bad IN
        SELECT p.account, p.currency, sum(p.amount)::bigint AS moved
        FROM unnest(accounts, currencies, amounts) AS p (account, currency, amount) GROUP BY p.account, p.currency
    LOOP
        UPDATE pairledger.account a SET balance = a.balance + bad.moved
        WHERE a.ledger = p_ledger AND a.account = bad.account AND a.currency = bad.currency;
        IF NOT FOUND THEN
            INSERT INTO pairledger.account (ledger, account, currency, balance)
            VALUES (p_ledger, bad.account, bad.currency, bad.moved);
        END IF;
    END LOOP;

    BEGIN
        INSERT INTO pairledger.event (ledger, position, stream, version, event_id, type, recorded_at, entry)
        SELECT p_ledger, p_position + e.n - 1, e.part ->> 'stream', (e.part ->> 'version')::bigint, (e.part ->> 'id')::uuid,
               e.part ->> 'type', (e.part ->> 'recorded_at')::timestamptz, e.entry
        FROM unnest(p_entries, parts) WITH ORDINALITY AS e (entry, part, n);
    EXCEPTION WHEN integrity_constraint_violation THEN
        RAISE EXCEPTION 'among the entries from position % there is one that cannot stand there: %', p_position, SQLERRM
            USING ERRCODE = 'PL009',
                DETAIL = format('{"position":%s,"reason":%s}', p_position, to_json('here or soon after: ' || SQLERRM));
    END;
    SELECT max((e.part ->> 'recorded_at')::timestamptz) INTO last FROM unnest(parts) AS e (part);
    UPDATE pairledger.ledger l SET next_position = p_position + entries, last_recorded_at = last WHERE l.ledger = p_ledger;
    RETURN p_position + entries;
END $$;
