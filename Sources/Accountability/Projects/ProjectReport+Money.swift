import Assistance
import CanonicalJSON
import Journal
import Projection

extension ProjectReport {
    private struct Origin: Hashable, Comparable {
        var pairing: String
        var fiscalYear: Int32
        var instrument: Instrument

        static func < (left: Origin, right: Origin) -> Bool {
            (left.pairing, left.fiscalYear, left.instrument.rawValue)
                < (right.pairing, right.fiscalYear, right.instrument.rawValue)
        }
    }

    /// What each donor gave, and what of it is spent, by the lots of the project's accounts.
    static func moneySection(_ page: ProjectPage, _ request: ReportRequest) -> Report.Section {
        let origins = origins(page)
        let all = origins.values.reduce(into: ProjectMoney.Sums()) { $0.add($1.given, $1.spent) }
        func cells(_ sums: ProjectMoney.Sums) -> [Report.Cell] {
            [.amount(sums.given), .amount(sums.spent), .amount(sums.given - sums.spent)]
        }
        return Report.Section(
            key: "money", title: "Money, by donor",
            columns: [
                .text("pairing", "Pairing"), .text("donor", "Donor"), .text("fiscal_year", "Fiscal year"),
                .text("instrument", "Instrument"), .amount("given", "Given"), .amount("spent", "Spent", hasBar: true),
                .amount("left", "Left"),
            ],
            rows: origins.sorted { $0.key < $1.key }.map { origin, sums in
                let sides = page.pairings[origin.pairing]
                return Report.Row(
                    [
                        .text(origin.pairing.isEmpty ? request.language("not known") : origin.pairing),
                        .text(sides.map { request.name(of: $0.donor, on: $0.startsOn) }),
                        .text(origin.fiscalYear == 0 ? nil : String(origin.fiscalYear)),
                        .text(request.language == .chinese ? origin.instrument.chinese : origin.instrument.rawValue),
                    ] + cells(sums), basis: basis(of: origin, page))
            },
            total: Report.Row([.text(request.language("Total")), .empty, .empty, .empty] + cells(all)))
    }

    private static func origins(_ page: ProjectPage) -> [Origin: ProjectMoney.Sums] {
        let accounts = page.accounts
        var origins: [Origin: ProjectMoney.Sums] = [:]
        for movement in page.movements {
            let origin = Origin(
                pairing: movement.pairing ?? "", fiscalYear: movement.fiscalYear,
                instrument: movement.instrument(of: accounts))
            let (given, spent) = movement.changes(of: accounts)
            origins[origin, default: ProjectMoney.Sums()].add(given, spent)
        }
        return origins
    }

    private static func basis(of origin: Origin, _ page: ProjectPage) -> Basis {
        let name = "project:\(page.row.key.project)"
        let account = origin.instrument == .fiscal ? name : "\(name)/\(origin.instrument.rawValue)"
        return .money(.init(account: account, pairing: origin.pairing, fiscalYear: origin.fiscalYear))
    }

    /// How much of each donor's money is spent.
    static func chart(_ page: ProjectPage, _ request: ReportRequest) -> Chart? {
        var pairings: [String: ProjectMoney.Sums] = [:]
        for (origin, sums) in origins(page) {
            pairings[origin.pairing, default: ProjectMoney.Sums()].add(sums.given, sums.spent)
        }
        let bars = pairings.filter { $0.value.spent >= 0 && $0.value.given > 0 && $0.value.spent <= $0.value.given }
            .sorted { $0.key < $1.key }.map { pairing, sums in
                Chart.Stacked.Bar(
                    label: pairing.isEmpty ? request.language("not known") : pairing,
                    values: [Int64(clamping: sums.spent), Int64(clamping: sums.given - sums.spent)])
            }
        return bars.isEmpty
            ? nil : .stacked(.init(title: "Spent of what was given", parts: ["Spent", "Left"], bars: bars))
    }

    /// Every payment, and every one that was taken back.
    static func paymentSection(_ page: ProjectPage, _ request: ReportRequest) -> Report.Section {
        let accounts = page.accounts
        let events = Dictionary(page.events.map { ($0.position, $0) }) { first, _ in first }
        var payments: [Int64: (on: CalendarDate, amount: Int128)] = [:]
        for movement in page.movements {
            let spent = movement.changes(of: accounts).spent
            guard spent != 0 else { continue }
            payments[movement.key.position, default: (movement.effectiveOn, 0)].amount += spent
        }
        return Report.Section(
            key: "payments", title: "Payments",
            columns: [
                .text("payment", "Payment"), .date("paid_on", "Paid on"), .amount("amount", "Amount"),
                .text("payee", "Payee"), .text("contract", "Contract"), .text("category", "Category"),
                .text("reversed", "Taken back"), .count("position", "Position"),
            ],
            rows: payments.sorted { $0.key < $1.key }.map { position, payment in
                let (said, isReversal) = events[position].flatMap(paid) ?? (nil, payment.amount < 0)
                return Report.Row(
                    [
                        .text(said?.payment.description), .date(payment.on), .amount(payment.amount),
                        .text(said?.payee), .text(said?.contract?.description), .text(said?.category),
                        isReversal ? .text(request.language("yes")) : .empty, .count(position),
                    ], basis: .positions([position]))
            },
            total: Report.Row(
                [.text(request.language("Total")), .empty, .amount(payments.values.reduce(0) { $0 + $1.amount })]
                    + Array(repeating: .empty, count: 5)))
    }

    /// The payment that an event says was made, or is taken back.
    private static func paid(_ event: RecordedEvent) -> (FundsSpent?, isReversal: Bool)? {
        switch try? AssistanceEvent(type: event.type, version: event.v, data: event.statement) {
        case .fundsSpent(let spent): return (spent, false)
        case .entryReversed(let reversed):
            guard case .fundsSpent(let spent) = reversed.original else { return (nil, true) }
            return (spent, true)
        default: return nil
        }
    }
}

extension ProjectPage {
    var accounts: Set<String> { Identifier(row.key.project).map(ProjectReport.accounts) ?? [] }
}
