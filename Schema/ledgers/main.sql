-- The ledger that is used when none is named.
SELECT pairledger.create_ledger('main');
