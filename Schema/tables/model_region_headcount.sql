-- Read model "regions": the persons in poverty of a region in the last year of which their number was stated.
CREATE TABLE pairledger_model.region_headcount (
    generation bigint           NOT NULL,
    region     text COLLATE "C" NOT NULL,
    year       integer          NOT NULL,
    persons    bigint           NOT NULL,
    PRIMARY KEY (generation, region)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.region_headcount TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.region_headcount TO pairledger_projector;
