import Assistance
import CanonicalJSON
public import Journal
public import Projection

/// The register of accounts: every line of each, in the order of the days, with the account on the other side and the running balance.
public enum RegisterReport {
    /// What the registers are made of.
    public struct Records: Sendable {
        /// Those that are asked for.
        public var accounts: [AccountRow]
        /// All that ever moved out of them or into them.
        public var movements: [MovementRow]
        public var events: [Int64: EventName]
        public var pairings: [PairingRow]

        public init(
            accounts: [AccountRow] = [], movements: [MovementRow] = [], events: [Int64: EventName] = [:],
            pairings: [PairingRow] = []
        ) {
            self.accounts = accounts
            self.movements = movements
            self.events = events
            self.pairings = pairings
        }
    }

    public static func make(_ records: Records, _ input: ReportInput, _ request: ReportRequest) -> Report {
        let registers = records.registers(request)
        return Report(
            name: "register", title: "Account register", facts: request.facts(input),
            sections: [
                accountSection(registers, request),
                request.step == nil ? lineSection(registers, request) : timeSection(registers, request),
            ], notes: input.notes(request))
    }

    // MARK: Accounts

    private static func accountSection(_ registers: [Register], _ request: ReportRequest) -> Report.Section {
        Report.Section(
            key: "accounts", title: "Accounts",
            columns: [
                .text("account", "Account"),
                .text("name", "Name"),
                .text("meaning", "Meaning"),
                .amount("opening", "Opening balance"),
                .amount("in", "In"),
                .amount("out", "Out"),
                .amount("closing", "Closing balance"),
            ],
            rows: registers.map { register in
                let last = register.lines.last?.on ?? register.account.lastOn
                let region =
                    [.donor, .holding].contains(register.account.kind) ? RegionCode(register.account.owner) : nil
                return Report.Row(
                    [
                        .text(register.account.key.account),
                        region.map { .text(request.name(of: $0, on: last)) } ?? .empty,
                        .text(request.language(register.account.kind.holds)), .amount(register.opening),
                        .amount(register.gained), .amount(register.lost), .amount(register.closing),
                    ], basis: .money(MoneyBasis(account: register.account.key.account)))
            },
            total: Report.Row([
                .text(request.language("Total")), .empty, .empty, .amount(registers.reduce(0) { $0 + $1.opening }),
                .amount(registers.reduce(0) { $0 + $1.gained }), .amount(registers.reduce(0) { $0 + $1.lost }),
                .amount(registers.reduce(0) { $0 + $1.closing }),
            ]))
    }

    // MARK: Lines

    private static func lineSection(_ registers: [Register], _ request: ReportRequest) -> Report.Section {
        var rows: [Report.Row] = []
        for register in registers {
            var balance = register.opening
            if let from = request.period.from {
                rows.append(
                    Report.Row([
                        .date("\(from)"), .empty, .text(register.account.key.account),
                        .text(request.language("Opening balance")), .empty, .empty, .empty, .empty, .amount(balance),
                    ]))
            }
            for line in register.lines {
                balance += line.amount
                rows.append(
                    Report.Row(
                        [
                            .date("\(line.on)"), .count(line.position), .text(register.account.key.account),
                            .text(line.event?.type ?? ""), .text(line.event?.stream ?? ""), .text(line.counter),
                            line.amount > 0 ? .amount(line.amount) : .empty,
                            line.amount < 0 ? .amount(-line.amount) : .empty, .amount(balance),
                        ], basis: .positions([line.position])))
            }
        }
        return Report.Section(
            key: "register", title: "Register",
            columns: [
                .date("on", "On"),
                .count("position", "Position"),
                .text("account", "Account"),
                .text("event", "Event"),
                .text("thing", "Of"),
                .text("counter_account", "Other account"),
                .amount("in", "In"),
                .amount("out", "Out"),
                .amount("balance", "Balance"),
            ], rows: rows)
    }

    /// The sums of each part of time.
    private static func timeSection(_ registers: [Register], _ request: ReportRequest) -> Report.Section {
        var rows: [Report.Row] = []
        for register in registers {
            var balance = register.opening
            let times = Dictionary(grouping: register.lines) { request.step?.start(of: $0.on) ?? $0.on }
            for (start, lines) in times.sorted(by: { $0.key < $1.key }) {
                let gained = lines.reduce(0) { $0 + max(0, $1.amount) }
                let lost = lines.reduce(0) { $0 - min(0, $1.amount) }
                let before = balance
                balance += gained - lost
                rows.append(
                    Report.Row(
                        [
                            .text(request.step?.name(of: start) ?? "\(start)"), .text(register.account.key.account),
                            .amount(before), .amount(gained), .amount(lost), .amount(balance),
                        ], basis: .positions(Set(lines.map(\.position)).sorted())))
            }
        }
        return Report.Section(
            key: "times", title: "By time",
            columns: [
                .text("time", "Time"),
                .text("account", "Account"),
                .amount("opening", "Opening balance"),
                .amount("in", "In"),
                .amount("out", "Out"),
                .amount("closing", "Closing balance"),
            ], rows: rows)
    }
}

/// One account with its lines within the period.
private struct Register {
    let account: AccountRow
    /// All amounts are minor units.
    var opening: Int64 = 0
    var lines: [Line] = []

    var gained: Int64 { lines.reduce(0) { $0 + max(0, $1.amount) } }
    var lost: Int64 { lines.reduce(0) { $0 - min(0, $1.amount) } }
    var closing: Int64 { opening + gained - lost }

    struct Line {
        let on: CalendarDate
        let position: Int64
        let counter: String
        let event: EventName?
        /// Above zero for what comes in.
        var amount: Int64
    }
}

extension RegisterReport.Records {
    /// By the names of the accounts.
    fileprivate func registers(_ request: ReportRequest) -> [Register] {
        let scope = ReportScope(request.filter, pairings)
        var lines: [String: [LineKey: Register.Line]] = [:]
        let wanted = Dictionary(accounts.map { ($0.key.account, $0) }) { first, _ in first }
        for row in movements {
            for (name, counter, amount) in [
                (row.source, row.target, -row.amount), (row.target, row.source, row.amount),
            ] {
                guard let account = wanted[name],
                    scope.has(
                        pairing: row.pairing ?? "", place: account.place, instrument: account.instrument,
                        purpose: account.purpose)
                else { continue }
                let key = LineKey(position: row.key.position, counter: counter)
                lines[name, default: [:]][
                    key,
                    default: .init(
                        on: row.effectiveOn, position: key.position, counter: counter, event: events[key.position],
                        amount: 0)
                ].amount += amount
            }
        }
        return accounts.sorted { $0.key.account < $1.key.account }.compactMap { account in
            guard let own = lines[account.key.account] else { return nil }
            let all = own.values.sorted { ($0.on, $0.position, $0.counter) < ($1.on, $1.position, $1.counter) }
            var register = Register(account: account)
            register.lines = all.filter { request.period.contains($0.on) }
            register.opening = all.reduce(0) { sum, line in
                (request.period.from.map { line.on < $0 } ?? false) ? sum + line.amount : sum
            }
            return register
        }
    }

    private struct LineKey: Hashable {
        let position: Int64
        let counter: String
    }
}
