-- Read model "outcomes": what is claimed to be reached, and what the last to look into it found. Values are of the indicator's unit,
-- or basis points where the scale says so.
CREATE TABLE pairledger_model.outcome_report (
    generation                bigint           NOT NULL,
    indicator                 text COLLATE "C" NOT NULL,
    number                    bigint           NOT NULL,
    position                  bigint           NOT NULL,
    value                     bigint           NOT NULL,
    scale                     text COLLATE "C" NOT NULL,
    period_start              date             NOT NULL,
    period_end                date             NOT NULL,
    reported_by               text             NOT NULL,
    reported_on               date             NOT NULL,
    actor                     text             NOT NULL,
    superseded_by             bigint,
    verifications             bigint           NOT NULL,
    independently_verified_on date,
    verified_by               text,
    verified_on               date,
    verified_value            bigint,
    method                    text,
    verified_position         bigint,
    disputes                  bigint           NOT NULL,
    disputed_by               text,
    disputed_on               date,
    disputed_value            bigint,
    reason                    text,
    disputed_position         bigint,
    PRIMARY KEY (generation, indicator, number)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.outcome_report TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.outcome_report TO pairledger_projector;
