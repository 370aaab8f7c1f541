-- Read model "cooperation": what one side of a pairing did for the other beside giving money. Amounts are minor units.
CREATE TABLE pairledger_model.cooperation (
    generation        bigint           NOT NULL,
    cooperation       text COLLATE "C" NOT NULL,
    kind              text COLLATE "C" NOT NULL,
    pairing           text COLLATE "C" NOT NULL,
    direction         text COLLATE "C" NOT NULL,
    region            text COLLATE "C" NOT NULL,
    happened_on       date             NOT NULL,
    ends_on           date,
    has_ended         boolean          NOT NULL,
    persons           bigint,
    registered_poor   bigint,
    profession        text COLLATE "C",
    workplace         text COLLATE "C",
    industry          text COLLATE "C",
    investor          text,
    buyer             text COLLATE "C",
    goods             text,
    topic             text,
    days              bigint,
    currency          text COLLATE "C",
    amount            bigint,
    committed         bigint,
    jobs              bigint,
    linked_households bigint,
    monthly_wage      bigint,
    position          bigint           NOT NULL,
    PRIMARY KEY (generation, cooperation)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.cooperation TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.cooperation TO pairledger_projector;
