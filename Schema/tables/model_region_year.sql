-- Read model "regions": how a region fared in a year. Headcount and population are persons, the rate is in basis points, the others are
-- minor units of CNY.
CREATE TABLE pairledger_model.region_year (
    generation            bigint           NOT NULL,
    region                text COLLATE "C" NOT NULL,
    year                  integer          NOT NULL,
    poverty_headcount     bigint,
    poverty_rate          bigint,
    population            bigint,
    rural_income_per_head bigint,
    urban_income_per_head bigint,
    fiscal_revenue        bigint,
    gross_product         bigint,
    source                text             NOT NULL,
    reported_on           date             NOT NULL,
    position              bigint           NOT NULL,
    PRIMARY KEY (generation, region, year)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.region_year TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.region_year TO pairledger_projector;
