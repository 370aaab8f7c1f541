import Assistance

extension Plan {
    /// Drafts one project of an agreement.
    mutating func draftProject(_ funding: Funding, in county: Places.County, number: Int) -> ProjectDraft {
        projects += 1
        // The first two are alike where the one is to copy the other.
        let isTwin = funding.irregularity == .duplicate && number == 2
        let isSplit = funding.irregularity == .splitContract && number == 1
        let drawn = Int64(isSplit ? 900 : random.within(20...600)) * 1_000_000
        let aid = isTwin ? funding.projects[0].aid : drawn
        let kind =
            isTwin
            ? funding.projects[0].kind : draftKind(of: aid, PairingYear(pairing: funding.pair.id, year: funding.year))
        let isWhole = funding.irregularity != nil || !random.oneIn(5)
        let total = aid + aid / 100 * Int64(random.below(60))
        var draft = ProjectDraft(
            id: .known("\(funding.agreement)-P\(number)"), county: county, kind: kind,
            instalment: number % 2 == 1 ? 0 : 1, aid: aid, total: total,
            proposedTotal: random.oneIn(12) ? max(aid, total / 2_100 * 2_000) : total,
            leftover: isWhole ? 0 : aid / 100 * Int64(random.within(1...3)), payments: [])
        sites[draft.id] = SampleSite(county: county.code, year: funding.year)
        let isIdle = funding.irregularity == .idle && number == 1
        let payments = isTwin ? funding.projects[0].payments.count : isSplit ? 6 : random.choice(of: Plan.paymentCounts)
        if !isIdle { draft.payments = draftPayments(payments, of: draft.aid - draft.leftover, draft) }
        if number == 1, funding.irregularity == .diversion { draft.payments[1].category = Plan.reception }
        if number == 1, funding.irregularity == .repeatedPayout { draft.paySamePersonTwice(digest()) }
        if number == 1, funding.irregularity == .stranger { draft.payPerson(digest()) }
        if number == 2, !isTwin, !draft.payments.isEmpty, random.oneIn(4) { draft.payPerson(digest()) }
        if isSplit { draft.giveSecondContractToFirstSupplier() }
        if number == 1, funding.irregularity == .personalAccount { draft.payments[1].payee = "项目经办人个人账户" }
        return draft
    }

    /// Three suppliers take turns: with any of these counts none of them has more than half.
    private static let paymentCounts = [3, 5, 6]

    /// What a project is for: industry only as long as nine tenths of the year's money are for people's livelihoods.
    private mutating func draftKind(of aid: Int64, _ year: PairingYear) -> ProjectKind {
        var share = shares[year] ?? (0, 0)
        share.all += aid
        let mayBeIndustry = share.livelihood * 10 >= share.all * 9
        let kinds = ProjectKind.all.filter { kind in
            misdirected.contains(year) ? kind.purpose == .industry : mayBeIndustry || kind.purpose != .industry
        }
        let kind = random.choice(of: kinds)
        if kind.purpose != .industry { share.livelihood += aid }
        shares[year] = share
        return kind
    }

    /// The digest of something that is nowhere.
    mutating func digest() -> DocumentDigest {
        let digits = (0..<4).map { _ in
            let part = String(random.next(), radix: 16)
            return String(repeating: "0", count: 16 - part.count) + part
        }.joined()
        guard let digest = DocumentDigest(digits) else { preconditionFailure("no digest: \(digits)") }
        return digest
    }

    /// Splits an amount into payments of about the same size to three suppliers of the county in turn.
    private mutating func draftPayments(
        _ count: Int, of amount: Int64, _ project: ProjectDraft
    ) -> [PaymentDraft] {
        let (share, supplier) = (amount / Int64(count), random.below(12))
        // No two projects of a county pay the same amount, down to the fen, unless they are meant to.
        let mark = Int64(projects % 9_973)
        var rest = amount
        return (0..<count).map { index in
            let varied = (share - share / 10 + Int64(random.below(Int(share / 5)))) / 10_000 * 10_000 + mark
            let paid = index == count - 1 ? rest : varied
            rest -= paid
            let trade = project.kind.trades[index % 3]
            let name = "\(project.county.nameZH)第\((supplier + index % 3) % 12 + 1)\(trade.payee)"
            return PaymentDraft(amount: paid, payee: name, category: trade.category, supplier: name)
        }
    }
}
