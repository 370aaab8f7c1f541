-- Read model "outcomes": those who benefited in a period, as they were counted once. The digest is the SHA-256 of the list of them.
CREATE TABLE pairledger_model.beneficiary_count (
    generation          bigint           NOT NULL,
    indicator           text COLLATE "C" NOT NULL,
    position            bigint           NOT NULL,
    persons             bigint           NOT NULL,
    households          bigint,
    beneficiary_group   text COLLATE "C" NOT NULL,
    eligible_population bigint,
    period_start        date             NOT NULL,
    period_end          date             NOT NULL,
    digest              text COLLATE "C",
    counted_on          date             NOT NULL,
    PRIMARY KEY (generation, indicator, position)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.beneficiary_count TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.beneficiary_count TO pairledger_projector;
