import Assistance
import CanonicalJSON
import Journal

extension Funds {
    /// Money of one lot on its way between the accounts of one event.
    private struct Carried {
        var lot: Lot
        let source: AccountRow.Key
    }

    /// Carries lots from the accounts that lose money to those that gain it, in the order of the postings: first in, first out. What
    /// is taken back is what came last, and goes where it was taken from.
    mutating func move(_ event: ProjectedEvent, _ meaning: AssistanceEvent) throws(ReadModelError) {
        let postings = event.record.postings
        var ordinal: Int32 = 0
        // Most often there is one currency.
        var currencies: [String] = []
        for posting in postings where !currencies.contains(posting.currency) { currencies.append(posting.currency) }
        for currency in currencies {
            let direction = Direction(of: meaning)
            var carried: [Carried] = []
            for posting in postings where posting.amount < 0 && posting.currency == currency {
                let key = AccountRow.Key(posting.account, posting.currency)
                for lot in try withdraw(-posting.amount, from: key, event, meaning, direction) {
                    carried.append(Carried(lot: lot, source: key))
                }
            }
            var next = 0
            for posting in postings where posting.amount > 0 && posting.currency == currency {
                let key = AccountRow.Key(posting.account, posting.currency)
                var lots: [Lot] = []
                var missing = posting.amount
                while missing > 0, next < carried.count {
                    let part = min(missing, carried[next].lot.amount)
                    lots.append(carried[next].lot.with(amount: part))
                    movements.append(
                        MovementRow(
                            .init(event.record.position, ordinal), on: event.record.effectiveOn, carried[next].lot,
                            from: carried[next].source, to: posting.account, amount: part))
                    ordinal += 1
                    missing -= part
                    carried[next].lot.amount -= part
                    if carried[next].lot.amount == 0 { next += 1 }
                }
                guard missing == 0 else { throw ReadModelError("the postings do not sum to zero") }
                try deposit(lots, posting.amount, in: key, event, meaning, direction)
            }
        }
    }

    /// From which end of an account lots are taken, and at which they are put. What a transfer carried beyond a promise stands behind
    /// the rest of it, and is the first that goes back when it is rejected.
    private struct Direction {
        var takesLast = false
        var putsFirst = false
        var isReversal = false

        init(of event: AssistanceEvent) {
            switch event {
            case .fundsRejected: takesLast = true
            case .entryReversed(let reversed):
                takesLast = true
                isReversal = true
                if case .fundsRejected = reversed.original { break }
                putsFirst = true
            default: break
            }
        }
    }

    // MARK: Out of an account

    private mutating func withdraw(
        _ amount: Int64, from key: AccountRow.Key, _ event: ProjectedEvent, _ meaning: AssistanceEvent,
        _ direction: Direction
    ) throws(ReadModelError) -> [Lot] {
        let isDonor = key.account.hasPrefix("donor:")
        let origin = isDonor ? try origin(of: event, meaning, amount: amount) : nil
        let date = event.record.effectiveOn
        var taken: [Lot] = []
        let place = try changeAccount(key) { row in
            guard row.post(-amount, on: date) else { return false }
            if let origin {
                row.lots.merge(origin.negated)
                taken = [origin]
            } else if direction.takesLast {
                taken = row.lots.takeLast(amount)
            } else if case .fundsReturned(let returned) = meaning {
                // What goes back to a donor is that donor's, as far as there is any: of the agreement named first, then of its pairing.
                let (agreement, pairing) = (returned.agreement.description, returned.pairing.description)
                taken = row.lots.take(amount) { $0.agreement == agreement ? 0 : $0.pairing == pairing ? 1 : 2 }
            } else {
                taken = row.lots.takeFirst(amount)
            }
            return true
        }
        guard let place else { throw event.isTooMuch }
        for lot in taken { try count(-lot.amount, of: lot, in: place) }
        return taken
    }

    /// Where money that leaves a donor belongs.
    private mutating func origin(
        of event: ProjectedEvent, _ meaning: AssistanceEvent, amount: Int64
    ) throws(ReadModelError) -> Lot {
        func year(_ row: AgreementRow?) -> Int32 { row?.fiscalYear ?? Int32(event.record.effectiveOn.year) }
        let subject = event.subject
        switch meaning {
        case .fundsCommitted(let committed):
            return Lot(
                pairing: committed.pairing.description, agreement: subject,
                fiscalYear: Int32(clamping: committed.fiscalYear), amount: amount)
        case .commitmentRevised(let revised):
            return Lot(
                pairing: revised.pairing.description, agreement: subject, fiscalYear: year(agreements[.init(subject)]),
                amount: amount)
        case .commitmentCancelled(let cancelled):
            return Lot(
                pairing: cancelled.pairing.description, agreement: subject,
                fiscalYear: year(agreements[.init(subject)]), amount: amount)
        case .fundsTransferred(let transferred):
            return Lot(
                pairing: transferred.pairing.description, agreement: nil,
                fiscalYear: year(agreements[.init(transferred.agreement.description)]), amount: amount)
        case .fundsReturned(let returned):
            let agreement = returned.agreement.description
            return Lot(
                pairing: returned.pairing.description, agreement: agreement,
                fiscalYear: year(agreements[.init(agreement)]), amount: amount)
        case .fundsRejected(let rejected):
            guard let pairing = rejected.pairing else {
                throw ReadModelError("a rejection gives money to a donor without saying under which pairing")
            }
            let agreement = transfers[.init(subject)]?.agreement
            return Lot(
                pairing: pairing.description, agreement: nil,
                fiscalYear: year(agreement.flatMap { agreements[.init($0)] }), amount: amount)
        case .entryReversed(let reversed):
            return try origin(of: event, reversed.original, amount: amount)
        default:
            throw ReadModelError("\(event.record.type) takes money from a donor without saying under which pairing")
        }
    }

    // MARK: Into an account

    private mutating func deposit(
        _ lots: [Lot], _ amount: Int64, in key: AccountRow.Key, _ event: ProjectedEvent, _ meaning: AssistanceEvent,
        _ direction: Direction
    ) throws(ReadModelError) {
        let date = event.record.effectiveOn
        let subject = event.subject
        let place = try changeAccount(key) { row in
            guard row.post(amount, on: date) else { return false }
            var arriving = lots
            for index in arriving.indices {
                arriving[index].arrive(in: row.kind, on: date, of: subject, isBack: direction.isReversal)
            }
            if row.kind == .donor {
                for lot in arriving { row.lots.merge(lot) }
            } else if direction.putsFirst {
                row.lots.prepend(merging: arriving)
            } else {
                for lot in arriving { row.lots.append(merging: lot) }
            }
            return true
        }
        guard let place else { throw event.isTooMuch }
        for lot in lots { try count(lot.amount, of: lot, in: place) }
    }

    /// Changes an account, which is opened if need be.
    ///
    /// - Parameter change: is false for an amount beyond all bounds.
    /// - Returns: where the account stands; nil for such an amount.
    private mutating func changeAccount(
        _ key: AccountRow.Key, _ change: (inout AccountRow) -> Bool
    ) throws(ReadModelError) -> AccountPlace? {
        if !accounts.contains(key) { accounts[key] = try open(key) }
        let changed = try accounts.withRow(key, orMake: { () throws(ReadModelError) in AccountRow() }) { row in
            let before = row.balance
            return change(&row) ? (place: AccountPlace(row), before: before, after: row.balance) : nil
        }
        guard let changed else { return nil }
        let isCounted = try accountTotals.withRow(
            .init(changed.place.kind, key.currency), orMake: { () throws(ReadModelError) in AccountTotalRow() },
            { $0.note(from: changed.before, to: changed.after) })
        return isCounted ? changed.place : nil
    }

    private mutating func open(_ key: AccountRow.Key) throws(ReadModelError) -> AccountRow {
        guard let account = Account(key.account) else {
            throw ReadModelError("\"\(key.account)\" is no account of the ledger")
        }
        var row = AccountRow()
        row.key = key
        row.kind = account.kind
        row.owner = account.owner
        row.instrument = account.instrument
        switch account.kind {
        case .holding: row.place = account.owner
        case .project, .spent:
            if let project = projectPlaces[.init(account.owner)] {
                row.place = project.place
                row.scope = project.scope
                row.purpose = project.purpose
            }
        case .donor, .committed, .transit: break
        }
        return row
    }

    // MARK: Position

    /// What of an account the position tells apart.
    private struct AccountPlace {
        let kind: Account.Kind
        var key = PositionRow.Key()

        init(_ account: AccountRow) {
            kind = account.kind
            key.instrument = account.instrument
            key.currency = account.key.currency
            key.place = account.place
            key.scope = account.scope
            key.purpose = account.purpose
        }
    }

    private mutating func count(_ amount: Int64, of lot: Lot, in place: AccountPlace) throws(ReadModelError) {
        var key = place.key
        key.pairing = lot.pairing ?? ""
        key.fiscalYear = lot.fiscalYear
        let isPromised = lot.agreement != nil
        let isEmpty = try positions.withRow(key, orMake: { () throws(ReadModelError) in PositionRow() }) { row in
            row.stages.add(amount, to: place.kind, isPromised: isPromised)
            return row.stages.isEmpty
        }
        if isEmpty { positions[key] = nil }
        for grouping in PositionGrouping.allCases {
            let key = PositionSumRow.Key(grouping, key)
            let isEmpty = try positionSums.withRow(
                key, orMake: { () throws(ReadModelError) in PositionSumRow() },
                { row in
                    row.stages.add(amount, to: place.kind, isPromised: isPromised)
                    return row.stages.isEmpty
                })
            if isEmpty { positionSums[key] = nil }
        }
    }
}

extension Lot {
    /// What changes of it when it comes into an account. What was taken back counts from the day on which it was first received.
    fileprivate mutating func arrive(
        in kind: Account.Kind, on date: CalendarDate, of subject: String, isBack: Bool
    ) {
        switch kind {
        case .donor, .committed:
            transfer = nil
            receivedOn = nil
            since = nil
        case .transit:
            if transfer == nil { transfer = subject }
            if isBack, transfer == subject { receivedOn = nil }
            since = date
        case .holding, .project:
            receivedOn = receivedOn ?? date
            since = isBack ? receivedOn : date
        case .spent:
            since = nil
        }
    }
}

extension AccountRow {
    /// Counts what comes in, or goes out; false for an amount beyond all bounds.
    fileprivate mutating func post(_ amount: Int64, on date: CalendarDate) -> Bool {
        lastOn = totalIn == 0 && totalOut == 0 ? date : max(lastOn, date)
        return balance.gain(amount) && (amount > 0 ? totalIn.gain(amount) : totalOut.lose(amount))
    }
}
