-- Read model "projects": all projects of one stage added up, approved or not. Amounts are minor units.
CREATE TABLE pairledger_model.project_stage (
    generation      bigint           NOT NULL,
    stage           text COLLATE "C" NOT NULL,
    projects        bigint           NOT NULL,
    planned_total   bigint           NOT NULL,
    planned_aid     bigint           NOT NULL,
    work_total_done bigint           NOT NULL,
    work_aid_done   bigint           NOT NULL,
    allocated       bigint           NOT NULL,
    spent           bigint           NOT NULL,
    PRIMARY KEY (generation, stage)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.project_stage TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.project_stage TO pairledger_projector;
