import Foundation
import Postgres
import Testing

/// Figures worked out by the database from the entries of a ledger alone, with no read model and no code of the program.
struct EntryAnswers {
    let ledger: CommandLedger

    /// What stands before every question: the entries up to a day, their postings, and what is said of projects, pairings, agreements
    /// and lists. `place` is where the money of a posting is; empty before it is anywhere.
    private static let tables = """
        WITH entry AS MATERIALIZED (
            SELECT position, j, j->>'type' AS type, j->>'stream' AS stream, split_part(j->>'stream', '/', 2) AS subject,
                   j->>'effective_on' AS effective_on, j->'data' AS data
            FROM (SELECT position, convert_from(entry, 'UTF8')::jsonb AS j FROM pairledger.event WHERE ledger = $1) AS e
            WHERE j->>'effective_on' <= $2),
        plan AS (SELECT subject AS project, data->>'place' AS place, data->>'purpose' AS purpose
                 FROM entry WHERE type = 'ProjectApproved'),
        pairing AS (SELECT subject AS pairing, data->>'donor' AS donor, data->>'recipient' AS recipient
                    FROM entry WHERE type = 'PairingFormed'),
        agreement AS (SELECT subject AS agreement, data->>'fiscal_year' AS year, p.* FROM entry
                      JOIN pairing AS p ON p.pairing = data->>'pairing' WHERE type = 'FundsCommitted'),
        posting AS MATERIALIZED (
            SELECT position, type, subject, stream, data, effective_on, kind, owner, amount,
                   CASE kind WHEN 'holding' THEN owner ELSE coalesce(place, '') END AS place, purpose
            FROM (SELECT entry.*, split_part(x->>'account', ':', 1) AS kind,
                         split_part(split_part(x->>'account', ':', 2), '/', 1) AS owner, (x->>'amount')::bigint AS amount
                  FROM entry, jsonb_array_elements(j->'postings') AS x) AS p
            LEFT JOIN plan ON kind IN ('project', 'spent') AND plan.project = owner),
        list AS (SELECT d.subject AS region, d.data->>'designation' AS designation, d.data->>'since' AS since,
                        min(l.data->>'last_day') AS last_day
                 FROM entry AS d LEFT JOIN entry AS l ON l.type = 'RegionDelisted' AND l.subject = d.subject
                      AND l.data->>'designation' = d.data->>'designation' AND l.position > d.position
                 WHERE d.type = 'RegionDesignated' GROUP BY d.position, 1, 2, 3),
        figure AS (SELECT DISTINCT ON (subject, data->>'indicator', data->>'year')
                          subject AS region, data->>'indicator' AS indicator, data->>'year' AS year,
                          (data->>'value')::bigint AS value
                   FROM entry WHERE type = 'RegionIndicatorReported'
                   ORDER BY subject, data->>'indicator', data->>'year', position DESC)

        """

    /// The answer of a question whose rows are a text and a whole number.
    ///
    /// - Parameter day: the last day on which something counts.
    func ask(_ question: String, until day: String = "9999-12-31") async throws -> [String: Int] {
        let connection = try await ledger.home.connect()
        let rows = try await connection.run { [name = ledger.name] session in
            try session.query(Self.tables + question, [.text(name), .text(day)]).map {
                (try $0.text(0), Int(try $0.int8(1)))
            }
        }
        await connection.close()
        return try rows.reduce(into: [:]) { answer, row in
            try #require(answer[row.0] == nil, "\(row.0) twice")
            answer[row.0] = row.1
        }
    }
}

extension Figures {
    /// The rows of a section as a figure by some texts, without those that have none or 0.
    func figures(_ section: String, by keys: String..., of column: String) -> [String: Int] {
        rows(section).reduce(into: [:]) { answer, row in
            guard let figure = row[column] as? NSNumber, figure.intValue != 0 else { return }
            answer[keys.map { row[$0] as? String ?? "" }.joined(separator: " "), default: 0] += figure.intValue
        }
    }

    /// A figure of the total of a section.
    func total(_ section: String, _ column: String) -> Int { Figures.integer(total(section)?[column]) }
}

extension CommandLedger {
    /// A report in JSON, as it was read back.
    func report(_ words: String) async throws -> Figures {
        let command = ["report"] + words.split(separator: " ").map(String.init) + ["--format", "json", "--quiet"]
        let outcome = try await run(command)
        try #require(outcome.status == 0, "report \(words): \(outcome.errors)")
        return try Figures(outcome.output)
    }
}

/// A ledger on which a report is held against the entries.
enum HeldLedger: CustomTestStringConvertible, Sendable {
    case written(ReportLedger)
    /// Invented events, with irregularities among them.
    case generated(seed: Int)

    static let all: [HeldLedger] = [
        .written(.kizilsu), .written(.zhejiang), .written(.empty), .written(.one), .written(.renamed),
        .generated(seed: 41), .generated(seed: 42),
    ]

    var testDescription: String {
        switch self {
        case .written(let ledger): ledger.rawValue
        case .generated(let seed): "seed \(seed)"
        }
    }

    private static let generated = GeneratedLedgers()

    func ledger() async throws -> CommandLedger {
        switch self {
        case .written(let ledger): try await ledger.ledger()
        case .generated(let seed): try await HeldLedger.generated.ledger(seed: seed)
        }
    }
}

/// Ledgers of invented events, each made when it is first asked for; tests only read them.
private actor GeneratedLedgers {
    private var made: [Int: Task<CommandLedger, any Error>] = [:]

    func ledger(seed: Int) async throws -> CommandLedger {
        let task =
            made[seed]
            ?? Task {
                let ledger = try await ReportLedger.new()
                try await ledger.record(
                    "sample generate --seed \(seed) --events 3000 --irregularities --quiet --into \(ledger.name)")
                return ledger
            }
        made[seed] = task
        return try await task.value
    }
}
