-- Read model "funds": promises of donors, and how much of each was kept. Amounts are minor units.
CREATE TABLE pairledger_model.agreement (
    generation       bigint           NOT NULL,
    agreement        text COLLATE "C" NOT NULL,
    pairing          text COLLATE "C" NOT NULL,
    fiscal_year      integer          NOT NULL,
    instrument       text COLLATE "C" NOT NULL,
    currency         text COLLATE "C" NOT NULL,
    agreed_on        date             NOT NULL,
    due_on           date,
    mode             text COLLATE "C",
    off_pair         text,
    promised         bigint           NOT NULL,
    sent             bigint           NOT NULL,
    uncommitted      bigint           NOT NULL,
    received         bigint           NOT NULL,
    returned         bigint           NOT NULL,
    last_sent_on     date,
    last_received_on date,
    PRIMARY KEY (generation, agreement)
) PARTITION BY LIST (generation);
GRANT SELECT ON pairledger_model.agreement TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.agreement TO pairledger_projector;
