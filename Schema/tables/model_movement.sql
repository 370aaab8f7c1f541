-- Read model "funds": money of one lot that an event moved from one account to another. Amounts are minor units.
CREATE TABLE pairledger_model.movement (
    generation   bigint           NOT NULL,
    position     bigint           NOT NULL,
    ordinal      integer          NOT NULL,
    effective_on date             NOT NULL,
    from_account text COLLATE "C" NOT NULL,
    to_account   text COLLATE "C" NOT NULL,
    currency     text COLLATE "C" NOT NULL,
    amount       bigint           NOT NULL,
    pairing      text COLLATE "C",
    agreement    text COLLATE "C",
    transfer     text COLLATE "C",
    fiscal_year  integer          NOT NULL,
    since        date,
    PRIMARY KEY (generation, position, ordinal)
) PARTITION BY LIST (generation);
CREATE INDEX movement_from ON pairledger_model.movement (from_account);
CREATE INDEX movement_to ON pairledger_model.movement (to_account);
GRANT SELECT ON pairledger_model.movement TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.movement TO pairledger_projector;
