import Assistance
import CanonicalJSON

/// One running example: Jiangsu promises 1,000 yuan for 2014, and they go all the way to a project in Artux. Each request can be
/// varied, and each stage is what is on record so far.
enum Story {
    static let upToPairing: [any Request] = [programme(), pairing()]
    static let upToAgreement = upToPairing + [agreement()]
    static let upToTransfer = upToAgreement + [transfer()]
    static let upToReceipt = upToTransfer + [receipt()]
    static let upToForward = upToReceipt + [forward()]
    static let upToProject = upToForward + [receipt(of: "F1", on: "2014-04-01"), project()]
    static let upToAllocation = upToProject + [allocation()]
    static let upToSpending = upToAllocation + [spending()]
    static let all = upToSpending + [report(), release(), return_()]

    /// 600 yuan that 昌平县, 110221, received in 1995, four years before its code ended with 昌平区, 110114.
    static let lapsed: [any Request] = [
        programme(from: "1990-01-01"), pairing(recipient: "110221", from: "1995-06-30"),
        agreement(year: 1995, on: "1995-07-01", due: nil), transfer(on: "1995-07-02"), receipt(on: "1995-07-03"),
    ]

    static func programme(_ name: String = "XJ", from: String = "2010-03-01", to: String? = nil) -> EstablishProgramme {
        EstablishProgramme(
            programme: id(name), name: "Paired assistance to Xinjiang", nameZH: "对口支援新疆",
            legalBasis: "Conference of 2010",
            startsOn: day(from), endsOn: to.map(day))
    }

    static func pairing(
        _ name: String = "JS-KZ", programme: String = "XJ", donor: String = "320000", recipient: String = "653000",
        from: String = "2010-03-30", to: String? = "2020-12-31"
    ) -> FormPairing {
        FormPairing(
            pairing: id(name), programme: id(programme), donor: region(donor), recipient: region(recipient),
            startsOn: day(from), endsOn: to.map(day))
    }

    static func agreement(
        _ name: String = "A1", pairing: String = "JS-KZ", year: Int = 2014, in instrument: Instrument = .fiscal,
        amount: Money = yuan(1_000), on: String = "2014-02-20", due: String? = "2014-12-31"
    ) -> CommitFunds {
        CommitFunds(
            agreement: id(name), pairing: id(pairing), fiscalYear: year, instrument: instrument, amount: amount,
            agreedOn: day(on), dueOn: due.map(day))
    }

    static func transfer(
        _ name: String = "T1", agreement: String = "A1", amount: Money = yuan(600), on: String = "2014-03-18"
    ) -> TransferFunds {
        TransferFunds(transfer: id(name), agreement: id(agreement), amount: amount, sentOn: day(on))
    }

    static func receipt(
        of transfer: String = "T1", amount: Money? = nil, on: String = "2014-03-21"
    ) -> ReceiveFunds {
        ReceiveFunds(transfer: id(transfer), amount: amount, receivedOn: day(on))
    }

    static func forward(
        _ name: String = "F1", from: String = "653000", to: String = "653001", in instrument: Instrument = .fiscal,
        amount: Money = yuan(400), on: String = "2014-03-27"
    ) -> ForwardFunds {
        ForwardFunds(
            transfer: id(name), from: region(from), to: region(to), instrument: instrument, amount: amount,
            sentOn: day(on))
    }

    static func project(
        _ name: String = "K1", place: Place = Place(region: region("653001")), total: Money = yuan(500),
        aid: Money = yuan(300), from: String? = "2014-04-10", to: String? = "2015-06-30", on: String = "2014-01-10"
    ) -> ApproveProject {
        ApproveProject(
            project: id(name),
            plan: ProjectPlan(
                name: "Village school", nameZH: "村小学", place: place, purpose: .education,
                plannedTotal: total, plannedAid: aid, plannedStart: from.map(day), plannedEnd: to.map(day)),
            approvedOn: day(on))
    }

    static func allocation(
        to project: String = "K1", from: String? = nil, in instrument: Instrument = .fiscal, amount: Money = yuan(300),
        on: String = "2014-04-08"
    ) -> AllocateFunds {
        AllocateFunds(
            project: id(project), from: from.map(region), instrument: instrument, amount: amount, allocatedOn: day(on))
    }

    static func spending(
        _ payment: String = "P1", project: String = "K1", in instrument: Instrument = .fiscal,
        amount: Money = yuan(120), on: String = "2014-06-12"
    ) -> SpendFunds {
        SpendFunds(
            payment: id(payment), project: id(project), instrument: instrument, amount: amount, payee: "项目施工单位",
            category: "construction", paidOn: day(on))
    }

    static func report(
        project: String = "K1", aid: Money = yuan(100), total: Money = yuan(200), on: String = "2014-06-30"
    ) -> ReportWork {
        ReportWork(project: id(project), aidDone: aid, totalDone: total, reportedOn: day(on))
    }

    static func release(
        project: String = "K1", to: String? = nil, in instrument: Instrument = .fiscal, amount: Money = yuan(50),
        on: String = "2014-11-30"
    ) -> ReleaseFunds {
        ReleaseFunds(
            project: id(project), to: to.map(region), instrument: instrument, amount: amount, releasedOn: day(on),
            reason: "cheaper than planned")
    }

    static func return_(
        agreement: String = "A1", from: String = "653001", amount: Money = yuan(50), on: String = "2014-12-15"
    ) -> ReturnFunds {
        ReturnFunds(
            agreement: id(agreement), from: region(from), amount: amount, returnedOn: day(on), reason: "left over")
    }
}

extension ApproveProject {
    /// The plan that it asks for, where it asks for one.
    var asked: ProjectPlan {
        get {
            guard let plan else { preconditionFailure("the story's project has a plan") }
            return plan
        }
        set { plan = newValue }
    }
}
