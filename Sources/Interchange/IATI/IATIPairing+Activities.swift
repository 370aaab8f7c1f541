import Assistance
import CanonicalJSON

extension IATIPairing {
    private var donor: IATIRegion { IATIRegion(code: formed.donor, date: formed.startsOn) }
    private var recipient: IATIRegion { IATIRegion(code: formed.recipient, date: formed.startsOn) }

    /// The donor's side: what it promised and what it sent.
    func donorSide(_ id: String, _ making: IATIMaking) -> IATIElement {
        let reporter = making.reporter
        return activity(
            reporter.pairing(id), 1, making,
            title: (
                "Paired assistance of \(donor.english) to \(recipient.english)",
                "\(donor.chinese)对口支援\(recipient.chinese)"
            ), participating: [donor.participating(1), recipient.participating(2, activity: reporter.fund(id))],
            money: budgets + plannedDisbursements(id, making)
                + making.transactions(given).map { flow in
                    flow.transaction(
                        describe(flow), from: donor.provider(reporter.pairing(id)),
                        to: recipient.receiver(reporter.fund(id)))
                },
            links: documents.map(\.element),
            related: [.related(reporter.fund(id), .child)]
                + projects.map { .related(reporter.project($0), .child) })
    }

    /// The recipient's side: what it was promised, what it received and what it gave to projects.
    func recipientSide(_ id: String, _ making: IATIMaking) -> IATIElement {
        let reporter = making.reporter
        return activity(
            reporter.fund(id), 2, making,
            title: (
                "Assistance received by \(recipient.english) from \(donor.english)",
                "\(recipient.chinese)接受\(donor.chinese)对口支援资金"
            ),
            participating: [donor.participating(1, activity: reporter.pairing(id)), recipient.participating(2)],
            money: making.transactions(taken).map { flow in
                let holder = flow.region.map { IATIRegion(code: $0, date: flow.source.effectiveOn) } ?? recipient
                guard let project = flow.counterpart else {
                    return flow.transaction(
                        describe(flow), from: donor.provider(reporter.pairing(id)),
                        to: holder.receiver(reporter.fund(id)))
                }
                let receiver = IATIElement(
                    "receiver-org", ["receiver-activity-id": reporter.project(project)],
                    [.narrative(making.implementer(of: project))])
                return flow.transaction(
                    "Allocation to project \(project)", from: holder.provider(reporter.fund(id)), to: receiver)
            }, links: [],
            related: [.related(reporter.pairing(id), .parent)]
                + projects.map { .related(reporter.project($0), .sibling) })
    }

    private func activity(
        _ identifier: String, _ hierarchy: Int, _ making: IATIMaking, title: (english: String, chinese: String),
        participating: [IATIElement], money: [IATIElement], links: [IATIElement], related: [IATIElement]
    ) -> IATIElement {
        let programme = making.programme(formed.programme.description)
        let name = programme?.name ?? formed.programme.description
        let basis = programme?.legalBasis.map { ", on the basis of \($0)" } ?? ""
        var children = [
            IATIElement("iati-identifier", text: identifier), making.reporter.element,
            .texts("title", title.english, title.chinese),
            .texts("description", "\(title.english), under the programme \(name)\(basis)", programme?.nameZH),
        ]
        children += participating
        children.append(.code("activity-status", status(making.today)))
        children += dates(making.today)
        children += recipient.geography
        // No purpose is known of a pairing's money before it goes to projects. DAC: multisector aid.
        children.append(IATIElement("sector", ["code": "43010", "vocabulary": "1"]))
        // Code list FinanceType: standard grant.
        children.append(.code("default-finance-type", "110"))
        children += money + links + related
        children.append(.event(source))
        return making.activity(hierarchy, changedAt, children)
    }

    /// Code list ActivityStatus.
    private func status(_ today: CalendarDate) -> String {
        if formed.startsOn > today { return "1" }
        return endsOn.map { $0 <= today } ?? false ? "4" : "2"
    }

    private func dates(_ today: CalendarDate) -> [IATIElement] {
        let isStarted = formed.startsOn <= today
        let start = IATIElement.activityDate(isStarted ? 2 : 1, formed.startsOn)
        guard let endsOn else { return [start] }
        return [start, .activityDate(endsOn <= today && isStarted ? 4 : 3, endsOn)]
    }

    /// What is promised for each fiscal year, which is the calendar year (Budget Law of 1994, article 18), as it was first and as it is.
    private var budgets: [IATIElement] {
        let years = Dictionary(grouping: agreements.values, by: \.fiscalYear)
        return years.sorted { $0.key < $1.key }.flatMap { year, agreements -> [IATIElement] in
            guard let start = CalendarDate(year: year, month: 1, day: 1),
                let end = CalendarDate(year: year, month: 12, day: 31),
                let agreedOn = agreements.map(\.agreedOn).max()
            else { return [] }
            let original = agreements.reduce(0) { $0 + $1.original }
            let promised = agreements.reduce(0) { $0 + $1.promised }
            var budgets = [
                IATIElement.budget(isRevised: false, isCommitted: true, from: start, to: end, original, on: agreedOn)
            ]
            if let revisedOn = agreements.compactMap(\.revisedOn).max(), promised != original {
                budgets.append(
                    .budget(isRevised: true, isCommitted: true, from: start, to: end, promised, on: revisedOn))
            }
            return budgets
        }
    }

    /// What is to be sent by a day that was agreed.
    private func plannedDisbursements(_ id: String, _ making: IATIMaking) -> [IATIElement] {
        agreements.sorted { ($0.value.agreedOn, $0.key) < ($1.value.agreedOn, $1.key) }.compactMap { name, agreement in
            guard let dueOn = agreement.dueOn, !agreement.isCancelled, agreement.promised > 0 else { return nil }
            return IATIElement(
                "planned-disbursement", ["type": agreement.revisedOn == nil ? "1" : "2"],
                [
                    .date("period-start", min(agreement.agreedOn, dueOn)), .date("period-end", dueOn),
                    .value(agreement.promised, on: agreement.revisedOn ?? agreement.agreedOn),
                    donor.provider(making.reporter.pairing(id)), recipient.receiver(making.reporter.fund(id)),
                    IATIElement("pl:agreement", ["id": name]),
                ])
        }
    }

    private func describe(_ flow: IATIFlow) -> String {
        switch flow.kind {
        case .outgoingCommitment, .incomingCommitment:
            flow.amount < 0 ? "Agreement \(flow.subject), lowered" : "Agreement \(flow.subject)"
        case .disbursement, .incomingFunds:
            flow.amount < 0 ? "Money given back, \(flow.subject)" : "Transfer \(flow.subject)"
        case .expenditure: flow.subject
        }
    }
}
