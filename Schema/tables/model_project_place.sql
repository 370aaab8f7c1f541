-- Read model "funds": where each project is and what it is for, so that money given to it is known to be there.
CREATE TABLE pairledger_model.project_place (
    generation bigint           NOT NULL,
    project    text COLLATE "C" NOT NULL,
    place      text COLLATE "C" NOT NULL,
    scope      text COLLATE "C" NOT NULL,
    purpose    text COLLATE "C" NOT NULL,
    PRIMARY KEY (generation, project)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.project_place TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.project_place TO pairledger_projector;
