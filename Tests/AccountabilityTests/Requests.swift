import Assistance

// Requests of which only what a test is about is written down.

func programme(_ name: String) -> EstablishProgramme {
    EstablishProgramme(programme: id(name), name: "Programme \(name)", startsOn: day("2010-03-01"))
}

func pairing(_ name: String, of programme: String, _ donor: String, _ recipient: String) -> FormPairing {
    FormPairing(
        pairing: id(name), programme: id(programme), donor: region(donor), recipient: region(recipient),
        startsOn: day("2010-03-30"))
}

func agreement(
    _ name: String, under pairing: String, year: Int, _ amount: Int64, in instrument: Instrument = .fiscal,
    on: String = "2014-02-20"
) -> CommitFunds {
    CommitFunds(
        agreement: id(name), pairing: id(pairing), fiscalYear: year, instrument: instrument, amount: yuan(amount),
        agreedOn: day(on))
}

func transfer(_ name: String, under agreement: String, _ amount: Int64, on: String = "2014-03-18") -> TransferFunds {
    TransferFunds(transfer: id(name), agreement: id(agreement), amount: yuan(amount), sentOn: day(on))
}

func receipt(of transfer: String, on: String = "2014-03-21") -> ReceiveFunds {
    ReceiveFunds(transfer: id(transfer), receivedOn: day(on))
}

func forward(_ name: String, _ from: String, _ to: String, _ amount: Int64) -> ForwardFunds {
    ForwardFunds(
        transfer: id(name), from: region(from), to: region(to), amount: yuan(amount), sentOn: day("2014-03-27"))
}

func project(_ name: String, in place: String, aid: Int64) -> ApproveProject {
    ApproveProject(
        project: id(name),
        plan: ProjectPlan(
            name: "Village school", nameZH: "村小学", place: Place(region: region(place)), purpose: .education,
            plannedTotal: yuan(2 * aid), plannedAid: yuan(aid)), approvedOn: day("2014-01-10"))
}

func allocation(to project: String, _ amount: Int64, on: String = "2014-04-08") -> AllocateFunds {
    AllocateFunds(project: id(project), amount: yuan(amount), allocatedOn: day(on))
}

func spending(_ payment: String, of project: String, _ amount: Int64, on: String = "2014-06-12") -> SpendFunds {
    SpendFunds(payment: id(payment), project: id(project), amount: yuan(amount), payee: "项目施工单位", paidOn: day(on))
}
