import Assistance
import Journal
import PairLedgerTesting
import Postgres
import Testing

@testable import Projection

@Suite("Holding a read model against the log")
struct VerificationTests {
    @Test("finds nothing where nobody changed anything, and counts every row")
    func clean() async throws {
        let subject = try await LedgerUnderTest()
        try await subject.record(Workload.events(500, seed: 71))
        _ = try await subject.catchUp()
        let outcome = try await Verification(subject.reader).verify(Funds.self)
        let rows = try await subject.tables()
        #expect(outcome.differenceCount == 0 && outcome.differences.isEmpty)
        #expect(outcome.events == 500)
        let count =
            rows.accounts.count + rows.accountTotals.count + rows.movements.count + rows.positions.count
            + rows.positionSums.count
            + rows.pairings.count + rows.agreements.count + rows.transfers.count + rows.projectPlaces.count
        #expect(outcome.rows == Int64(count) && count > 500)
    }

    @Test("says of a model without rows that there are none")
    func neverRan() async throws {
        let subject = try await LedgerUnderTest()
        let error = try await #require(throws: ProjectionError.self) {
            _ = try await Verification(subject.reader).verify(Funds.self)
        }
        #expect(error.description == "projection funds has no rows yet")
    }

    /// A statement that changes one row of one table, and what is to be found.
    private struct Tampering: Sendable, CustomTestStringConvertible {
        let sql: String
        let table: String
        let kind: String
        var testDescription: String { sql }
    }

    @Test(
        "names a row that was changed, removed or added by hand, in every kind of table",
        arguments: [
            Tampering(
                sql:
                    "UPDATE pairledger_model.account SET balance = balance + 1 WHERE (generation, account) = (SELECT $G, min(account) FROM pairledger_model.account WHERE generation = $G)",
                table: "account", kind: "other"),
            Tampering(
                sql:
                    "UPDATE pairledger_model.account SET lot_amount[1] = lot_amount[1] + 1 WHERE (generation, account) = (SELECT $G, min(account) FROM pairledger_model.account WHERE generation = $G AND balance > 0)",
                table: "account", kind: "other"),
            Tampering(
                sql:
                    "DELETE FROM pairledger_model.position WHERE (generation, place) = (SELECT $G, max(place) FROM pairledger_model.position WHERE generation = $G) AND generation = $G",
                table: "position", kind: "missing"),
            Tampering(
                sql: "INSERT INTO pairledger_model.project_place VALUES ($G, 'invented', '653001', 'own', 'education')",
                table: "project_place", kind: "extra"),
            Tampering(
                sql:
                    "UPDATE pairledger_model.movement SET amount = amount + 1 WHERE generation = $G AND position = (SELECT max(position) FROM pairledger_model.movement WHERE generation = $G) AND ordinal = 0",
                table: "movement", kind: "other"),
            Tampering(
                sql:
                    "DELETE FROM pairledger_model.movement WHERE generation = $G AND position = (SELECT min(position) FROM pairledger_model.movement WHERE generation = $G) AND ordinal = 0",
                table: "movement", kind: "missing"),
            Tampering(
                sql:
                    "INSERT INTO pairledger_model.movement SELECT generation, position, 99, effective_on, from_account, to_account, currency, amount, pairing, agreement, transfer, fiscal_year, since FROM pairledger_model.movement WHERE generation = $G ORDER BY position LIMIT 1",
                table: "movement", kind: "extra"),
        ])
    private func tampered(_ tampering: Tampering) async throws {
        let subject = try await LedgerUnderTest()
        try await subject.record(Workload.events(300, seed: 72))
        _ = try await subject.catchUp()
        let generation = try #require(try await subject.generation()?.number)
        try await subject.change(
            tampering.sql.replacing("$G", with: "\(generation)")
                + (tampering.sql.hasPrefix("INSERT") ? "" : " AND $1 <> ''"),
            isAddition: tampering.sql.hasPrefix("INSERT"))
        let outcome = try await Verification(subject.reader).verify(Funds.self)
        #expect(outcome.differenceCount >= 1)
        let difference = try #require(outcome.differences.first)
        #expect(difference.table == tampering.table)
        #expect(!difference.key.isEmpty)
        switch difference.kind {
        case .missing: #expect(tampering.kind == "missing")
        case .extra: #expect(tampering.kind == "extra")
        case .other(let values):
            #expect(tampering.kind == "other")
            #expect(!values.isEmpty && values.allSatisfy { $0.stored != $0.expected })
        }
    }
}
