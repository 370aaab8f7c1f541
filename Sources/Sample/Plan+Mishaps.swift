import Assistance
import CanonicalJSON

extension Plan {
    /// The money came to a wrong account first, and was sent back.
    mutating func planRejection(
        _ transfer: Identifier, _ funding: Funding, _ amount: Money, on day: CalendarDate, from sender: String,
        by receiver: String
    ) {
        let wrong = Identifier.known("\(transfer)-X")
        add(
            TransferFunds(
                transfer: wrong, agreement: funding.agreement, amount: amount, sentOn: day.later(by: -2)), by: sender)
        add(
            RejectFunds(transfer: wrong, rejectedOn: day.later(by: -1), reason: "账户信息有误"), by: receiver)
    }

    /// Money that goes to a region of another pairing, and comes back from there.
    mutating func planOffPair(_ funding: Funding) {
        // Some regions have no counties in the table of that year.
        var counties: [Places.County] = []
        for other in PlannedPair.all
        where other.recipient.province != funding.pair.recipient.province
            && other.recipient.province != funding.pair.donor.province
        {
            counties += places.counties(of: other.recipient, in: funding.year).prefix(1)
        }
        let county = random.choice(of: counties)
        let transfer = Identifier.known("\(funding.agreement)-T3")
        let amount = Money.fen(Funding.offPair)
        let proves = [note(Answer("R07", "transfer/\(transfer)", ["amount": Funding.offPair]))]
        let sentOn = CalendarDate.known(funding.year, 8, 1).later(by: random.below(40))
        let receiver = places.office(.finance, of: county.code, in: funding.year)
        add(
            TransferFunds(
                transfer: transfer, agreement: funding.agreement, amount: amount, sentOn: sentOn, to: county.code,
                offPair: "应急支援"), by: places.office(.finance, of: funding.pair.donor, in: funding.year),
            proves: proves)
        add(ReceiveFunds(transfer: transfer, receivedOn: sentOn.later(by: 3)), by: receiver)
        add(
            ReturnFunds(
                agreement: funding.agreement, from: county.code, amount: amount, returnedOn: sentOn.later(by: 60),
                reason: "不属于结对关系，退回"), by: receiver)
    }

    /// A statement of the county's account, over ten days, that has one line: money that nobody sent.
    mutating func planBankStatement(_ works: ProjectWorks) {
        let region = works.project.county.code
        guard let number = MaskedBankAccount(hiding: "6230\(region)00000001") else { return }
        let account = Account.holding(region, works.funding.instrument)
        let day = works.allocatedOn
        let amount = Money.fen(works.project.aid / 100)
        let statement = BankStatement(
            account: account, bankAccount: number, bankIdentifier: "\(works.project.id)", startsOn: day,
            endsOn: day.later(by: 10), opening: .fen(0), closing: amount,
            lines: [BankStatementLine(bookedOn: day.later(by: 5), amount: amount, reference: "来源不明")])
        let answer = note(Answer("R05", account.description, ["amount": amount.minorUnits]))
        add(
            RecordBankStatement(works.project.id, statement, sha256: digest()), by: works.finance, proves: [answer])
    }
}
