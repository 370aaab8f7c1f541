import Assistance
import Interchange
import Testing

/// A good row of a template with every column filled, and what it asks for.
struct TemplateSample: Sendable, CustomTestStringConvertible {
    let template: CSVTemplate
    /// In the order of the template.
    let fields: [(name: String, text: String)]
    let full: any Request
    /// What it asks for with nothing in the columns that may be left out.
    let bare: any Request

    var testDescription: String { template.rawValue }

    var optional: [String] { template.columns.filter { !$0.isRequired }.map(\.name) }
    var amounts: [String] { template.columns.filter(\.isAmount).map(\.name) }

    /// The file with this row, with some texts replaced.
    func file(replacing texts: [String: String] = [:]) -> String {
        TemplateSample.file(fields.map { ($0.name, texts[$0.name] ?? $0.text) })
    }

    /// A header and one row; a text with a comma in it stands in quotes.
    static func file(_ fields: [(name: String, text: String)]) -> String {
        fields.map(\.name).joined(separator: ",") + "\n" + row(fields.map(\.text)) + "\n"
    }

    static func row(_ texts: [String]) -> String {
        texts.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
    }

    /// The column, counted from 1, at which the field of this name begins in the row of `file(replacing:)`.
    func column(of name: String, replacing texts: [String: String] = [:]) -> Int {
        let before = fields.prefix { $0.name != name }.map { texts[$0.name] ?? $0.text }
        return before.isEmpty ? 1 : TemplateSample.row(before).count + 2
    }

    /// The amounts of the samples in other units.
    static let amounts: [String: [AmountUnit: String]] = [
        "1234567.89": [.yuan: "1,234,567.89", .wan: "123.456789", .yi: "0.0123456789"],
        "2000000": [.yuan: "2000000.00", .wan: "200", .yi: "0.02"],
        "-765432.11": [.yuan: "-765,432.11", .wan: "-76.543211", .yi: "-0.0076543211"],
    ]

    static let all: [TemplateSample] =
        [
            TemplateSample(
                template: .programmes,
                fields: [
                    ("programme", "XJ"), ("name", "Aid to Xinjiang"), ("name_zh", "对口支援新疆"),
                    ("legal_basis", "Conference"),
                    ("starts_on", "2010-03-01"), ("ends_on", "2020-12-31"),
                ],
                full: EstablishProgramme(
                    programme: id("XJ"), name: "Aid to Xinjiang", nameZH: "对口支援新疆", legalBasis: "Conference",
                    startsOn: day("2010-03-01"), endsOn: day("2020-12-31")),
                bare: EstablishProgramme(programme: id("XJ"), name: "Aid to Xinjiang", startsOn: day("2010-03-01"))),
            TemplateSample(
                template: .pairings,
                fields: [
                    ("pairing", "JS-KZ"), ("programme", "XJ"), ("donor", "320000"), ("recipient", "653000"),
                    ("starts_on", "2010-03-30"), ("ends_on", "2020-12-30"),
                ],
                full: FormPairing(
                    pairing: id("JS-KZ"), programme: id("XJ"), donor: region("320000"), recipient: region("653000"),
                    startsOn: day("2010-03-30"), endsOn: day("2020-12-30")),
                bare: FormPairing(
                    pairing: id("JS-KZ"), programme: id("XJ"), donor: region("320000"), recipient: region("653000"),
                    startsOn: day("2010-03-30"))),
            TemplateSample(
                template: .agreements,
                fields: [
                    ("agreement", "A1"), ("pairing", "JS-KZ"), ("fiscal_year", "2014"),
                    ("instrument", "social-donation"),
                    ("amount", "1234567.89"), ("agreed_on", "2014-02-20"), ("due_on", "2014-12-31"),
                ],
                full: CommitFunds(
                    agreement: id("A1"), pairing: id("JS-KZ"), fiscalYear: 2014, instrument: .socialDonation,
                    amount: fen(123_456_789), agreedOn: day("2014-02-20"), dueOn: day("2014-12-31")),
                bare: CommitFunds(
                    agreement: id("A1"), pairing: id("JS-KZ"), fiscalYear: 2014, instrument: .fiscal,
                    amount: fen(123_456_789), agreedOn: day("2014-02-20"))),
            TemplateSample(
                template: .transfers,
                fields: [("transfer", "T1"), ("agreement", "A1"), ("amount", "1234567.89"), ("sent_on", "2014-03-18")],
                full: transfer, bare: transfer),
            TemplateSample(
                template: .receipts,
                fields: [("transfer", "T1"), ("amount", "1234567.89"), ("received_on", "2014-03-21")],
                full: receipt, bare: receipt),
            TemplateSample(
                template: .forwards,
                fields: [
                    ("transfer", "F1"), ("from", "653000"), ("to", "653001"), ("instrument", "central-transfer"),
                    ("amount", "1234567.89"), ("sent_on", "2014-03-27"),
                ],
                full: ForwardFunds(
                    transfer: id("F1"), from: region("653000"), to: region("653001"), instrument: .centralTransfer,
                    amount: fen(123_456_789), sentOn: day("2014-03-27")),
                bare: ForwardFunds(
                    transfer: id("F1"), from: region("653000"), to: region("653001"), instrument: .fiscal,
                    amount: fen(123_456_789), sentOn: day("2014-03-27"))),
            TemplateSample(
                template: .projects,
                fields: [
                    ("project", "K1"), ("name", "Village school"), ("name_zh", "村小学"), ("place", "653001"),
                    ("scope", "joint"), ("purpose", "education"), ("planned_total", "2000000"),
                    ("planned_aid", "1234567.89"), ("planned_start", "2014-04-10"), ("planned_end", "2015-06-30"),
                    ("approved_on", "2014-01-10"),
                ],
                full: ApproveProject(
                    project: id("K1"),
                    plan: ProjectPlan(
                        name: "Village school", nameZH: "村小学",
                        place: Place(region: region("653001"), scope: .joint), purpose: .education,
                        plannedTotal: fen(200_000_000), plannedAid: fen(123_456_789), plannedStart: day("2014-04-10"),
                        plannedEnd: day("2015-06-30")), approvedOn: day("2014-01-10")),
                bare: ApproveProject(
                    project: id("K1"),
                    plan: ProjectPlan(
                        name: "Village school", place: Place(region: region("653001"), scope: .own),
                        purpose: .education, plannedTotal: fen(200_000_000), plannedAid: fen(123_456_789)),
                    approvedOn: day("2014-01-10"))),
            TemplateSample(
                template: .allocations,
                fields: [
                    ("project", "K1"), ("from", "653000"), ("instrument", "central-enterprise"),
                    ("amount", "1234567.89"),
                    ("allocated_on", "2014-04-08"),
                ],
                full: AllocateFunds(
                    project: id("K1"), from: region("653000"), instrument: .centralEnterprise, amount: fen(123_456_789),
                    allocatedOn: day("2014-04-08")),
                bare: AllocateFunds(
                    project: id("K1"), from: nil, instrument: .fiscal, amount: fen(123_456_789),
                    allocatedOn: day("2014-04-08"))),
            TemplateSample(
                template: .payments,
                fields: [
                    ("payment", "P1"), ("project", "K1"), ("instrument", "social-donation"), ("amount", "1234567.89"),
                    ("payee", "项目施工单位"), ("category", "construction"), ("paid_on", "2014-06-12"),
                ],
                full: SpendFunds(
                    payment: id("P1"), project: id("K1"), instrument: .socialDonation, amount: fen(123_456_789),
                    payee: "项目施工单位", category: "construction", paidOn: day("2014-06-12")),
                bare: SpendFunds(
                    payment: id("P1"), project: id("K1"), instrument: .fiscal, amount: fen(123_456_789),
                    payee: "项目施工单位",
                    paidOn: day("2014-06-12"))),
            TemplateSample(
                template: .progress,
                fields: [
                    ("project", "K1"), ("aid_done", "1234567.89"), ("total_done", "2000000"),
                    ("reported_on", "2014-06-30"),
                ],
                full: report, bare: report),
            TemplateSample(
                template: .statements,
                fields: [
                    ("statement", "2014-03"), ("account", "holding:653001"), ("bank_account", "6530 0100 1234"),
                    ("starts_on", "2014-03-01"), ("ends_on", "2014-03-31"), ("opening", "2000000"),
                    ("closing", "1234567.89"), ("booked_on", "2014-03-21"), ("value_on", "2014-03-22"),
                    ("amount", "-765432.11"), ("reference", "F1"), ("counterparty", "县财政局"), ("bank_reference", "NB-1"),
                ],
                full: statement(
                    BankStatementLine(
                        bookedOn: day("2014-03-21"), valueOn: day("2014-03-22"), amount: fen(-76_543_211),
                        reference: "F1",
                        counterparty: "县财政局", bankReference: "NB-1"),
                    sha256: "e11105d7fd7db7cd791845bcef2d9f9c5d18df9203369506b159dd35b40d3544"),
                bare: statement(
                    BankStatementLine(bookedOn: day("2014-03-21"), amount: fen(-76_543_211)),
                    sha256: "d91ce53667143f14378ceb8a41c942f8c56a8bdd23dce8846cec5d01147ae028")),
        ] + regional + ofProjects + ofOutcomes + ofCooperation

    /// - Parameter sha256: reckoned by `sha256sum` of the canonical JSON of what the statement says.
    private static func statement(_ line: BankStatementLine, sha256: String) -> RecordBankStatement {
        guard let account = Account("holding:653001"), let bankAccount = MaskedBankAccount("****1234"),
            let digest = DocumentDigest(sha256)
        else { preconditionFailure("the sample is written down here") }
        return RecordBankStatement(
            id("1234-2014-03"),
            BankStatement(
                account: account, bankAccount: bankAccount, bankIdentifier: "2014-03", startsOn: day("2014-03-01"),
                endsOn: day("2014-03-31"), opening: fen(200_000_000), closing: fen(123_456_789), lines: [line]),
            sha256: digest)
    }

    private static let transfer = TransferFunds(
        transfer: id("T1"), agreement: id("A1"), amount: fen(123_456_789), sentOn: day("2014-03-18"))
    private static let receipt = ReceiveFunds(
        transfer: id("T1"), amount: fen(123_456_789), receivedOn: day("2014-03-21"))
    private static let report = ReportWork(
        project: id("K1"), aidDone: fen(123_456_789), totalDone: fen(200_000_000), reportedOn: day("2014-06-30"))
}
