import Assistance
import CanonicalJSON

/// The ledger in which the examples of the rules play: one pairing, and what is done under it, in short words.
enum Setting {
    typealias Step = (actor: String, request: any Request)

    static let donor = "Finance department of Guangdong"
    static let prefecture = "Finance bureau of Kizilsu"
    static let county = "Finance bureau of Akto"
    static let planning = "Planning office of Akto"
    static let approver = "Planning office of Kizilsu"
    static let audit = "Provincial audit office"
    /// Akto, a county of Kizilsu.
    static let place = region("653022")

    /// Before every example: the programme, and Guangdong paired with Kizilsu.
    static let beginning: [Step] = [
        (
            "Commission",
            EstablishProgramme(
                programme: id("aid-xinjiang"), name: "Paired assistance to Xinjiang", startsOn: date("2010-03-29"))
        ),
        (
            "Commission",
            FormPairing(
                pairing: id("GD-KZ"), programme: id("aid-xinjiang"), donor: region("440000"),
                recipient: region("653000"), startsOn: date("2010-03-29"))
        ),
    ]

    /// Amounts are in yuan, here and below.
    static func promise(_ agreement: String, _ amount: Int64, _ on: String, due: String? = nil) -> Step {
        (
            donor,
            CommitFunds(
                agreement: id(agreement), pairing: id("GD-KZ"), fiscalYear: date(on).year, instrument: .fiscal,
                amount: yuan(amount), agreedOn: date(on), dueOn: due.map(date))
        )
    }

    static func send(
        _ transfer: String, _ amount: Int64, _ on: String, under agreement: String = "A", to: String? = nil,
        offPair: String? = nil
    ) -> Step {
        (
            donor,
            TransferFunds(
                transfer: id(transfer), agreement: id(agreement), amount: yuan(amount), sentOn: date(on),
                to: to.map(region), offPair: offPair)
        )
    }

    static func receive(_ transfer: String, _ on: String, _ amount: Int64? = nil, closes: Bool = false) -> Step {
        (
            prefecture,
            ReceiveFunds(
                transfer: id(transfer), amount: amount.map(yuan), receivedOn: date(on), closes: closes)
        )
    }

    static func forward(_ transfer: String, _ amount: Int64, _ on: String) -> Step {
        (
            prefecture,
            ForwardFunds(
                transfer: id(transfer), from: region("653000"), to: place, instrument: .fiscal, amount: yuan(amount),
                sentOn: date(on))
        )
    }

    /// Promised, sent straight to the county and received there.
    static func fund(_ amount: Int64, _ on: String) -> [Step] {
        [
            promise("A", amount, on), send("T", amount, on, to: "653022"),
            (county, ReceiveFunds(transfer: id("T"), receivedOn: date(on))),
        ]
    }

    static func propose(
        _ project: String, _ aid: Int64, _ on: String, purpose: Purpose = .education, end: String? = nil,
        by actor: String = planning
    ) -> Step {
        let plan = ProjectPlan(
            name: "Village school", place: Place(region: place), purpose: purpose, implementer: planning,
            plannedTotal: yuan(aid), plannedAid: yuan(aid), plannedEnd: end.map(date))
        return (actor, State(ProjectProposed(plan), of: id(project), on: date(on)))
    }

    static func approve(_ project: String, _ on: String, by actor: String = approver) -> Step {
        (actor, ApproveProject(project: id(project), plan: nil, approvedOn: date(on)))
    }

    /// A project proposed and approved.
    static func project(
        _ aid: Int64, _ on: String, id project: String = "K", purpose: Purpose = .education, end: String? = nil
    ) -> [Step] {
        [propose(project, aid, on, purpose: purpose, end: end), approve(project, on)]
    }

    static func allocate(_ amount: Int64, _ on: String, to project: String = "K") -> Step {
        (
            county,
            AllocateFunds(
                project: id(project), instrument: .fiscal, amount: yuan(amount), allocatedOn: date(on))
        )
    }

    static func pay(
        _ payment: String, _ amount: Int64, _ on: String, of project: String = "K", to payee: String = "Builder",
        category: String? = nil, contract: String? = nil, kind: PayeeKind? = nil, person: DocumentDigest? = nil,
        invoice: DocumentDigest? = nil
    ) -> Step {
        (
            county,
            SpendFunds(
                payment: id(payment), project: id(project), instrument: .fiscal, amount: yuan(amount), payee: payee,
                category: category, contract: contract.map(id), invoice: invoice, payeeKind: kind,
                payeeDigest: person, paidOn: date(on))
        )
    }

    static func award(
        _ contract: String, _ amount: Int64, _ on: String, of project: String = "K", to supplier: String = "Builder",
        _ method: ProcurementMethod = .openTender
    ) -> Step {
        (
            planning,
            State(
                ContractAwarded(
                    contract: id(contract), supplier: supplier, buyer: planning, method: method, amount: yuan(amount)),
                of: id(project), on: date(on))
        )
    }

    static func state(_ statement: some Statement, of subject: String, _ on: String, by actor: String = planning)
        -> Step
    {
        (actor, State(statement, of: id(subject), on: date(on)))
    }

    /// An indicator of the project: persons who benefit.
    static func indicator(_ indicator: String = "I", of project: String = "K", eligible: Int64, _ on: String) -> Step {
        state(
            IndicatorDefined(
                project: id(project), name: "Pupils", measure: .unit, unit: "persons", baseline: 0,
                baselineOn: date(on), target: eligible, dueOn: date("2030-12-31"), eligiblePopulation: eligible),
            of: indicator, on)
    }

    static func report(_ value: Int64, _ start: String, _ end: String, of indicator: String = "I") -> Step {
        guard let figure = Figure(value) else { preconditionFailure("no figure: \(value)") }
        return state(
            OutcomeReported(value: figure, periodStart: date(start), periodEnd: date(end), reportedBy: planning),
            of: indicator, end)
    }

    /// A bank's statement of the county's account, with one credit.
    static func statement(_ statement: String, _ amount: Int64, _ start: String, _ end: String) -> Step {
        guard let account = Account("holding:653022"), let number = MaskedBankAccount(hiding: "6222020000001234"),
            let nothing = Money(minorUnits: 0)
        else { preconditionFailure("an example has an account that has not the form") }
        return (
            county,
            RecordBankStatement(
                id(statement),
                BankStatement(
                    account: account, bankAccount: number, bankIdentifier: statement, startsOn: date(start),
                    endsOn: date(end), opening: nothing, closing: yuan(amount),
                    lines: [BankStatementLine(bookedOn: date(start), amount: yuan(amount), reference: "T9")]),
                sha256: digest("c"))
        )
    }

    /// A digest, made of one letter or digit.
    static func digest(_ digit: Character) -> DocumentDigest {
        let text = String(repeating: digit, count: 64)
        guard let digest = DocumentDigest(text) else { preconditionFailure("no digest: \(text)") }
        return digest
    }

    // MARK: Values whose form is known to be right

    static func id(_ text: String) -> Identifier { known(Identifier(text), text) }
    static func region(_ text: String) -> RegionCode { known(RegionCode(text), text) }
    static func date(_ text: String) -> CalendarDate { known(CalendarDate(text), text) }
    static func yuan(_ amount: Int64) -> Money { known(Money(minorUnits: amount * 100), "\(amount)") }

    private static func known<Value>(_ value: Value?, _ text: String) -> Value {
        guard let value else { preconditionFailure("an example has \"\(text)\", which has not the form") }
        return value
    }
}
