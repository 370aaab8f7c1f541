import Assistance
import Interchange
import Testing

@Suite("Bank statements in CSV")
struct CSVStatementsTests {
    private static let header =
        "statement,account,bank_account,starts_on,ends_on,opening,closing,booked_on,amount,reference\n"

    private static func row(
        _ statement: String, account: String = "holding:653000", bankAccount: String = "6530 1234",
        opening: String = "0", closing: String = "5", on: String = "2014-03-21", _ amount: String
    ) -> String {
        "\(statement),\(account),\(bankAccount),2014-03-01,2014-03-31,\(opening),\(closing),\(on),\(amount),T1\n"
    }

    private static func read(_ rows: String...) throws -> CSVImport {
        try imported(header + rows.joined(), as: .statements)
    }

    @Test("the rows of a statement make it together, in their order, also between those of another")
    func together() throws {
        let file = try Self.read(
            Self.row("A", "8"), Self.row("B", "5"), Self.row("A", "-3"), Self.row("A", bankAccount: "****9", "5"))
        #expect(file.problems.isEmpty)
        let requests = file.rows.compactMap { $0.request as? RecordBankStatement }
        #expect(requests.map(\.identifier.description) == ["1234-A", "1234-B", "9-A"])
        #expect(requests.map { $0.statement.lines.map(\.amount.minorUnits) } == [[800, -300], [500], [500]])
        #expect(file.rows.map(\.record.line) == [2, 3, 5])
        #expect(requests.allSatisfy { $0.statement.imbalance == nil })
    }

    @Test("what the rows of a statement say of it otherwise is an error with both, at its place")
    func otherwise() throws {
        let file = try Self.read(
            Self.row("A", "8"), Self.row("A", account: "holding:653001", opening: "1", closing: "6", "-3"))
        #expect(
            file.problems.map(\.message) == [
                "\"account\" of statement A is holding:653001 here, and holding:653000 at line 2",
                "\"opening\" of statement A is 1.00 CNY here, and 0.00 CNY at line 2",
                "\"closing\" of statement A is 6.00 CNY here, and 5.00 CNY at line 2",
            ])
        #expect(file.places == ["3:3", "3:50", "3:52"])
    }

    @Test("a statement that is there twice in two files is the same one, and known by its content")
    func identities() throws {
        let (first, again) = (try Self.read(Self.row("A", "5")), try Self.read("\n", Self.row("A", "5.00")))
        #expect(first.rows.map(\.identity) == again.rows.map(\.identity))
        let other = try Self.read(Self.row("A", closing: "6", "6"))
        #expect(other.rows.map(\.identity) != first.rows.map(\.identity))
    }
}
