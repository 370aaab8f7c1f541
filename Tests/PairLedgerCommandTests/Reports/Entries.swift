import Foundation
import Postgres

/// What the entries of a ledger say, asked of the database itself: figures to hold reports against, by no code of the program.
struct Entries {
    let ledger: CommandLedger

    /// Every event of the ledger as `e`, with its entry as `j`, and every posting of it as `m`, with the kind and the owner of its account.
    private static let tables = """
        WITH e AS (
            SELECT position, stream, version, type, j, j->'data' AS d, (j->>'effective_on')::date AS day
            FROM pairledger.event, LATERAL (SELECT convert_from(entry, 'UTF8')::jsonb) AS said (j) WHERE ledger = $1
        ), m AS (
            SELECT e.position, e.day, split_part(p->>'account', ':', 1) AS kind,
                   split_part(split_part(p->>'account', ':', 2), '/', 1) AS owner, (p->>'amount')::bigint AS amount
            FROM e, jsonb_array_elements(j->'postings') AS p
        )
        """

    /// Rows of texts; nothing is an empty one.
    func rows(_ select: String) async throws -> [[String]] {
        let connection = try await ledger.home.connect()
        let rows = try await connection.run { [name = ledger.name] session in
            let wrapped =
                "\(Entries.tables) SELECT to_jsonb(array_agg(to_jsonb(answer)))::text FROM (\(select)) AS answer"
            return try session.query(wrapped, [.text(name)]).only().textOrNil(0)
        }
        await connection.close()
        let objects = try JSONSerialization.jsonObject(with: Data((rows ?? "[]").utf8)) as? [[String: Any]] ?? []
        return objects.map { object in object.sorted { $0.key < $1.key }.map { Entries.text($0.value) } }
    }

    /// The only figure of an answer.
    func integer(_ select: String) async throws -> Int { Int(try await rows(select).first?.first ?? "") ?? .min }

    /// A cell of a report as JSON, as a text.
    static func text(_ value: Any?) -> String {
        switch value {
        case let text as String: text
        case let number as NSNumber: number.stringValue
        case let share as [String: Any]: "\(text(share["numerator"]))/\(text(share["denominator"]))"
        default: ""
        }
    }
}

extension Figures {
    /// Some columns of a section's rows, as texts.
    func texts(_ section: String, _ columns: String...) -> [[String]] { texts(section, columns) }

    func texts(_ section: String, _ columns: [String]) -> [[String]] {
        rows(section).map { row in columns.map { Entries.text(row[$0]) } }
    }
}

extension CommandLedger {
    /// A report as JSON, read.
    func figures(_ words: String...) async throws -> Figures { try await figures(words) }

    func figures(_ words: [String]) async throws -> Figures {
        let outcome = try await run(words + ["--format", "json", "--quiet"])
        guard outcome.status == 0 else { throw Failure(words: words, errors: outcome.errors) }
        return try Figures(outcome.output)
    }

    struct Failure: Error {
        let words: [String]
        let errors: String
    }
}
