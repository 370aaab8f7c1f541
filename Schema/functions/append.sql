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
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    events       CONSTANT integer := cardinality(p_ids);
    events_max   CONSTANT integer := 10000;
    postings_max CONSTANT integer := 100000;
    bytes_max    CONSTANT integer := 65535;
    amount_max   CONSTANT bigint := 9007199254740991;  -- 2^53 - 1
    head         pairledger.ledger%ROWTYPE;
    instant      timestamptz;
    recording    text;       -- what stands between the caller's two parts of every entry
    old_events   integer[] := '{}';
    old_ids      uuid[] := '{}';
    new_events   integer[];
    versions     bigint[];   -- of new_events, as are the next two
    postings     text[];
    entries      bytea[];
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
    SELECT g.n INTO bad FROM unnest(p_data, p_vs, p_effective_on, p_actors) WITH ORDINALITY AS g (data, v, effective_on, actor, n)
    WHERE g.data NOT LIKE '{%}' OR json_typeof(g.data::json) <> 'object' OR g.v < 1
        OR g.effective_on NOT BETWEEN '0001-01-01' AND '9999-12-31' OR g.data IS NOT NFC NORMALIZED OR g.actor IS NOT NFC NORMALIZED
    ORDER BY g.n LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'event % has data that is not one JSON object, text that is not in NFC, a schema version below 1, or a day not of the years 1 to 9999', bad.n
            USING ERRCODE = 'PL008', DETAIL = format('{"event":%s}', bad.n);
    END IF;
    SELECT p.event, p.amount INTO bad FROM unnest(p_posting_events, p_posting_amounts) AS p (event, amount)
    WHERE p.event NOT BETWEEN 1 AND events OR p.amount = 0 OR p.amount NOT BETWEEN -amount_max AND amount_max LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'a posting names event % and amount %: the event must be one of this call''s %, the amount neither 0 nor beyond %',
            bad.event, bad.amount, events, amount_max
            USING ERRCODE = 'PL008', DETAIL = format('{"event":%s}', bad.event);
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
    IF EXISTS (SELECT FROM pairledger.event e WHERE e.ledger = p_ledger AND e.event_id = ANY (p_ids)) THEN
        FOR bad IN
            SELECT g.n, g.id, e.position
            FROM unnest(p_ids, p_streams, p_types, p_vs, p_effective_on, p_actors, p_causations, p_correlations, p_data)
                 WITH ORDINALITY AS g (id, stream, type, v, effective_on, actor, causation, correlation, data, n)
            JOIN pairledger.event e ON e.ledger = p_ledger AND e.event_id = g.id
            LEFT JOIN (
                SELECT p.event, string_agg(pairledger.posting(p.account, p.amount, p.currency), ',' ORDER BY p.n) AS text
                FROM unnest(p_posting_events, p_posting_accounts, p_posting_amounts, p_posting_currencies)
                     WITH ORDINALITY AS p (event, account, amount, currency, n)
                GROUP BY p.event
            ) p ON p.event = g.n
            WHERE NOT starts_with(convert_from(e.entry, 'UTF8'), pairledger.entry_before_recording(
                    g.actor, g.causation, g.correlation, g.data, g.effective_on, g.id, p_ledger, e.position, p.text))
               OR NOT starts_with(reverse(convert_from(e.entry, 'UTF8')),
                                  reverse(pairledger.entry_after_recording(g.stream, g.type, g.v, e.version)))
            ORDER BY g.n LIMIT 1
        LOOP
            RAISE EXCEPTION 'event % is in the ledger already, at position %, with different content', bad.id, bad.position
                USING ERRCODE = 'PL002',
                    DETAIL = format('{"event":%s,"id":"%s","position":%s}', bad.n, bad.id, bad.position),
                    HINT = 'Repeat the first request unchanged, or give the new one an id of its own.';
        END LOOP;
        SELECT array_agg(g.n::integer), array_agg(g.id) INTO old_events, old_ids
        FROM unnest(p_ids) WITH ORDINALITY AS g (id, n)
        JOIN pairledger.event e ON e.ledger = p_ledger AND e.event_id = g.id;
    END IF;

    -- From here on the arrays hold the new events alone, numbered from 1; new_events has the numbers that the caller gave them.
    -- Everything below goes through arrays side by side: the planner knows nothing of their lengths, and would join them by
    -- comparing each element with every other.
    new_events := ARRAY (SELECT generate_series(1, events));
    IF old_events <> '{}' THEN
        SELECT coalesce(array_agg(g.n::integer ORDER BY g.n), '{}'), array_agg(g.id ORDER BY g.n), array_agg(g.stream ORDER BY g.n),
               array_agg(g.expected ORDER BY g.n), array_agg(g.type ORDER BY g.n), array_agg(g.v ORDER BY g.n),
               array_agg(g.effective_on ORDER BY g.n), array_agg(g.actor ORDER BY g.n), array_agg(g.causation ORDER BY g.n),
               array_agg(g.correlation ORDER BY g.n), array_agg(g.data ORDER BY g.n)
        INTO new_events, p_ids, p_streams, p_expected, p_types, p_vs, p_effective_on, p_actors, p_causations, p_correlations, p_data
        FROM unnest(p_ids, p_streams, p_expected, p_types, p_vs, p_effective_on, p_actors, p_causations, p_correlations, p_data)
             WITH ORDINALITY AS g (id, stream, expected, type, v, effective_on, actor, causation, correlation, data, n)
        WHERE g.n <> ALL (old_events);
        SELECT coalesce(array_agg(array_position(new_events, p.event) ORDER BY p.n), '{}'), coalesce(array_agg(p.account ORDER BY p.n), '{}'),
               coalesce(array_agg(p.currency ORDER BY p.n), '{}'), coalesce(array_agg(p.amount ORDER BY p.n), '{}')
        INTO p_posting_events, p_posting_accounts, p_posting_currencies, p_posting_amounts
        FROM unnest(p_posting_events, p_posting_accounts, p_posting_currencies, p_posting_amounts)
             WITH ORDINALITY AS p (event, account, currency, amount, n)
        WHERE p.event <> ALL (old_events);
    END IF;

    IF new_events <> '{}' THEN
        -- The version that each event gets, and the first whose stream stands elsewhere than its caller expected.
        SELECT array_agg(v.version ORDER BY v.n), min(v.n) FILTER (WHERE v.expected <> v.version - 1)
        INTO versions, surprised
        FROM (
            SELECT b.n, b.expected, b.k + coalesce(max(b.base) OVER (PARTITION BY b.stream), 0) AS version
            FROM (
                SELECT g.*, CASE WHEN g.k = 1 THEN (SELECT max(e.version) FROM pairledger.event e
                                                    WHERE e.ledger = p_ledger AND e.stream = g.stream) END AS base
                FROM (
                    SELECT u.stream, u.expected, u.n::integer, row_number() OVER (PARTITION BY u.stream ORDER BY u.n) AS k
                    FROM unnest(p_streams, p_expected) WITH ORDINALITY AS u (stream, expected, n)
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

        -- What each event moves must sum to nothing, per currency.
        SELECT p.event, p.currency, sum(p.amount) AS sum INTO bad
        FROM unnest(p_posting_events, p_posting_currencies, p_posting_amounts) AS p (event, currency, amount)
        GROUP BY p.event, p.currency HAVING sum(p.amount) <> 0 ORDER BY p.event, p.currency LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'the postings of event % sum to % % minor units, not to 0', new_events[bad.event], bad.sum, bad.currency
                USING ERRCODE = 'PL003',
                    DETAIL = format('{"currency":%s,"event":%s,"sum":%s}', to_json(bad.currency), new_events[bad.event], bad.sum);
        END IF;

        -- No guarded account may be below zero after any event, not only after the last.
        SELECT r.event, r.account, r.currency, r.amount, r.after INTO bad
        FROM (
            SELECT p.event, p.account, p.currency, p.amount,
                   coalesce(a.balance, 0) + sum(p.amount) OVER (PARTITION BY p.account, p.currency ORDER BY p.event) AS after
            FROM (
                SELECT p.event, p.account, p.currency, sum(p.amount) AS amount
                FROM unnest(p_posting_events, p_posting_accounts, p_posting_currencies, p_posting_amounts)
                     AS p (event, account, currency, amount)
                WHERE pairledger.is_guarded(p.account)
                GROUP BY p.event, p.account, p.currency
            ) p
            LEFT JOIN pairledger.account a
                ON a.ledger = p_ledger AND a.account = p.account AND a.currency = p.currency
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

        -- Not INSERT … ON CONFLICT: that would hold a withdrawal alone against the constraint before looking for the balance.
        MERGE INTO pairledger.account a
        USING (
            SELECT p.account, p.currency, sum(p.amount) AS amount
            FROM unnest(p_posting_accounts, p_posting_currencies, p_posting_amounts) AS p (account, currency, amount)
            GROUP BY p.account, p.currency
        ) p ON a.ledger = p_ledger AND a.account = p.account AND a.currency = p.currency
        WHEN MATCHED THEN UPDATE SET balance = a.balance + p.amount
        WHEN NOT MATCHED THEN INSERT (ledger, account, currency, balance) VALUES (p_ledger, p.account, p.currency, p.amount);

        -- The postings of each event as text; an event without any has none.
        SELECT array_agg(p.text ORDER BY p.event) INTO postings
        FROM (
            SELECT u.event, string_agg(u.text, ',' ORDER BY u.n) AS text
            FROM (
                SELECT p.event, p.n, pairledger.posting(p.account, p.amount, p.currency) AS text
                FROM unnest(p_posting_events, p_posting_accounts, p_posting_amounts, p_posting_currencies)
                     WITH ORDINALITY AS p (event, account, amount, currency, n)
                UNION ALL
                SELECT k, 0, NULL FROM generate_series(1, cardinality(new_events)) AS k
            ) u
            GROUP BY u.event
        ) p;
        SELECT array_agg(convert_to(
                   pairledger.entry_before_recording(g.actor, g.causation, g.correlation, g.data, g.effective_on, g.id, p_ledger,
                       head.next_position + g.n - 1, g.postings)
                   || recording
                   || pairledger.entry_after_recording(g.stream, g.type, g.v, g.version), 'UTF8') ORDER BY g.n)
        INTO entries
        FROM unnest(p_ids, p_streams, p_types, p_vs, p_effective_on, p_actors, p_causations, p_correlations, p_data, postings, versions)
             WITH ORDINALITY AS g (id, stream, type, v, effective_on, actor, causation, correlation, data, postings, version, n);

        SELECT n.event, octet_length(n.entry) AS bytes INTO bad
        FROM unnest(new_events, entries) AS n (event, entry)
        WHERE octet_length(n.entry) > bytes_max ORDER BY n.event LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'the entry of event % has % bytes; at most % are allowed', bad.event, bad.bytes, bytes_max
                USING ERRCODE = 'PL006', DETAIL = format('{"bytes":%s,"event":%s,"limit":%s}', bad.bytes, bad.event, bytes_max),
                    HINT = 'Keep documents outside the ledger and record their digests.';
        END IF;

        INSERT INTO pairledger.event (ledger, position, stream, version, event_id, type, recorded_at, entry)
        SELECT p_ledger, head.next_position + n.k - 1, n.stream, n.version, n.id, n.type, instant, n.entry
        FROM unnest(p_streams, versions, p_ids, p_types, entries) WITH ORDINALITY AS n (stream, version, id, type, entry, k);

        UPDATE pairledger.ledger l
        SET next_position = head.next_position + cardinality(new_events), last_recorded_at = instant
        WHERE l.ledger = p_ledger;
    END IF;

    RETURN QUERY
    SELECT n.event, head.next_position + n.k - 1, n.version, instant, false
    FROM unnest(new_events, versions) WITH ORDINALITY AS n (event, version, k)
    UNION ALL
    SELECT o.event, e.position, e.version, e.recorded_at, true
    FROM unnest(old_events, old_ids) AS o (event, id)
    JOIN pairledger.event e ON e.ledger = p_ledger AND e.event_id = o.id
    ORDER BY 1;
END $$;
GRANT EXECUTE ON FUNCTION pairledger.append TO pairledger_recorder;
