/// What an event of the ledger moves on the bank account that an account stands for.
public enum BankMovement {
    /// In minor units of CNY; above zero for money that came in. Zero when the event does not concern it.
    ///
    /// What a donor promises stays on its bank account until it is sent: the account of a donor is taken together with those of its
    /// promises, so that a promise moves nothing and a transfer all that it sends.
    ///
    /// - Parameter donor: who sent the transfer that the event is about; nil when it is about none, or about one from tier to tier.
    public static func amount(
        on account: Account, in postings: [Posting], donor: RegionCode?
    ) -> Int64 {
        var own: Int64 = 0
        var promised: Int64 = 0
        var isDonors = donor?.description == account.owner
        for posting in postings {
            if posting.account == account {
                own += posting.amount.minorUnits
                isDonors = true
            } else if posting.account.kind == .committed, posting.account.instrument == account.instrument {
                promised += posting.amount.minorUnits
            }
        }
        return account.kind == .donor && isDonors ? own + promised : own
    }
}
