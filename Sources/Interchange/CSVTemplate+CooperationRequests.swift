import Assistance

extension CSVTemplate {
    func secondment(_ row: inout CSVRow) -> (any Request)? {
        let id = row.identifier("cooperation")
        let cooperation = row.cooperation()
        let profession: Profession? = row.choice("profession")
        let persons = row.count("persons")
        let endsOn = row.dateIfPresent("ends_on")
        let on = row.date("on")
        guard row.isSound, let id, let cooperation, let profession, let persons, let on else { return nil }
        return State(
            PersonnelSeconded(cooperation, profession: profession, persons: persons, endsOn: endsOn), of: id, on: on)
    }

    func placement(_ row: inout CSVRow) -> (any Request)? {
        let id = row.identifier("cooperation")
        let cooperation = row.cooperation()
        let persons = row.count("persons")
        let registeredPoor = row.count("registered_poor")
        let workplace: Workplace? = row.choice("workplace")
        let industry: Industry? = row.choice("industry")
        let wage = row.amountIfPresent("monthly_wage", rounding: false)
        let on = row.date("on")
        guard row.isSound, let id, let cooperation, let persons, let registeredPoor, let workplace, let industry, let on
        else { return nil }
        return State(
            LabourPlaced(
                cooperation, persons: persons, registeredPoor: registeredPoor, workplace: workplace, industry: industry,
                monthlyWage: wage?.money), of: id, on: on)
    }

    func training(_ row: inout CSVRow) -> (any Request)? {
        let id = row.identifier("cooperation")
        let cooperation = row.cooperation()
        let topic = row.text("topic")
        let persons = row.count("persons")
        let days = row.count("days")
        let on = row.date("on")
        guard row.isSound, let id, let cooperation, let topic, let persons, let days, let on else { return nil }
        return State(TrainingHeld(cooperation, topic: topic, persons: persons, days: days), of: id, on: on)
    }

    func purchase(_ row: inout CSVRow) -> (any Request)? {
        let id = row.identifier("cooperation")
        let cooperation = row.cooperation()
        let buyer: Buyer? = row.choice("buyer_kind")
        let goods = row.text("goods")
        let amount = row.amount("amount", rounding: false)
        let on = row.date("on")
        guard row.isSound, let id, let cooperation, let buyer, let goods, let amount, let on else { return nil }
        return State(
            ConsumptionPurchased(cooperation, buyer: buyer, goods: goods, amount: amount.money), of: id, on: on)
    }

    func investment(_ row: inout CSVRow) -> (any Request)? {
        let id = row.identifier("cooperation")
        let cooperation = row.cooperation()
        let investor = row.text("investor")
        let committed = row.amount("committed", rounding: false)
        let paidIn = row.amount("paid_in", rounding: false)
        let industry: Industry? = row.choice("industry")
        let jobs = row.count("jobs")
        let households = row.count("linked_households")
        let on = row.date("on")
        guard row.isSound, let id, let cooperation, let investor, let committed, let paidIn, let industry, let jobs,
            let households, let on
        else { return nil }
        return State(
            IndustryInvested(
                cooperation, investor: investor, committed: committed.money, paidIn: paidIn.money, industry: industry,
                jobs: jobs, linkedHouseholds: households), of: id, on: on)
    }
}

extension CSVRow {
    /// What all cooperation has in common.
    fileprivate mutating func cooperation() -> Cooperation? {
        let pairing = identifier("pairing")
        let direction = choice("direction", default: Direction.toRecipient)
        let region = region("region")
        guard let pairing, let direction, let region else { return nil }
        return Cooperation(pairing: pairing, direction: direction, region: region)
    }
}
