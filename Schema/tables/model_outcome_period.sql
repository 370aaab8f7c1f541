-- Read model "outcomes": which report stands for a period of an indicator.
CREATE TABLE pairledger_model.outcome_period (
    generation   bigint           NOT NULL,
    indicator    text COLLATE "C" NOT NULL,
    period_start date             NOT NULL,
    period_end   date             NOT NULL,
    report       bigint           NOT NULL,
    PRIMARY KEY (generation, indicator, period_start, period_end)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.outcome_period TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.outcome_period TO pairledger_projector;
