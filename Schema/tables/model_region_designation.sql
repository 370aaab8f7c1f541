-- Read model "regions": a time in which a region stood on an official list.
CREATE TABLE pairledger_model.region_designation (
    generation     bigint           NOT NULL,
    region         text COLLATE "C" NOT NULL,
    designation    text COLLATE "C" NOT NULL,
    since          date             NOT NULL,
    last_day       date,
    basis          text             NOT NULL,
    delisted_basis text,
    PRIMARY KEY (generation, region, designation, since)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.region_designation TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.region_designation TO pairledger_projector;
