import Assistance

extension CSVTemplate {
    func contract(_ row: inout CSVRow) -> (any Request)? {
        let project = row.identifier("project")
        let contract = row.identifier("contract")
        let supplier = row.text("supplier")
        let method: ProcurementMethod? = row.choice("method")
        let amount = row.amount("amount", rounding: false)
        let on = row.date("on")
        guard row.isSound, let project, let contract, let supplier, let method, let amount, let on else { return nil }
        return State(
            ContractAwarded(
                contract: contract, supplier: supplier, buyer: row.textIfPresent("buyer"), method: method,
                amount: amount.money), of: project, on: on)
    }

    func start(_ row: inout CSVRow) -> (any Request)? {
        let project = row.identifier("project")
        let on = row.date("on")
        guard row.isSound, let project, let on else { return nil }
        return State(ProjectStarted(), of: project, on: on)
    }

    func milestone(_ row: inout CSVRow) -> (any Request)? {
        let project = row.identifier("project")
        let milestone = row.text("milestone")
        let plannedOn = row.dateIfPresent("planned_on")
        let on = row.date("on")
        guard row.isSound, let project, let milestone, let on else { return nil }
        return State(MilestoneReached(name: milestone, plannedOn: plannedOn), of: project, on: on)
    }

    func release(_ row: inout CSVRow) -> (any Request)? {
        let project = row.identifier("project")
        let to = row.regionIfPresent("to")
        let instrument = row.choice("instrument", default: Instrument.fiscal)
        let amount = row.amount("amount", rounding: false)
        let on = row.date("on")
        guard row.isSound, let project, let instrument, let amount, let on else { return nil }
        return ReleaseFunds(
            project: project, to: to, instrument: instrument, amount: amount.money, releasedOn: on,
            reason: row.textIfPresent("reason"))
    }

    func `return`(_ row: inout CSVRow) -> (any Request)? {
        let agreement = row.identifier("agreement")
        let from = row.region("from")
        let amount = row.amount("amount", rounding: false)
        let on = row.date("on")
        guard row.isSound, let agreement, let from, let amount, let on else { return nil }
        return ReturnFunds(
            agreement: agreement, from: from, amount: amount.money, returnedOn: on, reason: row.textIfPresent("reason"))
    }
}
