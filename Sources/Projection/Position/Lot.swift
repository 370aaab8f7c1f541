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
        var missing = amount
        var taken: [Lot] = []
        var emptied = 0
        for index in indices where missing > 0 {
            let part = Swift.min(missing, self[index].amount)
            taken.append(Lot(pairing: self[index].pairing, agreement: self[index].agreement, amount: part))
            self[index].amount -= part
            missing -= part
            if self[index].amount == 0 { emptied += 1 }
        }
        guard missing == 0 else {
            throw ReadModelError("\(amount) minor units are moved through \(account), \(missing) more than are there")
        }
        removeFirst(emptied)
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
