-- Money that no agreement promised: by the transfer that sent it, or of nobody knows whom.
CREATE INDEX movement_beyond ON pairledger_model.movement (transfer) WHERE agreement IS NULL;
