-- Read model "position": where every yuan is now. One row a lot: money of one agreement (or of one pairing, where no agreement
-- covers it) that lies in one account, in the order in which it came in. Amounts are minor units; the donor's side is negative,
-- so that all rows of a ledger sum to zero.
CREATE TABLE pairledger_read.position_lot (
    ledger    text COLLATE "C" NOT NULL,
    account   text COLLATE "C" NOT NULL,
    currency  text COLLATE "C" NOT NULL,
    ordinal   integer          NOT NULL,
    pairing   text COLLATE "C" NOT NULL,
    agreement text COLLATE "C",
    amount    bigint           NOT NULL,
    PRIMARY KEY (ledger, account, currency, ordinal)
);
GRANT SELECT ON pairledger_read.position_lot TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_read.position_lot TO pairledger_projector;
