-- Read model "funds": accounts, and of which lots each consists, in the order in which they will leave it; one list for each part of a
-- lot. Amounts are minor units.
CREATE TABLE pairledger_model.account (
    generation      bigint           NOT NULL,
    account         text COLLATE "C" NOT NULL,
    currency        text COLLATE "C" NOT NULL,
    kind            text COLLATE "C" NOT NULL,
    owner           text COLLATE "C" NOT NULL,
    instrument      text COLLATE "C" NOT NULL,
    place           text COLLATE "C" NOT NULL,
    scope           text COLLATE "C" NOT NULL,
    purpose         text COLLATE "C" NOT NULL,
    balance         bigint           NOT NULL,
    total_in        bigint           NOT NULL,
    total_out       bigint           NOT NULL,
    last_on         date             NOT NULL,
    lot_pairing     text[]           NOT NULL,
    lot_agreement   text[]           NOT NULL,
    lot_transfer    text[]           NOT NULL,
    lot_fiscal_year bigint[]         NOT NULL,
    lot_received_on date[]           NOT NULL,
    lot_since       date[]           NOT NULL,
    lot_amount      bigint[]         NOT NULL,
    PRIMARY KEY (generation, account, currency)
) PARTITION BY LIST (generation);
-- Most accounts of a long log are emptied; and the last day is asked for by itself.
CREATE INDEX account_in_use ON pairledger_model.account (kind) WHERE cardinality(lot_amount) > 0;
CREATE INDEX account_last_on ON pairledger_model.account (last_on);
GRANT SELECT ON pairledger_model.account TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.account TO pairledger_projector;
