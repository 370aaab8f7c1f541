-- Read model "funds": who helps whom. Region codes are GB/T 2260 of the day on which the pairing starts.
CREATE TABLE pairledger_model.pairing (
    generation bigint           NOT NULL,
    pairing    text COLLATE "C" NOT NULL,
    programme  text COLLATE "C" NOT NULL,
    donor      text COLLATE "C" NOT NULL,
    recipient  text COLLATE "C" NOT NULL,
    starts_on  date             NOT NULL,
    ends_on    date,
    successor  text COLLATE "C",
    PRIMARY KEY (generation, pairing)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.pairing TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.pairing TO pairledger_projector;
