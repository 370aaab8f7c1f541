import Assistance
import CanonicalJSON
import Projection

/// Money by its age, as the report of aging adds it up.
struct AgingFigures {
    /// How far in the chain money has come that waits.
    enum Stage: String, CaseIterable {
        case transit = "In transit"
        case province = "Held by provinces"
        case prefecture = "Held by prefectures"
        case county = "Held by counties"
        case elsewhere = "Held elsewhere"
        case allocated = "Allocated, unspent"
    }

    /// From how many days on, in ascending order. 365 and 730 are the standard thresholds of rule R01.
    static let bands: [(key: String, label: String, from: Int)] = [
        ("days_0", "0–30 days", 0), ("days_31", "31–90", 31), ("days_91", "91–180", 91), ("days_181", "181–365", 181),
        ("days_366", "366–730", 366), ("days_731", "over 730", 731),
    ]

    /// Amounts by band, in minor units.
    struct Ages: Summable {
        var amounts = Array(repeating: Int64(0), count: AgingFigures.bands.count)
        /// Since when the oldest waits.
        var oldest: CalendarDate?

        var total: Int64 { amounts.reduce(0, +) }

        mutating func add(_ other: Ages) {
            for index in amounts.indices { amounts[index] += other.amounts[index] }
            oldest = [oldest, other.oldest].compactMap { $0 }.min()
        }
    }

    struct Holder {
        let account: String
        let stage: Stage
        /// That holds the money, that it is on its way to, or where its project is.
        let region: RegionCode?
        var ages = Ages()
        /// Since when the oldest of it lies in this account.
        var liesSince: CalendarDate?
    }

    /// The day on which ages are told: the one that was asked for, or the last on which money moved, so that the same log always gives the
    /// same report. Nil when none did.
    let day: CalendarDate?
    /// The oldest first.
    private(set) var holders: [Holder] = []
    private(set) var pairings: [String: Ages] = [:]
    private(set) var all = Ages()

    init(_ input: ReportInput, _ request: ReportRequest) throws {
        let scope = ReportScope(request.filter, try input.rows.rows(PairingRow.self))
        let accounts = try input.rows.accountsInUse([.transit, .holding, .project])
        day = try request.horizon.asOf ?? input.rows.lastMovementOn()
        let underway = Set(accounts.filter { $0.kind == .transit }.map(\.owner))
        let transits = try input.rows.rows(TransferRow.self, where: .transfer, .any(of: underway))
        let receivers = Dictionary(transits.map { ($0.key.transfer, $0.receiver) }) { first, _ in first }
        for account in accounts {
            let region = account.kind == .transit ? receivers[account.owner] : RegionCode(account.place)
            var holder = Holder(account: account.key.account, stage: Stage(account, region), region: region)
            for lot in account.lots
            where scope.has(
                pairing: lot.pairing ?? "", place: account.place, instrument: account.instrument,
                purpose: account.purpose)
            {
                let ages = ages(of: lot)
                holder.ages.add(ages)
                holder.liesSince = [holder.liesSince, lot.since].compactMap { $0 }.min()
                pairings[lot.pairing ?? "", default: Ages()].add(ages)
                all.add(ages)
            }
            if holder.ages.amounts.contains(where: { $0 != 0 }) { holders.append(holder) }
        }
        holders = Self.byAge(holders)
    }

    /// The oldest first, then the largest: by their places, since to move a holder takes long.
    private static func byAge(_ holders: [Holder]) -> [Holder] {
        let ranked = holders.enumerated().map { index, holder in
            (oldest: holder.ages.oldest ?? .latest, total: holder.ages.total, index: index)
        }
        return ranked.sorted { a, b in
            if a.oldest != b.oldest { return a.oldest < b.oldest }
            if a.total != b.total { return a.total > b.total }
            return holders[a.index].account < holders[b.index].account
        }.map { holders[$0.index] }
    }

    private func ages(of lot: Lot) -> Ages {
        var ages = Ages()
        ages.oldest = lot.receivedOn ?? lot.since
        let days = days(since: ages.oldest) ?? 0
        let band = Self.bands.lastIndex { $0.from <= days } ?? 0
        ages.amounts[band] = lot.amount
        return ages
    }

    func days(since date: CalendarDate?) -> Int? {
        guard let date, let day else { return nil }
        return max(0, date.days(until: day))
    }
}

extension AgingFigures.Stage {
    fileprivate init(_ account: AccountRow, _ region: RegionCode?) {
        switch (account.kind, region?.tier) {
        case (.transit, _): self = .transit
        case (.project, _): self = .allocated
        case (_, .province): self = .province
        case (_, .prefecture): self = .prefecture
        case (_, .county): self = .county
        default: self = .elsewhere
        }
    }
}

extension CalendarDate {
    /// Behind all days on which anything can have happened.
    fileprivate static let latest = CalendarDate(year: 9999, month: 12, day: 31) ?? .epoch
}
