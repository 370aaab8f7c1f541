-- Read model "projects": points of their plans that projects came to. The position is that of the event.
CREATE TABLE pairledger_model.milestone (
    generation bigint           NOT NULL,
    position   bigint           NOT NULL,
    project    text COLLATE "C" NOT NULL,
    milestone  text             NOT NULL,
    planned_on date,
    reached_on date             NOT NULL,
    PRIMARY KEY (generation, position)
) PARTITION BY LIST (generation);
CREATE INDEX milestone_project ON pairledger_model.milestone (project);
GRANT SELECT ON pairledger_model.milestone TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.milestone TO pairledger_projector;
