-- The balance of every account, kept by append in the transaction that records the event. Minor units of the currency.
-- The form is kind:owner, or kind:owner/instrument where money of different instruments must not mix.
CREATE TABLE pairledger.account (
    ledger   text COLLATE "C" NOT NULL,
    account  text COLLATE "C" NOT NULL CONSTRAINT account_form CHECK
             (account ~ '^(donor|committed|transit|holding|project|spent):[A-Za-z0-9][A-Za-z0-9._-]*(/[a-z][a-z-]*)?$'
              AND octet_length(account) <= 107),
    currency text COLLATE "C" NOT NULL CONSTRAINT account_currency_form CHECK (currency ~ '^[A-Z]{3}$'),
    balance  bigint           NOT NULL,
    PRIMARY KEY (ledger, account, currency),
    CONSTRAINT account_not_overdrawn CHECK (balance >= 0 OR NOT pairledger.is_guarded(account))
) WITH (fillfactor = 70);
GRANT SELECT ON pairledger.account TO pairledger_projector, pairledger_inspector;
