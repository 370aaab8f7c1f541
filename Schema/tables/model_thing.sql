-- Read model "timeline": what every thing that events tell of belongs to, as far as its first event says that. `about` is what a
-- finding or a document is about, by that thing's stream.
CREATE TABLE pairledger_model.thing (
    generation     bigint           NOT NULL,
    stream         text COLLATE "C" NOT NULL,
    kind           text COLLATE "C" NOT NULL,
    id             text COLLATE "C" NOT NULL,
    about          text COLLATE "C",
    programme      text COLLATE "C",
    pairing        text COLLATE "C",
    agreement      text COLLATE "C",
    project        text COLLATE "C",
    region         text COLLATE "C",
    began_on       date             NOT NULL,
    first_position bigint           NOT NULL,
    PRIMARY KEY (generation, stream)
) PARTITION BY LIST (generation);
CREATE INDEX thing_about ON pairledger_model.thing (about);
CREATE INDEX thing_pairing ON pairledger_model.thing (pairing);
CREATE INDEX thing_agreement ON pairledger_model.thing (agreement);
CREATE INDEX thing_project ON pairledger_model.thing (project);
CREATE INDEX thing_region ON pairledger_model.thing (region);
GRANT SELECT ON pairledger_model.thing TO pairledger_inspector;
GRANT SELECT, INSERT, UPDATE, DELETE ON pairledger_model.thing TO pairledger_projector;
