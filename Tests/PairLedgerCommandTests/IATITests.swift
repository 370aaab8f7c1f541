import Foundation
import Testing

extension CommandSuite {
    @Suite("IATI out and in")
    struct IATITests {
        @Test(
            "writes a ledger, checks it, takes it in once, and then only what a later edition changed; what is hostile records nothing"
        )
        func roundTrip() async throws {
            let ledger = try await CommandHome.ledger()
            let folder = ledger.home.folder
            let name = "aid-\(ledger.name)"
            _ = try await ledger.run("sample", "generate", "--seed", "5", "--events", "600", "--into", ledger.name)
            func export(_ file: String) async throws -> String {
                let written = try await ledger.run(
                    "export", "iati", "--reporting-org", "XM-EXAMPLE-1", "--output", file)
                #expect(written.status == 0, "\(written.errors)")
                return try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
            }
            let text = try await export("\(name).xml")
            #expect(try await export("\(name)-again.xml") == text)

            let other = try await CommandHome.ledger()
            let checked = try await other.run("import", "iati", "--check", "\(name).xml", "--format", "json")
            #expect(checked.status == 0, "\(checked.errors)")
            #expect(try await other.events() == 0)
            let imported = try await other.run("import", "iati", "\(name).xml")
            #expect(imported.status == 0, "\(imported.errors)")
            let events = try await other.events()
            #expect(events > 10)
            // Nothing of it is money of this ledger.
            let balance = try await other.run("report", "balance", "--format", "csv")
            #expect(balance.status == 0 && !balance.output.contains("holding:"), "\(balance.output)")
            let again = try await other.run("import", "iati", "\(name).xml")
            #expect(again.status == 0, "\(again.errors)")
            #expect(try await other.events() == events)

            let changed = text.replacingOccurrences(
                of: "<activity-status code=\"2\"/>", with: "<activity-status code=\"6\"/>", options: [],
                range: text.startIndex..<(text.range(of: "</iati-activity>")?.lowerBound ?? text.endIndex))
            try #require(changed != text)
            try changed.write(toFile: "\(folder)/\(name).xml", atomically: false, encoding: .utf8)
            let later = try await other.run("import", "iati", "\(name).xml")
            #expect(later.status == 0, "\(later.errors)")
            #expect(try await other.events() == events + 1)

            for (hostile, words) in [
                (String(text.prefix(text.count / 2)), "not well-formed"),
                (
                    "<!DOCTYPE a [<!ENTITY b \"b\">]>\n<iati-activities version=\"2.03\">&b;</iati-activities>",
                    "document type"
                ),
                ("<iati-activities version=\"2.03\"/>", "no activity"),
            ] {
                try hostile.write(toFile: "\(folder)/\(name).xml", atomically: false, encoding: .utf8)
                let refused = try await other.run("import", "iati", "\(name).xml")
                #expect(refused.status == 3 && refused.errors.contains(words), "\(refused.errors)")
                #expect(refused.errors.contains("nothing of \(name).xml was recorded"), "\(refused.errors)")
            }
            #expect(try await other.events() == events + 1)
        }
    }
}
