-- Read model "timeline": which documents are evidence of which things, or of which of their events. The position is that of the event.
CREATE TABLE pairledger_model.attachment (
    generation  bigint           NOT NULL,
    position    bigint           NOT NULL,
    document    text COLLATE "C" NOT NULL,
    about       text COLLATE "C" NOT NULL,
    about_event bigint,
    PRIMARY KEY (generation, position)
) PARTITION BY LIST (generation);
CREATE INDEX attachment_about ON pairledger_model.attachment (about);
GRANT SELECT ON pairledger_model.attachment TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.attachment TO pairledger_projector;
