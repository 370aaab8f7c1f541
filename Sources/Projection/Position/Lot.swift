public import Assistance

/// Money of one origin that lies in one account.
public struct Lot: Hashable, Sendable {
    public let pairing: Identifier
    /// Nil for money that was sent beyond what any agreement promised.
    public let agreement: Identifier?
    /// Minor units; negative only on the donor's side.
    public var amount: Int64

    public init(pairing: Identifier, agreement: Identifier?, amount: Int64) {
        self.pairing = pairing
        self.agreement = agreement
        self.amount = amount
    }

    var negated: Lot { Lot(pairing: pairing, agreement: agreement, amount: -amount) }

    fileprivate func hasSameOrigin(as other: Lot) -> Bool { pairing == other.pairing && agreement == other.agreement }
}

extension [Lot] {
    /// Removes `amount` minor units from the front, splitting the last lot touched.
    ///
    /// - Throws: `ReadModelError` when there is less; `account` is for its sentence.
    mutating func takeFirst(_ amount: Int64, for account: String) throws(ReadModelError) -> [Lot] {
        try take(amount, in: indices, for: account)
    }

    /// The same, but of the lots with the lowest rank first.
    mutating func take(
        _ amount: Int64, for account: String, preferring rank: (Lot) -> Int
    ) throws(ReadModelError) -> [Lot] {
        let order = indices.sorted { (rank(self[$0]), $0) < (rank(self[$1]), $1) }
        let taken = try take(amount, in: order, for: account)
        // What was taken from between may have kept lots of one origin apart.
        self = reduce(into: []) { $0.append(merging: $1) }
        return taken
    }

    /// Removes `amount` minor units from the back, splitting the first lot touched: what was appended last, in the order in which it
    /// was appended.
    mutating func takeLast(_ amount: Int64, for account: String) throws(ReadModelError) -> [Lot] {
        try take(amount, in: indices.reversed(), for: account).reversed()
    }

    private mutating func take(
        _ amount: Int64, in order: some Sequence<Int>, for account: String
    ) throws(ReadModelError) -> [Lot] {
        var missing = amount
        var taken: [Lot] = []
        for index in order where missing > 0 {
            let part = Swift.min(missing, self[index].amount)
            taken.append(Lot(pairing: self[index].pairing, agreement: self[index].agreement, amount: part))
            self[index].amount -= part
            missing -= part
        }
        guard missing == 0 else {
            throw ReadModelError("\(amount) minor units are moved through \(account), \(missing) more than are there")
        }
        removeAll { $0.amount == 0 }
        return taken
    }

    /// Puts a lot behind the others; what follows a lot of its own origin becomes one with it.
    mutating func append(merging lot: Lot) {
        if let last = indices.last, self[last].hasSameOrigin(as: lot) {
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
        if let index = firstIndex(where: { $0.hasSameOrigin(as: lot) }) {
            self[index].amount += lot.amount
            if self[index].amount == 0 { remove(at: index) }
        } else {
            append(lot)
        }
    }
}
