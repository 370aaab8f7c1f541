-- The same for what a stream tells of: where the thing is, or what it belongs to. Not for what read model "timeline" does not know (yet).
CREATE OR REPLACE FUNCTION pairledger.sees_stream(p_ledger text, p_stream text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
RETURN pg_has_role(session_user, 'pairledger_inspector', 'MEMBER') OR pg_has_role(session_user, 'pairledger_projector', 'MEMBER')
    OR coalesce((
        SELECT pairledger.sees(coalesce(t.region, project.region, pairing.region))
        FROM pairledger_model.generation g
        JOIN pairledger_model.thing t ON t.generation = g.generation AND t.stream = p_stream
        LEFT JOIN pairledger_model.thing project ON project.generation = g.generation AND project.stream = 'project/' || t.project
        LEFT JOIN pairledger_model.thing agreement ON agreement.generation = g.generation
            AND agreement.stream = 'agreement/' || t.agreement
        LEFT JOIN pairledger_model.thing pairing ON pairing.generation = g.generation
            AND pairing.stream = 'pairing/' || coalesce(t.pairing, agreement.pairing)
        WHERE g.ledger = p_ledger AND g.projection = 'timeline' AND g.is_current), false);
GRANT EXECUTE ON FUNCTION pairledger.sees_stream(text, text) TO pairledger_projector, pairledger_inspector;
