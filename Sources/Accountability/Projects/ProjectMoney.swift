import Assistance
import CanonicalJSON
import Projection

/// What projects were given and spent of the money that a request is about.
struct ProjectMoney {
    struct Sums: Hashable {
        /// Minor units, as `spent`.
        var given: Int128 = 0
        var spent: Int128 = 0

        mutating func add(_ given: Int128, _ spent: Int128) {
            self.given += given
            self.spent += spent
        }
    }

    /// By their identifiers; only those that have any of it.
    private(set) var projects: [String: Sums] = [:]
    private(set) var times: [CalendarDate: Sums] = [:]

    /// Whose money lies with projects, by the lots of their accounts.
    init(_ accounts: [AccountRow], _ scope: ReportScope) {
        for account in accounts where account.kind == .project || account.kind == .spent {
            for lot in account.lots
            where scope.has(
                pairing: lot.pairing ?? "", place: account.place, instrument: account.instrument,
                purpose: account.purpose)
            {
                let amount = Int128(lot.amount)
                projects[account.owner, default: Sums()].add(amount, account.kind == .spent ? amount : 0)
            }
        }
    }

    /// What moved in the request's period.
    init(_ flows: [ProjectFlow], of rows: [ProjectRow], _ scope: ReportScope) {
        let rows = Dictionary(rows.map { ($0.key.project, $0) }) { first, _ in first }
        for flow in flows {
            guard let row = rows[flow.key.project],
                scope.has(
                    pairing: flow.key.pairing, place: row.place.description, instrument: flow.key.instrument,
                    purpose: row.purpose.rawValue)
            else { continue }
            projects[flow.key.project, default: Sums()].add(flow.given, flow.spent)
            if let time = flow.key.time { times[time, default: Sums()].add(flow.given, flow.spent) }
        }
    }
}

extension ReportFilter {
    /// Whether some money of a project may be meant, and other money of it not.
    func tellsMoneyApart(_ pairings: [PairingRow]) -> Bool {
        programme != nil || pairing != nil || instrument != nil
            || region.map { region in pairings.contains { $0.donor.isWithin(region) } } ?? false
    }
}

extension RowSource {
    /// What lies with projects, and what they spent.
    func projectAccounts() throws -> [AccountRow] {
        try rows(
            AccountRow.self, where: .kind, .any(of: [Account.Kind.project.rawValue, Account.Kind.spent.rawValue]))
    }
}
