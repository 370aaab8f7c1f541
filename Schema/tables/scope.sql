-- The regions of which an observer sees names: 650000 is a province with all that lies in it, 653000 a prefecture, 653022 a county,
-- and 000000 the whole country. No row, no names.
CREATE TABLE pairledger.scope (
    login  text COLLATE "C" NOT NULL CHECK (octet_length(login) <= 63),
    region text COLLATE "C" NOT NULL CHECK (region ~ '^[0-9]{6}$'),
    -- What the codes of all regions within begin with.
    prefix text COLLATE "C" NOT NULL GENERATED ALWAYS AS (regexp_replace(region, '(00)+$', '')) STORED,
    PRIMARY KEY (login, region)
);
