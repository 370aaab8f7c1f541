-- Records events at the end of a ledger, all or none, and answers where they stand. One array element an event, one element of
-- the p_posting_ arrays a posting, p_posting_events naming its event by number (from 1). Amounts are minor units of the currency.
--
--   p_expected   the version the stream must have just before the event: 0 for no stream yet, NULL for any
--   p_data       one JSON object in canonical form. That it is one object and in NFC is checked here; the rest of the form is not,
--                and an entry that does not have it is refused by every reader, which then reads no further.
--
-- An event whose id is in the ledger already, with the same content, is not recorded again: it answers with where it stands.
-- Refusals: PL001 wrong expected version, PL002 idempotency conflict, PL003 unbalanced, PL004 overdrawn, PL005 unknown ledger,
-- PL006 entry too large, PL008 malformed call. DETAIL is a JSON object of the facts; "event" in it is the event's number.
--
-- It commits without waiting for the disk, so that nobody waits for a flush while holding the ledger's lock. The caller must not
-- take the events for recorded before flush() has committed after it on the same connection.
CREATE OR REPLACE FUNCTION pairledger.append(
    p_ledger text, p_ids uuid[], p_streams text[], p_expected bigint[], p_types text[], p_vs integer[], p_effective_on date[],
    p_actors text[], p_causations uuid[], p_correlations uuid[], p_data text[],
    p_posting_events integer[], p_posting_accounts text[], p_posting_currencies text[], p_posting_amounts bigint[]
) RETURNS TABLE (event integer, "position" bigint, version bigint, recorded_at timestamptz, replayed boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' SET enable_seqscan = off
SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = 'force_generic_plan' AS $$
#variable_conflict use_column
-- Plans are made while the tables are small and kept while they grow: whatever is looked up in a table is looked up through an
-- index, one probe after the other; OFFSET 0 keeps the planner from looking up all at once. Arrays are unnested side by side
-- in a SELECT list, which streams them; unnest in FROM would first store all of them, at three times the cost.
DECLARE
    events       CONSTANT integer := cardinality(p_ids);
    events_max   CONSTANT integer := 10000;
    postings_max CONSTANT integer := 100000;
    bytes_max    CONSTANT integer := 65535;
    amount_max   CONSTANT bigint := 9007199254740991;  -- 2^53 - 1
    beyond_nfc   CONSTANT text := '[^\u0001-\u02ff\u2010-\u2027\u3001-\u3029\u3400-\u4dbf\u4e00-\u9fff\uff01-\uffef]';
    head         pairledger.ledger%ROWTYPE;
    instant      timestamptz;
    recording    text;       -- what stands between the caller's two parts of every entry
    old_events   integer[] := '{}';
    old_ids      uuid[] := '{}';
    new_events   integer[];
    postings     text[];     -- of each event, as they stand in its entry
    versions     bigint[];   -- of new_events
    accounts     text[];     -- that the call moves money of, each once, as are the next three
    currencies   text[];
    held         bigint[];   -- before the call; NULL where the account is new
    balances     bigint[];   -- after the call
    is_suspect   boolean;    -- whether a cheap test was failed, and an exact one must decide
    surprised    integer;    -- the first event whose stream stands elsewhere than expected
    bad          record;
BEGIN
    IF events IS NULL OR cardinality(p_streams) <> events OR cardinality(p_expected) <> events OR cardinality(p_types) <> events
        OR cardinality(p_vs) <> events OR cardinality(p_effective_on) <> events OR cardinality(p_actors) <> events
        OR cardinality(p_causations) <> events OR cardinality(p_correlations) <> events OR cardinality(p_data) <> events
        OR cardinality(p_posting_accounts) <> cardinality(p_posting_events)
        OR cardinality(p_posting_currencies) <> cardinality(p_posting_events)
        OR cardinality(p_posting_amounts) <> cardinality(p_posting_events)
        OR num_nulls(p_ledger, p_streams, p_expected, p_types, p_vs, p_effective_on, p_actors, p_causations, p_correlations, p_data,
                     p_posting_events, p_posting_accounts, p_posting_currencies, p_posting_amounts) > 0
        OR array_position(p_ids, NULL) IS NOT NULL OR array_position(p_streams, NULL) IS NOT NULL
        OR array_position(p_types, NULL) IS NOT NULL OR array_position(p_vs, NULL) IS NOT NULL
        OR array_position(p_effective_on, NULL) IS NOT NULL OR array_position(p_actors, NULL) IS NOT NULL
        OR array_position(p_data, NULL) IS NOT NULL OR array_position(p_posting_events, NULL) IS NOT NULL
        OR array_position(p_posting_accounts, NULL) IS NOT NULL OR array_position(p_posting_currencies, NULL) IS NOT NULL
        OR array_position(p_posting_amounts, NULL) IS NOT NULL
        -- The arrays that are subscripted below.
        OR array_lower(p_ids, 1) <> 1 OR array_lower(p_streams, 1) <> 1 OR array_lower(p_types, 1) <> 1
        OR array_lower(p_expected, 1) <> 1 OR array_ndims(p_expected) <> 1
    THEN
        RAISE EXCEPTION 'append was called with arrays of different lengths or bounds, or with nulls where none may stand'
            USING ERRCODE = 'PL008', DETAIL = '{}';
    END IF;
    IF events > events_max OR cardinality(p_posting_events) > postings_max THEN
        RAISE EXCEPTION 'append takes at most % events and % postings in one call, not % and %',
            events_max, postings_max, events, cardinality(p_posting_events)
            USING ERRCODE = 'PL008', DETAIL = '{}', HINT = 'Send them in several calls of one transaction.';
    END IF;

    -- What the entry is put together from must be able to stand in it: a whole JSON object, a day that four digits are enough
    -- for, and whole amounts that any reader of JSON represents exactly.
    SELECT g.n INTO bad
    FROM (SELECT unnest(p_data) AS data, unnest(p_vs) AS v, unnest(p_effective_on) AS effective_on, unnest(p_actors) AS actor,
                 generate_series(1, events) AS n) g
    WHERE g.data NOT LIKE '{%}' OR json_typeof(g.data::json) <> 'object' OR g.v < 1
        OR g.effective_on NOT BETWEEN '0001-01-01' AND '9999-12-31'
        -- Text of these characters alone is in NFC: Latin letters, and punctuation, ideographs and full-width forms of Chinese.
        OR g.data ~ beyond_nfc AND g.data IS NOT NFC NORMALIZED OR g.actor ~ beyond_nfc AND g.actor IS NOT NFC NORMALIZED
    ORDER BY g.n LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'event % has data that is not one JSON object, text that is not in NFC, a schema version below 1, or a day not of the years 1 to 9999', bad.n
            USING ERRCODE = 'PL008', DETAIL = format('{"event":%s}', bad.n);
    END IF;
    IF 1 > ANY (p_posting_events) OR events < ANY (p_posting_events)
        OR 0 = ANY (p_posting_amounts) OR amount_max < ANY (p_posting_amounts) OR -amount_max > ANY (p_posting_amounts)
    THEN
        SELECT p.event, p.amount INTO bad
        FROM (SELECT unnest(p_posting_events) AS event, unnest(p_posting_amounts) AS amount) p
        WHERE p.event NOT BETWEEN 1 AND events OR p.amount = 0 OR p.amount NOT BETWEEN -amount_max AND amount_max LIMIT 1;
        RAISE EXCEPTION 'a posting names event % and amount %: the event must be one of this call''s %, the amount neither 0 nor beyond %',
            bad.event, bad.amount, events, amount_max
            USING ERRCODE = 'PL008', DETAIL = format('{"event":%s}', bad.event);
    END IF;

    -- The postings of each event as they stand in its entry, in the order of the call; nothing for an event that moves nothing.
    SELECT array_agg(e.text ORDER BY e.event), bool_or(e.sum <> 0) INTO postings, is_suspect
    FROM (
        SELECT p.event, coalesce(string_agg(pairledger.posting(p.account, p.amount, p.currency), ','), '') AS text, sum(p.amount) AS sum
        FROM (
            SELECT unnest(p_posting_events) AS event, unnest(p_posting_accounts) AS account, unnest(p_posting_currencies) AS currency,
                   unnest(p_posting_amounts) AS amount, generate_series(1, cardinality(p_posting_events)) AS n
            UNION ALL
            SELECT generate_series(1, events), NULL, NULL, NULL, 0
            ORDER BY event, n
        ) p
        GROUP BY p.event
    ) e;
    -- They must sum to nothing, per currency.
    IF is_suspect OR array_remove(p_posting_currencies, p_posting_currencies[1]) <> '{}' THEN
        SELECT p.event, p.currency, sum(p.amount) AS sum INTO bad
        FROM (SELECT unnest(p_posting_events) AS event, unnest(p_posting_currencies) AS currency, unnest(p_posting_amounts) AS amount) p
        GROUP BY p.event, p.currency HAVING sum(p.amount) <> 0 ORDER BY p.event, p.currency LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'the postings of event % sum to % % minor units, not to 0', bad.event, bad.sum, bad.currency
                USING ERRCODE = 'PL003',
                    DETAIL = format('{"currency":%s,"event":%s,"sum":%s}', to_json(bad.currency), bad.event, bad.sum);
        END IF;
    END IF;

    PERFORM set_config('synchronous_commit', 'off', true);
    SELECT * INTO head FROM pairledger.ledger l WHERE l.ledger = p_ledger FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no ledger "%"', p_ledger
            USING ERRCODE = 'PL005', DETAIL = '{"ledger":' || to_json(p_ledger)::text || '}';
    END IF;
    instant := greatest(clock_timestamp(), head.last_recorded_at);
    recording := to_char(instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '","recorder":' || to_json(session_user::text)::text;

    -- Events that are here already: the first answer again, provided that it is the same event.
    SELECT coalesce(array_agg(g.n), '{}'), coalesce(array_agg(g.id), '{}') INTO old_events, old_ids
    FROM (SELECT unnest(p_ids) AS id, generate_series(1, events) AS n) g
    CROSS JOIN LATERAL (SELECT FROM pairledger.event e WHERE e.ledger = p_ledger AND e.event_id = g.id OFFSET 0) e;
    IF old_events <> '{}' THEN
        SELECT g.n, g.id, e.position INTO bad
        FROM (SELECT unnest(p_ids) AS id, unnest(p_streams) AS stream, unnest(p_types) AS type, unnest(p_vs) AS v,
                     unnest(p_effective_on) AS effective_on, unnest(p_actors) AS actor, unnest(p_causations) AS causation,
                     unnest(p_correlations) AS correlation, unnest(p_data) AS data, unnest(postings) AS postings,
                     generate_series(1, events) AS n) g
        CROSS JOIN LATERAL (SELECT e.position, e.version, e.entry FROM pairledger.event e
                            WHERE e.ledger = p_ledger AND e.event_id = g.id OFFSET 0) e
        WHERE NOT starts_with(convert_from(e.entry, 'UTF8'), pairledger.entry_before_recording(
                g.actor, g.causation, g.correlation, g.data, g.effective_on, g.id, p_ledger, e.position, g.postings))
           OR NOT starts_with(reverse(convert_from(e.entry, 'UTF8')),
                              reverse(pairledger.entry_after_recording(g.stream, g.type, g.v, e.version)))
        ORDER BY g.n LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'event % is in the ledger already, at position %, with different content', bad.id, bad.position
                USING ERRCODE = 'PL002',
                    DETAIL = format('{"event":%s,"id":"%s","position":%s}', bad.n, bad.id, bad.position),
                    HINT = 'Repeat the first request unchanged, or give the new one an id of its own.';
        END IF;
    END IF;

    -- From here on the arrays hold the new events alone, numbered from 1; new_events has the numbers that the caller gave them.
    new_events := ARRAY (SELECT generate_series(1, events));
    IF old_events <> '{}' THEN
        SELECT coalesce(array_agg(g.n ORDER BY g.n), '{}'), array_agg(g.id ORDER BY g.n), array_agg(g.stream ORDER BY g.n),
               array_agg(g.expected ORDER BY g.n), array_agg(g.type ORDER BY g.n), array_agg(g.v ORDER BY g.n),
               array_agg(g.effective_on ORDER BY g.n), array_agg(g.actor ORDER BY g.n), array_agg(g.causation ORDER BY g.n),
               array_agg(g.correlation ORDER BY g.n), array_agg(g.data ORDER BY g.n), array_agg(g.postings ORDER BY g.n)
        INTO new_events, p_ids, p_streams, p_expected, p_types, p_vs, p_effective_on, p_actors, p_causations, p_correlations, p_data,
             postings
        FROM (SELECT unnest(p_ids) AS id, unnest(p_streams) AS stream, unnest(p_expected) AS expected, unnest(p_types) AS type,
                     unnest(p_vs) AS v, unnest(p_effective_on) AS effective_on, unnest(p_actors) AS actor,
                     unnest(p_causations) AS causation, unnest(p_correlations) AS correlation, unnest(p_data) AS data,
                     unnest(postings) AS postings, generate_series(1, events) AS n) g
        WHERE g.n <> ALL (old_events);
        SELECT coalesce(array_agg(array_position(new_events, p.event) ORDER BY p.n), '{}'), coalesce(array_agg(p.account ORDER BY p.n), '{}'),
               coalesce(array_agg(p.currency ORDER BY p.n), '{}'), coalesce(array_agg(p.amount ORDER BY p.n), '{}')
        INTO p_posting_events, p_posting_accounts, p_posting_currencies, p_posting_amounts
        FROM (SELECT unnest(p_posting_events) AS event, unnest(p_posting_accounts) AS account, unnest(p_posting_currencies) AS currency,
                     unnest(p_posting_amounts) AS amount, generate_series(1, cardinality(p_posting_events)) AS n) p
        WHERE p.event <> ALL (old_events);
    END IF;

    IF new_events <> '{}' THEN
        -- The version that each event gets, and the first whose stream stands elsewhere than its caller expected.
        SELECT array_agg(v.version ORDER BY v.n), min(v.n) FILTER (WHERE v.expected <> v.version - 1)
        INTO versions, surprised
        FROM (
            SELECT b.n, b.expected, b.k + coalesce(max(b.base) OVER (PARTITION BY b.stream), 0) AS version
            FROM (
                SELECT g.*, CASE WHEN g.k = 1 THEN (SELECT e.version FROM pairledger.event e
                                                    WHERE e.ledger = p_ledger AND e.stream = g.stream
                                                    ORDER BY e.version DESC LIMIT 1) END AS base
                FROM (
                    SELECT u.stream, u.expected, u.n, row_number() OVER (PARTITION BY u.stream ORDER BY u.n) AS k
                    FROM (SELECT unnest(p_streams) AS stream, unnest(p_expected) AS expected,
                                 generate_series(1, cardinality(new_events)) AS n) u
                ) g
            ) b
        ) v;
        IF surprised IS NOT NULL THEN
            RAISE EXCEPTION 'stream "%" is at version %, not at %',
                p_streams[surprised], versions[surprised] - 1, p_expected[surprised]
                USING ERRCODE = 'PL001',
                    DETAIL = format('{"actual":%s,"event":%s,"expected":%s,"stream":%s}',
                        versions[surprised] - 1, new_events[surprised], p_expected[surprised], to_json(p_streams[surprised])),
                    HINT = 'Read the stream again, decide again, and retry.';
        END IF;

        -- Each account once, with where it stands and will stand. One that can pay for all that leaves it is above suspicion.
        SELECT array_agg(p.account), array_agg(p.currency), array_agg(a.balance), array_agg(coalesce(a.balance, 0) + p.moved),
               bool_or(coalesce(a.balance, 0) + p.leaving < 0 AND pairledger.is_guarded(p.account))
        INTO accounts, currencies, held, balances, is_suspect
        FROM (
            SELECT p.account, p.currency, sum(p.amount)::bigint AS moved, sum(least(p.amount, 0)) AS leaving
            FROM (SELECT unnest(p_posting_accounts) AS account, unnest(p_posting_currencies) AS currency,
                         unnest(p_posting_amounts) AS amount) p
            GROUP BY p.account, p.currency
        ) p
        LEFT JOIN LATERAL (SELECT a.balance FROM pairledger.account a
                           WHERE a.ledger = p_ledger AND a.account = p.account AND a.currency = p.currency OFFSET 0) a ON true;
        -- No guarded account may be below zero after any event, not only after the last.
        IF is_suspect THEN
            SELECT r.event, r.account, r.currency, r.amount, r.after INTO bad
            FROM (
                SELECT p.event, p.account, p.currency, p.amount,
                       coalesce(a.balance, 0) + sum(p.amount) OVER (PARTITION BY p.account, p.currency ORDER BY p.event) AS after
                FROM (
                    SELECT p.event, p.account, p.currency, sum(p.amount) AS amount
                    FROM (SELECT unnest(p_posting_events) AS event, unnest(p_posting_accounts) AS account,
                                 unnest(p_posting_currencies) AS currency, unnest(p_posting_amounts) AS amount) p
                    WHERE pairledger.is_guarded(p.account)
                    GROUP BY p.event, p.account, p.currency
                ) p
                LEFT JOIN LATERAL (SELECT a.balance FROM pairledger.account a
                                   WHERE a.ledger = p_ledger AND a.account = p.account AND a.currency = p.currency OFFSET 0) a ON true
            ) r
            WHERE r.after < 0
            ORDER BY r.event, r.account, r.currency LIMIT 1;
            IF FOUND THEN
                RAISE EXCEPTION 'event % takes % % minor units from "%", which holds %',
                    new_events[bad.event], -bad.amount, bad.currency, bad.account, bad.after - bad.amount
                    USING ERRCODE = 'PL004',
                        DETAIL = format('{"account":%s,"available":%s,"currency":%s,"event":%s,"needed":%s}', to_json(bad.account),
                            bad.after - bad.amount, to_json(bad.currency), new_events[bad.event], -bad.amount);
            END IF;
        END IF;
        IF array_remove(held, NULL) <> '{}' THEN
            UPDATE pairledger.account a SET balance = p.balance
            FROM (SELECT unnest(accounts) AS account, unnest(currencies) AS currency, unnest(balances) AS balance) p
            WHERE a.ledger = p_ledger AND a.account = p.account AND a.currency = p.currency;
        END IF;
        IF array_position(held, NULL) IS NOT NULL THEN
            INSERT INTO pairledger.account (ledger, account, currency, balance)
            SELECT p_ledger, p.account, p.currency, p.balance
            FROM (SELECT unnest(accounts) AS account, unnest(currencies) AS currency, unnest(held) AS held,
                         unnest(balances) AS balance) p
            WHERE p.held IS NULL;
        END IF;

        -- What surrounds data, postings and actor in an entry is below 5,000 bytes, and escaping makes six of one at most.
        IF pg_column_size(p_data) + pg_column_size(postings) + 6 * pg_column_size(p_actors) > bytes_max - 5000 THEN
            SELECT g.n, g.bytes INTO bad
            FROM (
                SELECT g.n, octet_length(pairledger.entry_before_recording(g.actor, g.causation, g.correlation, g.data, g.effective_on,
                                             g.id, p_ledger, head.next_position + g.n - 1, g.postings)
                                         || recording || pairledger.entry_after_recording(g.stream, g.type, g.v, g.version)) AS bytes
                FROM (SELECT unnest(p_ids) AS id, unnest(p_streams) AS stream, unnest(p_types) AS type, unnest(p_vs) AS v,
                             unnest(p_effective_on) AS effective_on, unnest(p_actors) AS actor, unnest(p_causations) AS causation,
                             unnest(p_correlations) AS correlation, unnest(p_data) AS data, unnest(postings) AS postings,
                             unnest(versions) AS version, generate_series(1, cardinality(new_events)) AS n) g
                WHERE octet_length(g.data) + octet_length(g.postings) + 6 * octet_length(g.actor) > bytes_max - 5000
            ) g
            WHERE g.bytes > bytes_max ORDER BY g.n LIMIT 1;
            IF FOUND THEN
                RAISE EXCEPTION 'the entry of event % has % bytes; at most % are allowed', new_events[bad.n], bad.bytes, bytes_max
                    USING ERRCODE = 'PL006',
                        DETAIL = format('{"bytes":%s,"event":%s,"limit":%s}', bad.bytes, new_events[bad.n], bytes_max),
                        HINT = 'Keep documents outside the ledger and record their digests.';
            END IF;
        END IF;

        INSERT INTO pairledger.event (ledger, position, stream, version, event_id, type, recorded_at, entry)
        SELECT p_ledger, head.next_position + g.n - 1, g.stream, g.version, g.id, g.type, instant,
               convert_to(pairledger.entry_before_recording(g.actor, g.causation, g.correlation, g.data, g.effective_on,
                              g.id, p_ledger, head.next_position + g.n - 1, g.postings)
                          || recording || pairledger.entry_after_recording(g.stream, g.type, g.v, g.version), 'UTF8')
        FROM (SELECT unnest(p_ids) AS id, unnest(p_streams) AS stream, unnest(p_types) AS type, unnest(p_vs) AS v,
                     unnest(p_effective_on) AS effective_on, unnest(p_actors) AS actor, unnest(p_causations) AS causation,
                     unnest(p_correlations) AS correlation, unnest(p_data) AS data, unnest(postings) AS postings,
                     unnest(versions) AS version, generate_series(1, cardinality(new_events)) AS n) g;

        UPDATE pairledger.ledger l
        SET next_position = head.next_position + cardinality(new_events), last_recorded_at = instant
        WHERE l.ledger = p_ledger;
    END IF;

    RETURN QUERY
    SELECT n.event, head.next_position + n.k - 1, n.version, instant, false
    FROM (SELECT unnest(new_events) AS event, unnest(versions) AS version, generate_series(1, cardinality(new_events)) AS k) n
    UNION ALL
    SELECT o.event, e.position, e.version, e.recorded_at, true
    FROM (SELECT unnest(old_events) AS event, unnest(old_ids) AS id) o
    CROSS JOIN LATERAL (SELECT e.position, e.version, e.recorded_at FROM pairledger.event e
                        WHERE e.ledger = p_ledger AND e.event_id = o.id OFFSET 0) e
    ORDER BY 1;
END $$;
GRANT EXECUTE ON FUNCTION pairledger.append TO pairledger_recorder;
