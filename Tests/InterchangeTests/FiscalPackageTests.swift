import Assistance
import CanonicalJSON
import Interchange
import Testing

@Suite("A Fiscal Data Package") struct FiscalPackageTests {
    private static func row(_ source: String, _ target: String, _ amount: Int64) throws -> FiscalRow {
        FiscalRow(
            position: 17, ordinal: 2, event: "FundsSpent", effectiveOn: try #require(CalendarDate("2014-03-18")),
            source: try #require(Account(source)), target: try #require(Account(target)),
            amount: try #require(Money(minorUnits: amount)))
    }

    @Test("a movement is a record of its phase, and one that goes back is a negative one of the same")
    func rows() throws {
        var there = try Self.row("project:K1", "spent:K1", 123_456)
        there.purpose = .socialServices
        #expect(
            there.line
                == "17-2,FundsSpent,2014-03-18,,spent,Paid,1234.56,CNY,project:K1,spent:K1,fiscal,Fiscal aid,,,,,,,,K1,"
                + "social-services,\"Science, health, exchange and other social services\"\r\n")
        let back = try Self.row("spent:K1", "project:K1", 123_456)
        #expect(back.line.hasPrefix("17-2,FundsSpent,2014-03-18,,spent,Paid,-1234.56,CNY,project:K1,spent:K1,"))
        let forward = try Self.row("holding:650000", "transit:T1", 1)
        #expect(
            forward.line.hasPrefix("17-2,FundsSpent,2014-03-18,,holding,Received,-0.01,CNY,transit:T1,holding:650000,"))
        #expect(there.line.split(separator: ",").count > 0)
        #expect(FiscalPackage.heading.split(separator: ",").count == 22)
    }

    @Test("its descriptor gives each column a type of the taxonomies, and says how the table can be checked")
    func descriptor() throws {
        let table = FiscalPackage.Table(ledger: "main", entries: 5, rows: 2, bytes: 99, sha256: "ab")
        let text = try FiscalPackage.descriptor(of: table)
        let value = try JSONValue(canonical: Array(text.utf8.dropLast()))
        #expect(value["profile"] == "fiscal-data-package")
        let resource = try #require(value["resources"]?.arrayValue?.first)
        #expect(resource["path"] == "movements.csv" && resource["bytes"] == 99 && resource["hash"] == "sha256:ab")
        let fields = try #require(resource["schema"]?["fields"]?.arrayValue)
        let names = fields.compactMap { $0["name"]?.stringValue }
        #expect(names.joined(separator: ",") + "\r\n" == FiscalPackage.heading)
        // A label stands beside its code, and names are used once.
        let types = fields.compactMap { $0["columnType"]?.stringValue }
        #expect(types.count == names.count && Set(types).count == types.count && Set(names).count == names.count)
        for label in types where label.hasSuffix(":label") {
            let stem = label.dropLast("label".count)
            #expect(types.contains("\(stem)code") || types.contains("\(stem)id"), "\(label)")
        }
        #expect(types.contains("value") && types.contains("value-currency:code") && types.contains("date:fiscal-year"))
        #expect(try FiscalPackage.descriptor(of: table) == text)
    }
}
