-- Read model "outcomes": all indicators of one place, purpose and unit added up; without a unit all of the place and purpose, those among
-- them that cannot be added up. Texts are empty for what there is not. Money is in minor units, and each project's counts once.
CREATE TABLE pairledger_model.outcome_group (
    generation          bigint           NOT NULL,
    place               text COLLATE "C" NOT NULL,
    purpose             text COLLATE "C" NOT NULL,
    unit                text COLLATE "C" NOT NULL,
    indicators          bigint           NOT NULL,
    baseline            bigint           NOT NULL,
    target              bigint           NOT NULL,
    reported            bigint           NOT NULL,
    verified            bigint           NOT NULL,
    verified_baseline   bigint           NOT NULL,
    disputed            bigint           NOT NULL,
    verified_indicators bigint           NOT NULL,
    persons             bigint           NOT NULL,
    spent               bigint           NOT NULL,
    latest_on           date             NOT NULL,
    PRIMARY KEY (generation, place, purpose, unit)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.outcome_group TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.outcome_group TO pairledger_projector;
