-- Read model "funds": what lies in all accounts of a kind, and in how many something lies. Minor units.
CREATE TABLE pairledger_model.account_total (
    generation bigint           NOT NULL,
    kind       text COLLATE "C" NOT NULL,
    currency   text COLLATE "C" NOT NULL,
    accounts   bigint           NOT NULL,
    balance    bigint           NOT NULL,
    PRIMARY KEY (generation, kind, currency)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.account_total TO pairledger_inspector, pairledger_observer;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.account_total TO pairledger_projector;
