import Assistance
import CanonicalJSON

extension Plan {
    /// One contract for each trade, by tender; answers what is not as it should be.
    mutating func planContracts(_ works: ProjectWorks) -> [Int] {
        let project = works.project
        let awardedOn = works.allocatedOn.later(by: random.within(1...4))
        let irregularity = works.isFirst ? works.funding.irregularity : nil
        let contracts = project.contracts
        var overspent: [Int] = []
        var split: [Int] = []
        if irregularity == .splitContract {
            split = [
                note(
                    Answer(
                        "R16", "project/\(project.id)",
                        ["contracts": 2, "together": contracts[0].amount + contracts[1].amount]))
            ]
        }
        for (index, contract) in contracts.enumerated() {
            var worth = contract.amount
            if irregularity == .overspend, index == 0 {
                worth = worth / 10_000 * 8_000
                overspent.append(
                    note(
                        Answer(
                            "R10", "project/\(project.id)", ["contracted": worth, "paid": contract.amount])))
            }
            let isSplit = index < 2 && !split.isEmpty
            add(
                State(
                    ContractAwarded(
                        contract: contract.id, supplier: contract.supplier, buyer: works.planning,
                        method: isSplit ? .direct : random.oneIn(5) ? .invitedTender : .openTender,
                        amount: .fen(worth)), of: project.id, on: awardedOn.later(by: index)), by: works.planning,
                proves: (index == 0 ? overspent : []) + (isSplit ? split : []))
        }
        return overspent
    }

    /// Answers the day of the last payment.
    mutating func planPayments(_ works: ProjectWorks, proves overspent: [Int]) -> CalendarDate {
        let (project, funding) = (works.project, works.funding)
        var day = works.allocatedOn.later(by: random.within(12...25))
        var repeated: [Int] = []
        if works.isFirst, funding.irregularity == .repeatedPayout {
            let answer = Answer("R15", "payment/\(project.id)-3", ["amount": project.payments[2].amount])
            repeated = [note(answer)]
        }
        for (index, payment) in project.payments.enumerated() {
            if index > 0 { day = day.later(by: 200 / project.payments.count + random.below(8)) }
            let id = "\(project.id)-\(index + 1)"
            var proves = index % 3 == 0 ? overspent : []
            if payment.person != nil { proves += repeated }
            if works.isFirst, index == 1, let rule = funding.irregularity?.ruleOnSecondPayment {
                proves.append(note(Answer(rule, "payment/\(id)", ["amount": payment.amount])))
            }
            if works.isFirst && index == 0 || payment.isCopy { proves += [funding.copied].compactMap { $0 } }
            add(
                SpendFunds(
                    payment: .known(id), project: project.id, instrument: funding.instrument,
                    amount: .fen(payment.amount), payee: payment.payee, category: payment.category,
                    contract: payment.person == nil ? .known("H\(index % 3 + 1)") : nil,
                    payeeKind: payment.isToPerson ? .person : .organisation, payeeDigest: payment.person, paidOn: day),
                by: works.finance, proves: proves)
        }
        return day
    }
}

extension Irregularity {
    /// The rule that looks for it, where it is in a payment.
    fileprivate var ruleOnSecondPayment: String? {
        switch self {
        case .diversion: "R08"
        case .personalAccount: "R17"
        default: nil
        }
    }
}
