-- Read model "projects": contracts of projects with suppliers, and what was paid under each. Amounts are minor units.
CREATE TABLE pairledger_model.contract (
    generation bigint           NOT NULL,
    project    text COLLATE "C" NOT NULL,
    contract   text COLLATE "C" NOT NULL,
    supplier   text             NOT NULL,
    buyer      text,
    method     text COLLATE "C" NOT NULL,
    amount     bigint           NOT NULL,
    currency   text COLLATE "C" NOT NULL,
    awarded_on date             NOT NULL,
    paid       bigint           NOT NULL,
    PRIMARY KEY (generation, project, contract)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.contract TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.contract TO pairledger_projector;
