-- Accounts that are not emptied, by kind and by name: the first few of a kind are found at once. It takes the place of the one by kind alone.
DROP INDEX pairledger_model.account_in_use;
CREATE INDEX account_in_use ON pairledger_model.account (kind, account) WHERE cardinality(lot_amount) > 0;
