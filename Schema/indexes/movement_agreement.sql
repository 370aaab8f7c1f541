-- All money of an agreement, wherever it went, is found at once.
CREATE INDEX movement_agreement ON pairledger_model.movement (agreement);
