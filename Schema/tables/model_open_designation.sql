-- Read model "regions": the lists on which a region stands now, and since when.
CREATE TABLE pairledger_model.open_designation (
    generation  bigint           NOT NULL,
    region      text COLLATE "C" NOT NULL,
    designation text COLLATE "C" NOT NULL,
    since       date             NOT NULL,
    PRIMARY KEY (generation, region, designation)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.open_designation TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.open_designation TO pairledger_projector;
