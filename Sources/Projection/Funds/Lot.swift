public import CanonicalJSON

/// Money of one origin that lies in one account.
///
/// It keeps its identity, the donor's transfer that brought it and the promise behind that, through every account to the payment.
public struct Lot: Hashable, Sendable {
    /// Nil for money that left an account before it had come: nobody can say whose it is.
    public var pairing: String?
    /// Nil for money that was sent beyond what any agreement promised.
    public var agreement: String?
    /// The donor's transfer; nil before it is sent.
    public var transfer: String?
    /// The year of the donor's budget that it is of; 0 where nobody can say.
    public var fiscalYear: Int32
    /// When it first came into a holding; nil before it did.
    public var receivedOn: CalendarDate?
    /// Since when it lies in this account, where it is to move on from there.
    public var since: CalendarDate?
    /// Minor units; negative only on the donor's side, and where more has left an account than had come.
    public var amount: Int64

    public init(
        pairing: String?, agreement: String?, transfer: String? = nil, fiscalYear: Int32 = 0,
        receivedOn: CalendarDate? = nil, since: CalendarDate? = nil, amount: Int64
    ) {
        self.pairing = pairing
        self.agreement = agreement
        self.transfer = transfer
        self.fiscalYear = fiscalYear
        self.receivedOn = receivedOn
        self.since = since
        self.amount = amount
    }

    static func unattributed(_ amount: Int64) -> Lot { Lot(pairing: nil, agreement: nil, amount: amount) }

    var negated: Lot { with(amount: -amount) }

    func with(amount: Int64) -> Lot {
        var lot = self
        lot.amount = amount
        return lot
    }

    fileprivate func isOneWith(_ other: Lot) -> Bool {
        pairing == other.pairing && agreement == other.agreement && transfer == other.transfer && since == other.since
            && receivedOn == other.receivedOn && fiscalYear == other.fiscalYear
    }
}

extension [Lot] {
    /// Removes `amount` minor units from the front, splitting the last lot touched. What is not there is taken all the same, of no
    /// known origin, and owed by the account.
    mutating func takeFirst(_ amount: Int64) -> [Lot] {
        // Most often one lot has it all.
        if let first, first.amount > amount, amount > 0 {
            self[0].amount -= amount
            return [first.with(amount: amount)]
        }
        return take(amount, in: indices)
    }

    /// The same, but of the lots with the lowest rank first.
    mutating func take(_ amount: Int64, preferring rank: (Lot) -> Int) -> [Lot] {
        let order = indices.sorted { (rank(self[$0]), $0) < (rank(self[$1]), $1) }
        let taken = take(amount, in: order)
        // What was taken from between may have kept lots of one origin apart.
        self = reduce(into: []) { $0.append(merging: $1) }
        return taken
    }

    /// Removes `amount` minor units from the back, splitting the first lot touched: what was appended last, in the order in which it
    /// was appended.
    mutating func takeLast(_ amount: Int64) -> [Lot] { take(amount, in: indices.reversed()).reversed() }

    private mutating func take(_ amount: Int64, in order: some Sequence<Int>) -> [Lot] {
        var missing = amount
        var taken: [Lot] = []
        for index in order where missing > 0 && self[index].amount > 0 {
            let part = Swift.min(missing, self[index].amount)
            taken.append(self[index].with(amount: part))
            self[index].amount -= part
            missing -= part
        }
        removeAll { $0.amount == 0 }
        if missing > 0 {
            taken.append(.unattributed(missing))
            merge(.unattributed(-missing))
        }
        return taken
    }

    /// Puts a lot behind the others; what follows a lot of its own origin becomes one with it. What the account owes is paid first.
    mutating func append(merging lot: Lot) {
        var lot = lot
        if let first, first.amount < 0 {
            let paid = Swift.min(-first.amount, lot.amount)
            self[0].amount += paid
            lot.amount -= paid
            if self[0].amount == 0 { removeFirst() }
            if lot.amount == 0 { return }
        }
        if let last = indices.last, self[last].isOneWith(lot) {
            self[last].amount += lot.amount
        } else {
            append(lot)
        }
    }

    /// Puts lots before the others: what was taken from the front is there again.
    mutating func prepend(merging lots: [Lot]) {
        let others = self
        self = []
        for lot in lots + others { append(merging: lot) }
    }

    /// Adds a lot to the one of its origin, wherever that stands: for accounts from which nothing is taken in turn.
    mutating func merge(_ lot: Lot) {
        if let index = firstIndex(where: { $0.isOneWith(lot) }) {
            self[index].amount += lot.amount
            if self[index].amount == 0 { remove(at: index) }
        } else {
            append(lot)
        }
    }
}
