-- Read model "funds": money on its way, from a donor or from one tier to the next, as both sides say. Amounts are minor units.
CREATE TABLE pairledger_model.transfer (
    generation        bigint           NOT NULL,
    transfer          text COLLATE "C" NOT NULL,
    pairing           text COLLATE "C",
    agreement         text COLLATE "C",
    sender            text COLLATE "C" NOT NULL,
    receiver          text COLLATE "C" NOT NULL,
    instrument        text COLLATE "C" NOT NULL,
    currency          text COLLATE "C" NOT NULL,
    sent              bigint           NOT NULL,
    uncommitted       bigint           NOT NULL,
    received          bigint           NOT NULL,
    rejected          bigint           NOT NULL,
    sent_on           date             NOT NULL,
    first_received_on date,
    last_received_on  date,
    is_closed         boolean          NOT NULL,
    off_pair          text,
    PRIMARY KEY (generation, transfer)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.transfer TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.transfer TO pairledger_projector;
