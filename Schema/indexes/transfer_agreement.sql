-- The transfers under an agreement.
CREATE INDEX transfer_agreement ON pairledger_model.transfer (agreement);
