import Assistance
import CanonicalJSON

/// What the ledger's rules allow and do, said once more in the plainest way, to hold decisions against: names and whole numbers
/// in dictionaries, and no account, posting or event.
struct ModelLedger {
    private struct Sent {
        let to: RegionCode
        let on: CalendarDate
        let amount: Int64
        var received: Int64 = 0
    }

    private(set) var given: Int64 = 0
    private var promised: [Identifier: Int64] = [:]
    /// What may still come back, by agreement: what of the promise was sent, less what came back.
    private var returnable: [Identifier: Int64] = [:]
    private var agreedOn: [Identifier: CalendarDate] = [:]
    private var sent: [Identifier: Sent] = [:]
    private var held: [RegionCode: Int64] = [:]
    private var approved: [Identifier: ApproveProject] = [:]
    private var allocated: [Identifier: Int64] = [:]
    private var spent: [Identifier: Int64] = [:]

    /// Where the money is, by the names of accounts; places with nothing left out.
    var balances: [String: Int64] {
        var all: [String: Int64] = ["donor:320000": -given]
        for (name, amount) in promised { all["committed:\(name)"] = amount }
        for (name, transfer) in sent { all["transit:\(name)"] = transfer.amount - transfer.received }
        for (region, amount) in held { all["holding:\(region)"] = amount }
        for (name, amount) in allocated { all["project:\(name)"] = amount }
        for (name, amount) in spent { all["spent:\(name)"] = amount }
        return all.filter { $0.value != 0 }
    }

    /// Does what is asked if the rules allow it, and answers whether they did.
    mutating func take(_ request: any Request) -> Bool {
        switch request {
        case let request as CommitFunds: commit(request)
        case let request as TransferFunds: transfer(request)
        case let request as ReceiveFunds: receive(request)
        case let request as ForwardFunds: forward(request)
        case let request as ApproveProject: approve(request)
        case let request as AllocateFunds: allocate(request)
        case let request as SpendFunds: spend(request)
        case let request as ReleaseFunds: release(request)
        case let request as ReturnFunds: giveBack(request)
        default: false
        }
    }

    private mutating func commit(_ request: CommitFunds) -> Bool {
        let amount = request.amount.minorUnits
        guard agreedOn[request.agreement] == nil, amount > 0 else { return false }
        agreedOn[request.agreement] = request.agreedOn
        promised[request.agreement] = amount
        given += amount
        return true
    }

    private mutating func transfer(_ request: TransferFunds) -> Bool {
        let (amount, date) = (request.amount.minorUnits, request.sentOn)
        guard sent[request.transfer] == nil, let agreed = agreedOn[request.agreement], date >= agreed, amount > 0 else {
            return false
        }
        let left = promised[request.agreement, default: 0]
        promised[request.agreement] = max(0, left - amount)
        returnable[request.agreement, default: 0] += min(left, amount)
        given += max(0, amount - left)
        sent[request.transfer] = RegionCode("653000").map { Sent(to: $0, on: date, amount: amount) }
        return true
    }

    private mutating func receive(_ request: ReceiveFunds) -> Bool {
        guard var transfer = sent[request.transfer], request.receivedOn >= transfer.on else { return false }
        let amount = request.amount?.minorUnits ?? (transfer.amount - transfer.received)
        guard amount > 0, transfer.received + amount <= transfer.amount else { return false }
        transfer.received += amount
        sent[request.transfer] = transfer
        held[transfer.to, default: 0] += amount
        return true
    }

    private mutating func forward(_ request: ForwardFunds) -> Bool {
        let amount = request.amount.minorUnits
        // Of the regions of the workload, only the prefecture has others below it.
        guard sent[request.transfer] == nil, amount > 0, request.from.description == "653000",
            request.to.description != "653000", held[request.from, default: 0] >= amount
        else { return false }
        held[request.from, default: 0] -= amount
        sent[request.transfer] = Sent(to: request.to, on: request.sentOn, amount: amount)
        return true
    }

    private mutating func approve(_ request: ApproveProject) -> Bool {
        guard approved[request.project] == nil else { return false }
        approved[request.project] = request
        return true
    }

    private mutating func allocate(_ request: AllocateFunds) -> Bool {
        let amount = request.amount.minorUnits
        guard let project = approved[request.project], request.allocatedOn >= project.approvedOn, amount > 0 else {
            return false
        }
        guard let plan = project.plan else { return false }
        let region = request.from ?? plan.place.region
        let before = allocated[request.project, default: 0] + spent[request.project, default: 0]
        guard held[region, default: 0] >= amount, before + amount <= plan.plannedAid.minorUnits else { return false }
        held[region, default: 0] -= amount
        allocated[request.project, default: 0] += amount
        return true
    }

    private mutating func spend(_ request: SpendFunds) -> Bool {
        guard takeFromProject(request.project, request.amount, dayOf: request) else { return false }
        spent[request.project, default: 0] += request.amount.minorUnits
        return true
    }

    private mutating func release(_ request: ReleaseFunds) -> Bool {
        guard let place = approved[request.project]?.plan?.place.region else { return false }
        let region = request.to ?? place
        // Of the regions of the workload, the prefecture alone is above others.
        guard region == place || region.description == "653000",
            takeFromProject(request.project, request.amount, dayOf: request)
        else { return false }
        held[region, default: 0] += request.amount.minorUnits
        return true
    }

    private mutating func takeFromProject(_ name: Identifier, _ amount: Money, dayOf request: any Request) -> Bool {
        guard let project = approved[name], request.effectiveOn >= project.approvedOn, amount.minorUnits > 0,
            allocated[name, default: 0] >= amount.minorUnits
        else { return false }
        allocated[name, default: 0] -= amount.minorUnits
        return true
    }

    private mutating func giveBack(_ request: ReturnFunds) -> Bool {
        let amount = request.amount.minorUnits
        guard let agreed = agreedOn[request.agreement], request.returnedOn >= agreed, amount > 0,
            held[request.from, default: 0] >= amount, returnable[request.agreement, default: 0] >= amount
        else { return false }
        held[request.from, default: 0] -= amount
        returnable[request.agreement, default: 0] -= amount
        given -= amount
        return true
    }
}
