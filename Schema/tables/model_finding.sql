-- Read model "findings": what an inspector found wrong, and how far it has come. What was recovered is in minor units of CNY.
CREATE TABLE pairledger_model.finding (
    generation       bigint           NOT NULL,
    finding          text COLLATE "C" NOT NULL,
    rule             text COLLATE "C",
    about            text COLLATE "C" NOT NULL,
    severity         text COLLATE "C" NOT NULL,
    statement        text             NOT NULL,
    expected         bigint,
    found            bigint,
    unit             text COLLATE "C",
    raised_by        text             NOT NULL,
    raised_on        date             NOT NULL,
    actor            text             NOT NULL,
    due_on           date             NOT NULL,
    positions        bigint[]         NOT NULL,
    position         bigint           NOT NULL,
    state            text COLLATE "C" NOT NULL,
    answered_on      date,
    answered_by      text,
    rectified_on     date,
    recovered        bigint           NOT NULL,
    closed_on        date,
    closed_by        text,
    reopened         bigint           NOT NULL,
    last_step_on     date             NOT NULL,
    last_position    bigint           NOT NULL,
    documents        bigint           NOT NULL,
    remedy_documents bigint           NOT NULL,
    PRIMARY KEY (generation, finding)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.finding TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.finding TO pairledger_projector;
