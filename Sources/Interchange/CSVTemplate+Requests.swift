import Assistance

extension CSVTemplate {
    /// The request of a row, or nil with what is wrong noted in `row`.
    func request(_ row: inout CSVRow) -> (any Request)? {
        switch self {
        case .programmes: programme(&row)
        case .pairings: pairing(&row)
        case .agreements: agreement(&row)
        case .transfers: transfer(&row)
        case .receipts: receipt(&row)
        case .forwards: forward(&row)
        case .projects: project(&row)
        case .allocations: allocation(&row)
        case .payments: payment(&row)
        case .progress: progress(&row)
        // A row is one line of what its statement asks for: see CSVStatements.
        case .statements: nil
        case .designations: designation(&row)
        case .delistings: delisting(&row)
        case .figures: regionFigure(&row)
        case .contracts: contract(&row)
        case .starts: start(&row)
        case .milestones: milestone(&row)
        case .releases: release(&row)
        case .returns: `return`(&row)
        case .indicators: indicator(&row)
        case .outcomes: outcome(&row)
        case .beneficiaries: beneficiaries(&row)
        case .verifications: verification(&row)
        case .disputes: dispute(&row)
        case .secondments: secondment(&row)
        case .placements: placement(&row)
        case .trainings: training(&row)
        case .purchases: purchase(&row)
        case .investments: investment(&row)
        }
    }

    private func programme(_ row: inout CSVRow) -> (any Request)? {
        let programme = row.identifier("programme")
        let name = row.text("name")
        let startsOn = row.date("starts_on")
        let endsOn = row.dateIfPresent("ends_on")
        guard row.isSound, let programme, let name, let startsOn else { return nil }
        return EstablishProgramme(
            programme: programme, name: name, nameZH: row.textIfPresent("name_zh"),
            legalBasis: row.textIfPresent("legal_basis"), startsOn: startsOn, endsOn: endsOn)
    }

    private func pairing(_ row: inout CSVRow) -> (any Request)? {
        let pairing = row.identifier("pairing")
        let programme = row.identifier("programme")
        let donor = row.region("donor")
        let recipient = row.region("recipient")
        let startsOn = row.date("starts_on")
        let endsOn = row.dateIfPresent("ends_on")
        guard row.isSound, let pairing, let programme, let donor, let recipient, let startsOn else { return nil }
        return FormPairing(
            pairing: pairing, programme: programme, donor: donor, recipient: recipient, startsOn: startsOn,
            endsOn: endsOn)
    }

    private func agreement(_ row: inout CSVRow) -> (any Request)? {
        let agreement = row.identifier("agreement")
        let pairing = row.identifier("pairing")
        let fiscalYear = row.year("fiscal_year")
        let instrument = row.choice("instrument", default: Instrument.fiscal)
        let amount = row.amount("amount")
        let agreedOn = row.date("agreed_on")
        let dueOn = row.dateIfPresent("due_on")
        guard row.isSound, let agreement, let pairing, let fiscalYear, let instrument, let amount, let agreedOn else {
            return nil
        }
        return CommitFunds(
            agreement: agreement, pairing: pairing, fiscalYear: fiscalYear, instrument: instrument,
            amount: amount.money, agreedOn: agreedOn, dueOn: dueOn, amountText: amount.text)
    }

    private func transfer(_ row: inout CSVRow) -> (any Request)? {
        let transfer = row.identifier("transfer")
        let agreement = row.identifier("agreement")
        let amount = row.amount("amount")
        let sentOn = row.date("sent_on")
        guard row.isSound, let transfer, let agreement, let amount, let sentOn else { return nil }
        return TransferFunds(
            transfer: transfer, agreement: agreement, amount: amount.money, sentOn: sentOn, amountText: amount.text)
    }

    private func receipt(_ row: inout CSVRow) -> (any Request)? {
        let transfer = row.identifier("transfer")
        let amount = row.amount("amount")
        let receivedOn = row.date("received_on")
        guard row.isSound, let transfer, let amount, let receivedOn else { return nil }
        return ReceiveFunds(
            transfer: transfer, amount: amount.money, receivedOn: receivedOn, amountText: amount.text)
    }

    private func forward(_ row: inout CSVRow) -> (any Request)? {
        let transfer = row.identifier("transfer")
        let from = row.region("from")
        let to = row.region("to")
        let instrument = row.choice("instrument", default: Instrument.fiscal)
        let amount = row.amount("amount")
        let sentOn = row.date("sent_on")
        guard row.isSound, let transfer, let from, let to, let instrument, let amount, let sentOn else { return nil }
        return ForwardFunds(
            transfer: transfer, from: from, to: to, instrument: instrument, amount: amount.money, sentOn: sentOn,
            amountText: amount.text)
    }

    private func project(_ row: inout CSVRow) -> (any Request)? {
        let project = row.identifier("project")
        let name = row.text("name")
        let region = row.region("place")
        let scope = row.choice("scope", default: Place.Scope.own)
        let purpose: Purpose? = row.choice("purpose")
        let total = row.amount("planned_total", rounding: false)
        let aid = row.amount("planned_aid", rounding: false)
        let start = row.dateIfPresent("planned_start")
        let end = row.dateIfPresent("planned_end")
        let approvedOn = row.date("approved_on")
        guard row.isSound, let project, let name, let region, let scope, let purpose, let total, let aid, let approvedOn
        else { return nil }
        return ApproveProject(
            project: project,
            plan: ProjectPlan(
                name: name, nameZH: row.textIfPresent("name_zh"),
                place: Place(region: region, scope: scope), purpose: purpose, plannedTotal: total.money,
                plannedAid: aid.money, plannedStart: start, plannedEnd: end), approvedOn: approvedOn)
    }

    private func allocation(_ row: inout CSVRow) -> (any Request)? {
        let project = row.identifier("project")
        let from = row.regionIfPresent("from")
        let instrument = row.choice("instrument", default: Instrument.fiscal)
        let amount = row.amount("amount")
        let allocatedOn = row.date("allocated_on")
        guard row.isSound, let project, let instrument, let amount, let allocatedOn else { return nil }
        return AllocateFunds(
            project: project, from: from, instrument: instrument, amount: amount.money, allocatedOn: allocatedOn,
            amountText: amount.text)
    }

    private func payment(_ row: inout CSVRow) -> (any Request)? {
        let payment = row.identifier("payment")
        let project = row.identifier("project")
        let instrument = row.choice("instrument", default: Instrument.fiscal)
        let amount = row.amount("amount")
        let payee = row.text("payee")
        let paidOn = row.date("paid_on")
        guard row.isSound, let payment, let project, let instrument, let amount, let payee, let paidOn else {
            return nil
        }
        return SpendFunds(
            payment: payment, project: project, instrument: instrument, amount: amount.money, payee: payee,
            category: row.textIfPresent("category"), paidOn: paidOn, amountText: amount.text)
    }

    private func progress(_ row: inout CSVRow) -> (any Request)? {
        let project = row.identifier("project")
        let aidDone = row.amount("aid_done", rounding: false)
        let totalDone = row.amount("total_done", rounding: false)
        let reportedOn = row.date("reported_on")
        guard row.isSound, let project, let aidDone, let totalDone, let reportedOn else { return nil }
        return ReportWork(
            project: project, aidDone: aidDone.money, totalDone: totalDone.money, reportedOn: reportedOn)
    }
}
