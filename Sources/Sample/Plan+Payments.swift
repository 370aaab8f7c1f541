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
        let irregularity = works.isFirst ? funding.irregularity : nil
        var repeated: [Int] = []
        if works.isFirst, funding.irregularity == .repeatedPayout {
            let answer = Answer("R15", "payment/\(project.id)-3", ["amount": project.payments[2].amount])
            repeated = [note(answer)]
        }
        let strange = planEntitlement(works)
        for (index, payment) in project.payments.enumerated() {
            if index > 0 { day = day.later(by: 200 / project.payments.count + random.below(8)) }
            // Nobody pays in December, but in a rush.
            if irregularity == .rush {
                day = .known(funding.year, 12, 3 + index * 4)
            } else if day.month == 12 {
                day = .known(day.year + 1, 1, 4).later(by: random.below(10))
            }
            let id = "\(project.id)-\(index + 1)"
            var proves = index % 3 == 0 ? overspent : []
            if payment.person != nil { proves += repeated + strange }
            if works.isFirst, index == 1, let rule = funding.irregularity?.ruleOnSecondPayment {
                proves.append(note(Answer(rule, "payment/\(id)", ["amount": payment.amount])))
            }
            if works.isFirst && index == 0 || payment.isCopy { proves += [funding.copied].compactMap { $0 } }
            var (paidOn, recordedOn) = (day, nil as CalendarDate?)
            if irregularity == .unfounded, index == 0 {
                (paidOn, recordedOn) = (works.allocatedOn.later(by: -5), day)
                proves.append(note(Answer("R06", "payment/\(id)", ["amount": payment.amount])))
            }
            if irregularity == .lateEntry, index == project.payments.count - 1 {
                (paidOn, recordedOn) = planLateEntry(works, &proves)
                day = recordedOn ?? day
            }
            add(
                SpendFunds(
                    payment: .known(id), project: project.id, instrument: funding.instrument,
                    amount: .fen(payment.amount), payee: payment.payee, category: payment.category,
                    contract: payment.person == nil ? .known("H\(index % 3 + 1)") : nil,
                    payeeKind: payment.isToPerson ? .person : .organisation, payeeDigest: payment.person, paidOn: paidOn
                ),
                by: works.finance, proves: proves, recordedOn: recordedOn)
        }
        return day
    }
}

extension Plan {
    /// Lists those who are entitled to what a project pays persons: those whom it pays, or somebody else.
    private mutating func planEntitlement(_ works: ProjectWorks) -> [Int] {
        let (project, year) = (works.project, works.funding.year)
        var persons = Set(project.payments.compactMap(\.person))
        guard !persons.isEmpty else { return [] }
        var strange: [Int] = []
        if works.isFirst, works.funding.irregularity == .stranger {
            persons = [digest()]
            let last = project.payments.count
            strange = [
                note(Answer("R15", "payment/\(project.id)-\(last)", ["amount": project.payments[last - 1].amount]))
            ]
        }
        let entitled = PayeesEntitled(
            persons: Array(persons), startsOn: .known(year, 1, 1), endsOn: .known(year + 1, 12, 31))
        add(
            State(entitled, of: project.id, on: works.allocatedOn.later(by: 5)), by: works.planning, proves: strange)
        return strange
    }

    /// The report of a year, and the days on which the last payment was made and put on record: the one in that year, the other after the
    /// report.
    private mutating func planLateEntry(
        _ works: ProjectWorks, _ proves: inout [Int]
    ) -> (CalendarDate, CalendarDate?) {
        let (funding, year) = (works.funding, works.funding.year)
        let report = Identifier.known("\(funding.agreement)-R")
        let answer = note(Answer("R21", "report/\(report)", ["events": 1]))
        proves.append(answer)
        let office = places.office(.assistance, of: funding.pair.recipient.province, in: year)
        let published = ReportPublished(
            name: .known("position"), title: "\(year) 年度援助资金报告", startsOn: .known(year, 1, 1),
            endsOn: .known(year, 12, 31), knownAt: 1, sha256: digest(), publishedBy: office)
        let publication = PublishReport(published, of: report, on: .known(year + 1, 1, 20))
        add(publication, by: office, proves: [answer])
        return (.known(year, 11, 20), .known(year + 1, 2, 10))
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
