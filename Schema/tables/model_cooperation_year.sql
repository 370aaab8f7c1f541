-- Read model "cooperation": sums over the cooperation of a kind that began in a calendar year. Amounts are minor units; the currency is
-- empty for kinds that have none.
CREATE TABLE pairledger_model.cooperation_year (
    generation        bigint           NOT NULL,
    pairing           text COLLATE "C" NOT NULL,
    direction         text COLLATE "C" NOT NULL,
    year              integer          NOT NULL,
    kind              text COLLATE "C" NOT NULL,
    currency          text COLLATE "C" NOT NULL,
    entries           bigint           NOT NULL,
    persons           bigint           NOT NULL,
    registered_poor   bigint           NOT NULL,
    person_days       bigint           NOT NULL,
    amount            bigint           NOT NULL,
    committed         bigint           NOT NULL,
    jobs              bigint           NOT NULL,
    linked_households bigint           NOT NULL,
    PRIMARY KEY (generation, pairing, direction, year, kind, currency)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.cooperation_year TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.cooperation_year TO pairledger_projector;
