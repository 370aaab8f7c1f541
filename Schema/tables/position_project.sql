-- Read model "position": what each project was planned to be, and how much of the physical work is done. Amounts are minor
-- units of CNY; the place is a GB/T 2260 code of the day of approval and the
-- part of that place (own, or joint with others).
CREATE TABLE pairledger_read.position_project (
    ledger          text COLLATE "C" NOT NULL,
    project         text COLLATE "C" NOT NULL,
    name            text             NOT NULL,
    name_zh         text,
    place           text COLLATE "C" NOT NULL,
    scope           text COLLATE "C" NOT NULL,
    purpose         text COLLATE "C" NOT NULL,
    planned_total   bigint           NOT NULL,
    planned_aid     bigint           NOT NULL,
    approved_on     date             NOT NULL,
    work_total_done bigint           NOT NULL,
    work_aid_done   bigint           NOT NULL,
    work_as_of      date,            -- the day of the report that the two figures are from; null before the first
    PRIMARY KEY (ledger, project)
);
GRANT SELECT ON pairledger_read.position_project TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_read.position_project TO pairledger_projector;
