import Assistance
import CanonicalJSON
public import Journal
public import Postgres

extension PositionModel {
    public static func load(
        _ keys: Set<Key>?, of ledger: LedgerName, on session: Session
    ) throws -> [Key: Row] {
        var rows: [Key: Row] = [:]
        try loadLots(keys, of: ledger, on: session, into: &rows)
        try loadPairings(keys, of: ledger, on: session, into: &rows)
        try loadProjects(keys, of: ledger, on: session, into: &rows)
        return rows
    }

    public static func store(
        _ rows: [Key: Row], for keys: Set<Key>, of ledger: LedgerName, on session: Session
    ) throws {
        try storeLots(rows, for: keys, of: ledger, on: session)
        try storePairings(rows, of: ledger, on: session)
        try storeProjects(rows, of: ledger, on: session)
    }

    public static func clear(_ ledger: LedgerName, on session: Session) throws {
        let ledger = [Parameter.text(ledger.description)]
        _ = try session.execute("DELETE FROM pairledger_read.position_lot WHERE ledger = $1", ledger)
        _ = try session.execute("DELETE FROM pairledger_read.position_pairing WHERE ledger = $1", ledger)
        _ = try session.execute("DELETE FROM pairledger_read.position_project WHERE ledger = $1", ledger)
    }
}

// MARK: Lots

extension PositionModel {
    private static func loadLots(
        _ keys: Set<Key>?, of ledger: LedgerName, on session: Session, into rows: inout [Key: Row]
    ) throws {
        let accounts = keys.map(accountParameters)
        let sql = """
            SELECT account, currency, pairing, agreement, amount FROM pairledger_read.position_lot
            WHERE ledger = $1 AND ($2 OR (account, currency) IN (SELECT * FROM unnest($3, $4))) ORDER BY account, currency, ordinal
            """
        let parameters = [.text(ledger.description), .bool(keys == nil)] + (accounts ?? [.texts([]), .texts([])])
        for row in try session.query(sql, parameters) {
            let key = Key.account(try row.text(0), currency: try row.text(1))
            let lot = Lot(
                pairing: try row.identifier(2), agreement: try row.identifierOrNil(3), amount: try row.int8(4))
            if case .lots(let lots) = rows[key] { rows[key] = .lots(lots + [lot]) } else { rows[key] = .lots([lot]) }
        }
    }

    private static func storeLots(
        _ rows: [Key: Row], for keys: Set<Key>, of ledger: LedgerName, on session: Session
    ) throws {
        let delete = """
            DELETE FROM pairledger_read.position_lot
            WHERE ledger = $1 AND (account, currency) IN (SELECT * FROM unnest($2, $3))
            """
        let insert = """
            INSERT INTO pairledger_read.position_lot (ledger, account, currency, ordinal, pairing, agreement, amount)
            SELECT $1, * FROM unnest($2, $3, $4, $5, $6, $7)
            """
        let ledger = Parameter.text(ledger.description)
        _ = try session.execute(delete, [ledger] + accountParameters(keys))
        var lots: [(account: String, currency: String, ordinal: Int32, lot: Lot)] = []
        for case (.account(let account, let currency), .lots(let ofAccount)) in rows {
            lots += ofAccount.enumerated().map { (account, currency, Int32($0.offset), $0.element) }
        }
        guard !lots.isEmpty else { return }
        _ = try session.execute(
            insert,
            [
                ledger, .texts(lots.map(\.account)), .texts(lots.map(\.currency)), .int4s(lots.map(\.ordinal)),
                .texts(lots.map(\.lot.pairing.description)), .texts(lots.map(\.lot.agreement?.description)),
                .int8s(lots.map(\.lot.amount)),
            ])
    }

    private static func accountParameters(_ keys: Set<Key>) -> [Parameter] {
        var accounts: [String] = []
        var currencies: [String] = []
        for case .account(let account, let currency) in keys {
            accounts.append(account)
            currencies.append(currency)
        }
        return [.texts(accounts), .texts(currencies)]
    }
}

// MARK: Pairings

extension PositionModel {
    private static func loadPairings(
        _ keys: Set<Key>?, of ledger: LedgerName, on session: Session, into rows: inout [Key: Row]
    ) throws {
        let sql = """
            SELECT pairing, programme, donor, recipient, starts_on FROM pairledger_read.position_pairing
            WHERE ledger = $1 AND ($2 OR pairing = ANY ($3))
            """
        let wanted = (keys ?? []).compactMap { if case .pairing(let pairing) = $0 { pairing.description } else { nil } }
        guard keys == nil || !wanted.isEmpty else { return }
        for row in try session.query(sql, [.text(ledger.description), .bool(keys == nil), .texts(wanted)]) {
            rows[.pairing(try row.identifier(0))] = .pairing(
                PositionPairing(
                    programme: try row.identifier(1), donor: try row.region(2), recipient: try row.region(3),
                    startsOn: try row.calendarDate(4)))
        }
    }

    private static func storePairings(_ rows: [Key: Row], of ledger: LedgerName, on session: Session) throws {
        let sql = """
            INSERT INTO pairledger_read.position_pairing (ledger, pairing, programme, donor, recipient, starts_on)
            VALUES ($1, $2, $3, $4, $5, $6)
            """
        for case (.pairing(let id), .pairing(let pairing)) in rows {
            _ = try session.execute(
                sql,
                [
                    .text(ledger.description), .text(id.description), .text(pairing.programme.description),
                    .text(pairing.donor.description), .text(pairing.recipient.description),
                    .date(daysSince1970: pairing.startsOn.daysSince1970),
                ])
        }
    }
}

// MARK: Projects

extension PositionModel {
    private static func loadProjects(
        _ keys: Set<Key>?, of ledger: LedgerName, on session: Session, into rows: inout [Key: Row]
    ) throws {
        let sql = """
            SELECT project, name, name_zh, place, scope, purpose, planned_total, planned_aid, approved_on, work_total_done,
                work_aid_done, work_as_of
            FROM pairledger_read.position_project WHERE ledger = $1 AND ($2 OR project = ANY ($3))
            """
        let wanted = (keys ?? []).compactMap { if case .project(let project) = $0 { project.description } else { nil } }
        guard keys == nil || !wanted.isEmpty else { return }
        for row in try session.query(sql, [.text(ledger.description), .bool(keys == nil), .texts(wanted)]) {
            rows[.project(try row.identifier(0))] = .project(
                PositionProject(
                    name: try row.text(1), nameZH: try row.textOrNil(2),
                    place: Place(region: try row.region(3), scope: try row.choice(4)), purpose: try row.choice(5),
                    plannedTotal: try row.int8(6), plannedAid: try row.int8(7), approvedOn: try row.calendarDate(8),
                    workTotalDone: try row.int8(9), workAidDone: try row.int8(10),
                    workAsOf: try row.isNull(11) ? nil : try row.calendarDate(11)))
        }
    }

    private static func storeProjects(_ rows: [Key: Row], of ledger: LedgerName, on session: Session) throws {
        let sql = """
            INSERT INTO pairledger_read.position_project (ledger, project, name, name_zh, place, scope, purpose,
                planned_total, planned_aid, approved_on, work_total_done, work_aid_done, work_as_of)
            SELECT $1, * FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            ON CONFLICT (ledger, project) DO UPDATE SET planned_total = excluded.planned_total,
                planned_aid = excluded.planned_aid, work_total_done = excluded.work_total_done,
                work_aid_done = excluded.work_aid_done, work_as_of = excluded.work_as_of
            """
        var ids: [String] = []
        var projects: [PositionProject] = []
        for case (.project(let id), .project(let project)) in rows {
            ids.append(id.description)
            projects.append(project)
        }
        guard !ids.isEmpty else { return }
        _ = try session.execute(
            sql,
            [
                .text(ledger.description), .texts(ids), .texts(projects.map(\.name)), .texts(projects.map(\.nameZH)),
                .texts(projects.map(\.place.region.description)), .texts(projects.map(\.place.scope.rawValue)),
                .texts(projects.map(\.purpose.rawValue)), .int8s(projects.map(\.plannedTotal)),
                .int8s(projects.map(\.plannedAid)), .dates(daysSince1970: projects.map(\.approvedOn.daysSince1970)),
                .int8s(projects.map(\.workTotalDone)), .int8s(projects.map(\.workAidDone)),
                .dates(daysSince1970: projects.map { $0.workAsOf?.daysSince1970 }),
            ])
    }
}
