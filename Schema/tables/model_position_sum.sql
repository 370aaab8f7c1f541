-- Read model "funds": the positions added up by what its grouping tells apart: pairing and place, with the purpose, or with the year.
-- What is not told apart is as it is where nothing is known.
CREATE TABLE pairledger_model.position_sum (
    generation  bigint           NOT NULL,
    grouping    text COLLATE "C" NOT NULL,
    pairing     text COLLATE "C" NOT NULL,
    fiscal_year integer          NOT NULL,
    instrument  text COLLATE "C" NOT NULL,
    currency    text COLLATE "C" NOT NULL,
    place       text COLLATE "C" NOT NULL,
    scope       text COLLATE "C" NOT NULL,
    purpose     text COLLATE "C" NOT NULL,
    given       bigint           NOT NULL,
    committed   bigint           NOT NULL,
    in_transit  bigint           NOT NULL,
    held        bigint           NOT NULL,
    allocated   bigint           NOT NULL,
    spent       bigint           NOT NULL,
    uncommitted bigint           NOT NULL,
    PRIMARY KEY (generation, grouping, pairing, fiscal_year, instrument, currency, place, scope, purpose)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.position_sum TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.position_sum TO pairledger_projector;
