import Assistance
import CanonicalJSON

extension Plan {
    /// Plans the money of one agreement, from the promise to the last payment.
    ///
    /// It is planned from below: the projects give what each county gets, the counties what is sent, and that what is promised,
    /// so that every yuan has a use.
    ///
    /// - Parameters:
    ///   - number: its number among the agreements of the pairing and year, from 1.
    ///   - projects: how many projects it pays for.
    mutating func planAgreement(_ pair: PlannedPair, _ year: Int, number: Int, projects: Int) {
        let counties = places.counties(of: pair.recipient, in: year)
        guard !counties.isEmpty else { return }
        agreements += 1
        var funding = Funding(
            pair: pair, year: year, agreement: .known("\(pair.id)-\(year)" + (number > 1 ? "-\(number)" : "")),
            instrument: number > 1 && number.isMultiple(of: 2) ? .socialDonation : .fiscal)
        funding.irregularity = irregularity { $0.suits(pair, number: number, in: year) }
        let projects = funding.irregularity == .duplicate ? max(2, projects) : projects
        let pairingYear = PairingYear(pairing: pair.id, year: year)
        if funding.irregularity == .misdirected { misdirected.insert(pairingYear) }
        // What a rule is to find in one agreement's money must not mix with that of others on its way: accounts are apart by instrument.
        if funding.irregularity == .retained { funding.instrument = .centralEnterprise }
        if misdirected.contains(pairingYear) { funding.instrument = .centralTransfer }
        let chosen = random.sample(max(1, min(projects, counties.count)), of: counties)
        for county in chosen { planRegion(county, year) }
        for index in 0..<max(1, projects) {
            funding.projects.append(
                draftProject(funding, in: chosen[index % chosen.count], number: index + 1))
        }
        if funding.irregularity == .duplicate {
            funding.projects[1].copyFirstPayment(of: funding.projects[0])
            funding.copied = note(
                Answer(
                    "R14", "payment/\(funding.projects[1].id)-1", ["amount": funding.projects[0].payments[0].amount]))
        }
        if funding.irregularity == .misdirected {
            funding.misdirected = note(Answer("R09", "pairing/\(pair.id)", ["fiscal_year": Int64(year)]))
        }
        planPromise(&funding)
        for instalment in 0..<2 { planInstalment(instalment, of: funding, counties: chosen) }
        if funding.irregularity == .offPair { planOffPair(funding) }
        planCooperation(funding)
    }

    private mutating func planPromise(_ funding: inout Funding) {
        let used = funding.projects.reduce(0) { $0 + $1.aid }
        let missing = funding.irregularity == .shortfall || funding.irregularity == .mismatch ? used / 500 * 100 : 0
        let agreedOn = CalendarDate.known(funding.year, 2, 1).later(by: random.below(28))
        let due = CalendarDate.known(funding.year, 11, 30)
        if missing > 0 {
            funding.shortfall = note(
                Answer(
                    "R03", "agreement/\(funding.agreement)",
                    ["committed": used + missing, "received": used, "due_on_days": Int64(due.daysSince1970)]))
        }
        if funding.irregularity == .mismatch { funding.lost = missing }
        let elsewhere = funding.irregularity == .offPair ? Funding.offPair : 0
        let promise = used + missing + elsewhere
        // Some promise less at first.
        let first = random.oneIn(10) ? promise / 1_000 * 900 : promise
        let donor = places.office(.finance, of: funding.pair.donor, in: funding.year)
        add(
            CommitFunds(
                agreement: funding.agreement, pairing: funding.pair.id, fiscalYear: funding.year,
                instrument: funding.instrument, amount: .fen(first), agreedOn: agreedOn, dueOn: due,
                mode: random.oneIn(5) ? .turnkey : .cheque),
            by: donor, proves: [funding.shortfall, funding.misdirected].compactMap { $0 })
        guard first < promise else { return }
        add(
            ReviseCommitment(
                agreement: funding.agreement, amount: .fen(promise), revisedOn: agreedOn.later(by: 3),
                reason: "年度援助资金计划调整"), by: donor)
    }

    /// Half of the projects are paid for by what is sent in spring, the others by what is sent in summer.
    private mutating func planInstalment(_ instalment: Int, of funding: Funding, counties: [Places.County]) {
        let (pair, year) = (funding.pair, funding.year)
        let projects = funding.projects.filter { $0.instalment == instalment }
        guard !projects.isEmpty else { return }
        let arriving = projects.reduce(0) { $0 + $1.aid }
        // What is lost is sent with the first instalment, so that there always is one.
        let lost = instalment == 0 ? funding.lost : 0
        let transfer = Identifier.known("\(funding.agreement)-T\(instalment + 1)")
        let spring = CalendarDate.known(year, instalment == 0 ? 3 : 6, 5)
        let sentOn = spring.later(by: random.below(40))
        var proves: [Int] = []
        if lost > 0 {
            proves.append(note(Answer("R04", "transfer/\(transfer)", ["sent": arriving + lost, "received": arriving])))
        }
        let receiver = places.office(.finance, of: pair.recipient, in: year)
        let sender = places.office(.finance, of: pair.donor, in: year)
        if random.oneIn(25) { planRejection(transfer, funding, .fen(arriving), on: sentOn, from: sender, by: receiver) }
        add(
            TransferFunds(
                transfer: transfer, agreement: funding.agreement, amount: .fen(arriving + lost), sentOn: sentOn),
            by: sender, proves: proves)
        let proved = proves + [funding.shortfall].compactMap { $0 }
        var arrivedOn = sentOn.later(by: random.within(1...4))
        var first = arriving
        if random.oneIn(6) {
            first = arriving / 100 / 5 * 3 * 100
            add(
                ReceiveFunds(transfer: transfer, amount: .fen(first), receivedOn: arrivedOn), by: receiver,
                proves: proved)
            arrivedOn = arrivedOn.later(by: random.within(1...5))
            first = arriving - first
        }
        add(
            ReceiveFunds(transfer: transfer, amount: .fen(first), receivedOn: arrivedOn, closes: lost > 0),
            by: receiver, proves: proved)

        var forwards = Forwards(funding: funding, transfer: transfer)
        for county in counties {
            let own = projects.filter { $0.county == county }
            guard !own.isEmpty else { continue }
            let amount = own.reduce(0) { $0 + $1.aid }
            let fundedOn = planForwards(&forwards, to: county, amount, from: arrivedOn)
            for project in own { planProject(project, funding, fundedOn: fundedOn) }
        }
    }
}
