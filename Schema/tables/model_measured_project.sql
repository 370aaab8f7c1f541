-- Read model "outcomes": what indicators need to know of a project, so that their groups can be kept added up.
CREATE TABLE pairledger_model.measured_project (
    generation  bigint           NOT NULL,
    project     text COLLATE "C" NOT NULL,
    place       text COLLATE "C" NOT NULL,
    purpose     text COLLATE "C" NOT NULL,
    approved_on date,
    spent       bigint           NOT NULL,
    indicators  text[]           NOT NULL,
    units       text[]           NOT NULL,
    PRIMARY KEY (generation, project)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.measured_project TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.measured_project TO pairledger_projector;
