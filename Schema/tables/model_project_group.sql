-- Read model "projects": all approved projects of one place and purpose added up, those cancelled after their approval among them.
-- Amounts are minor units.
CREATE TABLE pairledger_model.project_group (
    generation         bigint           NOT NULL,
    place              text COLLATE "C" NOT NULL,
    scope              text COLLATE "C" NOT NULL,
    purpose            text COLLATE "C" NOT NULL,
    currency           text COLLATE "C" NOT NULL,
    projects           bigint           NOT NULL,
    planned_total      bigint           NOT NULL,
    planned_aid        bigint           NOT NULL,
    work_total_done    bigint           NOT NULL,
    work_aid_done      bigint           NOT NULL,
    allocated          bigint           NOT NULL,
    spent              bigint           NOT NULL,
    latest_approved_on date             NOT NULL,
    PRIMARY KEY (generation, place, scope, purpose, currency)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.project_group TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.project_group TO pairledger_projector;
