import Assistance
import CanonicalJSON
import Projection

/// Promises with what became of them, as the report of commitments adds them up.
struct CommitmentFigures {
    enum State: String, CaseIterable {
        case overdue, due
        case notDue = "not due yet"
        case undated = "no due date"
        case fulfilled
        /// All of it was cancelled before it was sent.
        case cancelled
    }

    struct OfAgreement {
        let row: AgreementRow
        let state: State
        /// Since when it is late, in days; nil when it is not.
        let daysOverdue: Int?

        /// What was received of the promise itself, in minor units.
        var delivered: Int64 { max(0, min(row.received, row.promised)) }
        var missing: Int64 { max(0, row.promised - delivered) }
    }

    /// All amounts are minor units.
    struct Sums: Summable {
        var count: Int64 = 0
        var promised: Int64 = 0
        var sent: Int64 = 0
        var received: Int64 = 0
        var returned: Int64 = 0
        var uncommitted: Int64 = 0
        var delivered: Int64 = 0
        var missing: Int64 = 0
        var overdue: Int64 = 0

        init() {}

        init(_ agreements: [OfAgreement]) {
            for agreement in agreements {
                count += 1
                promised += agreement.row.promised
                sent += agreement.row.sent
                received += agreement.row.received
                returned += agreement.row.returned
                uncommitted += agreement.row.uncommitted
                delivered += agreement.delivered
                missing += agreement.missing
                if agreement.state == .overdue { overdue += agreement.missing }
            }
        }

        mutating func add(_ other: Sums) {
            count += other.count
            promised += other.promised
            sent += other.sent
            received += other.received
            returned += other.returned
            uncommitted += other.uncommitted
            delivered += other.delivered
            missing += other.missing
            overdue += other.overdue
        }
    }

    /// How many days before its day a promise is called due.
    private static let noticeDays = 30

    /// The day that due dates are held against: the one that was asked for, or the last on which money moved.
    let day: CalendarDate?
    /// By their due dates; those without one come last.
    private(set) var agreements: [OfAgreement] = []
    let pairings: [String: PairingRow]

    init(_ input: ReportInput, _ request: ReportRequest) throws {
        let scope = ReportScope(request.filter, try input.rows.rows(PairingRow.self))
        pairings = scope.pairings
        let day = try request.horizon.asOf ?? input.rows.lastMovementOn()
        self.day = day
        let rows = try input.rows.rows(AgreementRow.self).filter { row in
            scope.has(pairing: row.pairing) && (request.filter.instrument.map { $0 == row.instrument } ?? true)
                && request.period.contains(row.agreedOn)
        }
        agreements = rows.sorted { ($0.sortKey, $0.key.agreement) < ($1.sortKey, $1.key.agreement) }.map { row in
            let state = Self.state(of: row, on: day)
            return OfAgreement(
                row: row, state: state,
                daysOverdue: state == .overdue ? day.flatMap { row.dueOn?.days(until: $0) } : nil)
        }
    }

    private static func state(of row: AgreementRow, on day: CalendarDate?) -> State {
        if row.promised <= 0 { return .cancelled }
        if row.received >= row.promised { return .fulfilled }
        guard let dueOn = row.dueOn, let day else { return .undated }
        if dueOn < day { return .overdue }
        return day.days(until: dueOn) <= noticeDays ? .due : .notDue
    }
}

extension AgreementRow {
    /// Days after 1970-01-01; behind all others without a due date.
    fileprivate var sortKey: Int { dueOn?.daysSince1970 ?? .max }
}
