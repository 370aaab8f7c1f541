public import Assistance

/// Money that an event moved from one account to another.
public struct IATIMovement: Sendable, Hashable {
    public let source: Account
    public let target: Account
    /// Minor units.
    public let amount: Int64
    /// Whose money it is, first in, first out; nil where nobody can say.
    public let pairing: String?

    public init(from source: Account, to target: Account, _ amount: Int64, pairing: String?) {
        self.source = source
        self.target = target
        self.amount = amount
        self.pairing = pairing
    }
}

extension IATILedger {
    mutating func move(
        _ event: AssistanceEvent, _ id: String, _ source: IATISource, _ money: [IATIMovement]
    ) {
        for movement in IATILedger.joined(money) {
            let flow = IATIFlow(
                kind: .expenditure, amount: movement.amount, source: source, instrument: movement.target.instrument,
                subject: id)
            let back = { (amount: Int64) in
                var flow = flow
                flow.amount = amount
                return flow
            }
            switch (movement.source.kind, movement.target.kind) {
            case (.donor, .committed): promise(flow, of: movement.target.owner)
            case (.committed, .donor): promise(back(-movement.amount), of: movement.source.owner)
            case (.committed, .transit), (.donor, .transit): send(flow, by: movement.target.owner)
            case (.transit, .committed), (.transit, .donor): send(back(-movement.amount), by: movement.source.owner)
            case (.transit, .holding):
                receive(flow, by: movement.source.owner, in: movement.target)
            case (.holding, .transit):
                receive(back(-movement.amount), by: movement.target.owner, in: movement.source)
            case (.holding, .donor):
                giveBack(back(-movement.amount), event, movement.pairing, from: movement.source)
            case (.donor, .holding): giveBack(flow, event, movement.pairing, from: movement.target)
            case (.holding, .project):
                allocate(flow, to: movement.target.owner, from: movement.source, movement.pairing)
            case (.project, .holding):
                allocate(
                    back(-movement.amount), to: movement.source.owner, from: movement.target, movement.pairing)
            case (.project, .spent): spend(flow, event, by: movement.source.owner)
            case (.spent, .project): spend(back(-movement.amount), event, by: movement.target.owner)
            default: omissions.movements += 1
            }
        }
    }

    /// What differs only in the lot that it is of, as one; in the order of the first of each.
    private static func joined(_ money: [IATIMovement]) -> [IATIMovement] {
        var joined: [IATIMovement] = []
        for movement in money {
            if let index = joined.firstIndex(where: {
                $0.source == movement.source && $0.target == movement.target && $0.pairing == movement.pairing
            }) {
                joined[index] = IATIMovement(
                    from: movement.source, to: movement.target, joined[index].amount + movement.amount,
                    pairing: movement.pairing)
            } else {
                joined.append(movement)
            }
        }
        return joined
    }

    private mutating func promise(_ flow: IATIFlow, of agreement: String) {
        guard let pairing = pairingOfAgreement[agreement] else {
            omissions.movements += 1
            return
        }
        var flow = flow
        flow.subject = agreement
        pairings[pairing]?.add(flow.mirrored(.outgoingCommitment), flow.mirrored(.incomingCommitment))
    }

    private mutating func send(_ flow: IATIFlow, by transfer: String) {
        guard let pairing = pairingOfTransfer[transfer] else {
            // What a higher tier forwarded and a lower one did not take was never sent by a donor.
            if !forwardings.contains(transfer) { omissions.movements += 1 }
            return
        }
        pairings[pairing]?.add(flow.mirrored(.disbursement), nil)
    }

    private mutating func receive(_ flow: IATIFlow, by transfer: String, in holding: Account) {
        guard let pairing = pairingOfTransfer[transfer] else {
            if !forwardings.contains(transfer) { omissions.movements += 1 }
            return
        }
        var flow = flow.mirrored(.incomingFunds)
        flow.region = RegionCode(holding.owner)
        pairings[pairing]?.add(nil, flow)
    }

    private mutating func giveBack(
        _ flow: IATIFlow, _ event: AssistanceEvent, _ lot: String?, from holding: Account
    ) {
        let returned: FundsReturned? =
            switch event {
            case .fundsReturned(let returned): returned
            case .entryReversed(let reversed):
                if case .fundsReturned(let returned) = reversed.original { returned } else { nil }
            default: nil
            }
        // What goes back counts for the agreement under which it is given back, whichever lots it is taken from.
        guard let pairing = returned?.pairing.description ?? lot, pairings[pairing] != nil else {
            omissions.movements += 1
            return
        }
        var flow = flow
        flow.subject = returned?.agreement.description ?? flow.subject
        flow.region = RegionCode(holding.owner)
        pairings[pairing]?.add(flow.mirrored(.disbursement), flow.mirrored(.incomingFunds))
    }

    private mutating func allocate(_ flow: IATIFlow, to project: String, from holding: Account, _ pairing: String?) {
        guard projects[project] != nil else {
            omissions.movements += 1
            return
        }
        var flow = flow
        flow.subject = ""
        flow.region = RegionCode(holding.owner)
        flow.counterpart = pairing.flatMap { pairings[$0] == nil ? nil : $0 }
        projects[project]?.add(flow.mirrored(.incomingFunds))
        guard let pairing = flow.counterpart else { return }
        flow.counterpart = project
        pairings[pairing]?.add(nil, flow.mirrored(.disbursement))
    }

    private mutating func spend(_ flow: IATIFlow, _ event: AssistanceEvent, by project: String) {
        guard projects[project] != nil else {
            omissions.movements += 1
            return
        }
        let spent: FundsSpent? =
            switch event {
            case .fundsSpent(let spent): spent
            case .entryReversed(let reversed):
                if case .fundsSpent(let spent) = reversed.original { spent } else { nil }
            default: nil
            }
        var flow = flow
        flow.subject = spent?.payment.description ?? ""
        flow.category = spent?.category
        // No file that is published names a person.
        flow.payee = spent.flatMap { $0.payeeKind == .person || $0.payeeDigest != nil ? nil : $0.payee }
        projects[project]?.add(flow)
    }
}
