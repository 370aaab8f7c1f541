-- Read model "position": the two sides of each pairing. Region codes are GB/T 2260 of the day it starts.
CREATE TABLE pairledger_read.position_pairing (
    ledger    text COLLATE "C" NOT NULL,
    pairing   text COLLATE "C" NOT NULL,
    programme text COLLATE "C" NOT NULL,
    donor     text COLLATE "C" NOT NULL,
    recipient text COLLATE "C" NOT NULL,
    starts_on date             NOT NULL,
    PRIMARY KEY (ledger, pairing)
);
GRANT SELECT ON pairledger_read.position_pairing TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_read.position_pairing TO pairledger_projector;
