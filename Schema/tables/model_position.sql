-- Read model "funds": how far the money of a pairing and fiscal year has come, of one instrument, in one place, for one purpose. Texts
-- are empty, and the year is 0, for what is not known or not settled yet. Amounts are minor units.
CREATE TABLE pairledger_model.position (
    generation  bigint           NOT NULL,
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
    PRIMARY KEY (generation, pairing, fiscal_year, instrument, currency, place, scope, purpose)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.position TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.position TO pairledger_projector;
