import Foundation
import Postgres
import Testing

extension CommandSuite {
    @Suite("observers, who see names in their scope")
    struct ObserverTests {
        private static let observer = "pairledger_observer"

        /// A ledger of invented events with its read models, and an observer of the regions.
        private static func ledger(seed: Int, scope: [String]) async throws -> CommandLedger {
            let ledger = try await CommandHome.ledger()
            try await ledger.record(
                "sample generate --seed \(seed) --events 4000 --irregularities --quiet --into \(ledger.name)",
                "projection run --once --quiet", "roles scope \(observer) \(scope.joined(separator: " ")) --quiet")
            return ledger
        }

        /// Commands that an observer runs.
        private static func run(_ ledger: CommandLedger, _ arguments: String...) async throws -> CommandOutcome {
            let address = ledger.home.connectionString(database: "pairledger", user: observer)
            return try await ledger.run(arguments, variables: ["PAIRLEDGER_DATABASE_URL": address])
        }

        private static func rows(_ connection: Connection, _ sql: String, _ ledger: CommandLedger) async throws
            -> [[String]]
        {
            try await connection.run { session in
                try session.query(sql, [.text(ledger.name)]).map { row in
                    try (0..<row.columnCount).map { try row.textOrNil($0) ?? "" }
                }
            }
        }

        @Test(
            "see in SQL the payees, suppliers and findings of their regions, stars for others, and never the log itself"
        )
        func database() async throws {
            let seed = 38
            let ledger = try await Self.ledger(seed: seed, scope: ["650000", "520000"])
            let (inspector, observer) = (
                try await ledger.home.connect(), try await ledger.home.connect(as: Self.observer)
            )
            for sql in [
                "SELECT FROM pairledger.event", "SELECT FROM pairledger.scope", "DELETE FROM pairledger_model.contract",
                "UPDATE pairledger_model.finding SET statement = ''", "SELECT FROM pairledger_model.contract_1",
            ] {
                let error = await #expect(throws: PostgresError.self) {
                    try await observer.run { _ = try $0.query(sql) }
                }
                #expect([.insufficientPrivilege, .undefinedTable].contains(error?.sqlState), "\(sql)")
            }

            let payments =
                "SELECT position::text, region, payment, amount::text, payee FROM pairledger_read.payment WHERE ledger = $1 ORDER BY position"
            let known = try await Self.rows(inspector, payments, ledger)
            let seen = try await Self.rows(observer, payments, ledger)
            func isInScope(_ region: String) -> Bool { region.hasPrefix("65") || region.hasPrefix("52") }
            #expect(known.contains { isInScope($0[1]) } && known.contains { !isInScope($0[1]) }, "seed \(seed)")
            #expect(known.allSatisfy { $0[4] != "***" })
            #expect(seen == known.map { isInScope($0[1]) ? $0 : Array($0.dropLast()) + ["***"] }, "seed \(seed)")

            let contracts = """
                SELECT c.project, c.contract, c.supplier, p.place FROM pairledger_read.contract c
                JOIN pairledger_read.project p USING (ledger, project) WHERE c.ledger = $1 ORDER BY 1, 2
                """
            let allContracts = try await Self.rows(inspector, contracts, ledger)
            let seenContracts = try await Self.rows(observer, contracts, ledger)
            #expect(!seenContracts.isEmpty && seenContracts.count < allContracts.count, "seed \(seed)")
            #expect(seenContracts == allContracts.filter { isInScope($0[3]) }, "seed \(seed)")

            let findings = """
                SELECT f.finding, f.statement, coalesce(p.place, '') FROM pairledger_read.finding f
                LEFT JOIN pairledger_read.project p ON p.ledger = f.ledger AND f.about = 'project/' || p.project
                WHERE f.ledger = $1 AND f.about LIKE 'project/%' ORDER BY 1
                """
            let allFindings = try await Self.rows(inspector, findings, ledger)
            #expect(allFindings.contains { !isInScope($0[2]) }, "seed \(seed)")
            #expect(try await Self.rows(observer, findings, ledger) == allFindings.filter { isInScope($0[2]) })
        }

        @Test(
            "see in the log what names nobody byte for byte, and of other regions no name, in whatever event it stands")
        func log() async throws {
            let ledger = try await Self.ledger(seed: 39, scope: ["650000"])
            let (inspector, observer) = (
                try await ledger.home.connect(), try await ledger.home.connect(as: Self.observer)
            )
            let sql =
                "SELECT position::text, stream, type, convert_from(entry, 'UTF8') FROM pairledger_read.event WHERE ledger = $1 ORDER BY 1"
            let known = try await Self.rows(inspector, sql, ledger)
            let seen = try await Self.rows(observer, sql, ledger)
            let plain = try await Self.rows(inspector, sql.replacing("pairledger_read", with: "pairledger"), ledger)
            #expect(known == plain)
            try #require(known.count == 4000 && seen.count == 4000)
            let places = try await Self.rows(
                inspector, "SELECT project, place FROM pairledger_read.project WHERE ledger = $1", ledger)
            let regions = Dictionary(uniqueKeysWithValues: places.map { ("project/\($0[0])", $0[1]) })
            let name = /"(payee|supplier)":"[^"]*"/
            var masked = 0
            for (all, part) in zip(known, seen) where all[2] != "EntryReversed" {
                guard let region = regions[all[1]], !region.hasPrefix("65") else { continue }
                let expected = all[3].replacing(name) { "\"\($0.1)\":\"***\"" }
                let isNamed = ["FundsSpent", "ContractAwarded"].contains(all[2])
                #expect(part[3] == (isNamed ? expected : all[3]), "position \(all[0])")
                if isNamed { masked += 1 }
            }
            #expect(masked > 20)
            let inScope = zip(known, seen).filter { regions[$0.0[1]]?.hasPrefix("65") == true }
            #expect(!inScope.isEmpty && inScope.allSatisfy { $0.0 == $0.1 })
        }

        @Test(
            "the database masks every type of event that names a payee, a supplier or a counterparty, and all of findings"
        )
        func types() async throws {
            let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
                path: "../AssistanceTests/Examples")
            var types: Set<String> = []
            for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
                let type = String(file.lastPathComponent.prefix { $0 != "." })
                let text = try String(contentsOf: file, encoding: .utf8)
                if type.hasPrefix("Finding") || text.contains(/"(payee|supplier|counterparty)":/) { types.insert(type) }
            }
            #expect(types.isSuperset(of: ["FundsSpent", "ContractAwarded", "BankStatementLinesRecorded"]))
            let inspector = try await CommandHome.ledger().home.connect()
            let unmasked = try await inspector.run { [types] session in
                try session.query(
                    "SELECT t FROM unnest($1) AS t WHERE NOT pairledger.has_names(t)", [.texts(types.sorted())]
                ).map { try $0.text(0) }
            }
            #expect(unmasked == [])
        }

        @Test("get the same sums in reports, with stars for names elsewhere, told so, and can prove nothing")
        func reports() async throws {
            let ledger = try await Self.ledger(seed: 40, scope: ["650000"])
            let position = try await Self.run(ledger, "report", "position", "--format", "csv")
            #expect(try await ledger.run("report", "position", "--format", "csv").output == position.output)
            let inspector = try await ledger.home.connect()
            for (isInside, condition) in [(true, "LIKE '65%'"), (false, "NOT LIKE '65%'")] {
                let sql = """
                    SELECT project, payee FROM pairledger_read.payment
                    WHERE ledger = $1 AND region \(condition) ORDER BY position LIMIT 1
                    """
                let payment = try #require(try await Self.rows(inspector, sql, ledger).first)
                for arguments in [[], ["--as-of", "2026-12-31"]] {
                    let page = try await ledger.run(
                        ["report", "project", payment[0]] + arguments,
                        variables: [
                            "PAIRLEDGER_DATABASE_URL": ledger.home.connectionString(
                                database: "pairledger", user: Self.observer)
                        ])
                    #expect(page.status == 0 && page.output.contains(payment[1]) == isInside, "\(page.errors)")
                    #expect(page.output.contains("***") == !isInside || isInside)
                    #expect(page.output.contains("names are shown of 650000"), "\(page.output.suffix(300))")
                }
            }
            let found = try await Self.run(ledger, "check", "--format", "csv")
            let all = try await ledger.run("check", "--format", "csv").output.split(separator: "\r\n")
            let hits = found.output.split(separator: "\r\n").filter { $0.contains("/") }
            #expect(found.status == 1 && !hits.isEmpty && hits.count < all.count)
            // A finding that the observer does not see of others is one that its own things have.
            #expect(Set(hits).isSubset(of: Set(all)), "\(Set(hits).subtracting(all))")
            let verified = try await Self.run(ledger, "log", "verify", "--unsealed")
            #expect(verified.status == 3 && verified.errors.contains("masked"), "\(verified.errors)")
        }

        @Test("have their scope set by an administrator, who learns what is wrong with it")
        func scope() async throws {
            let ledger = try await CommandHome.ledger()
            func scope(_ arguments: String...) async throws -> CommandOutcome {
                try await ledger.run(["roles", "scope"] + arguments)
            }
            let set = try await scope(Self.observer, "653000", "000000", "--format", "csv")
            #expect(
                set.output == """
                    login,regions,names\r
                    pairledger_observer,000000 653000,"the whole country, 克孜勒苏柯尔克孜自治州"\r

                    """)
            let none = try await scope(Self.observer, "--none", "--format", "csv")
            #expect(none.output == "login,regions,names\r\npairledger_observer,,\r\n")
            for (arguments, status, words) in [
                (["nobody", "653000"], 3, "nobody is no login with the role pairledger_observer"),
                ([Self.observer, "999999"], 2, "999999"), ([Self.observer], 2, "--none"), (["--none"], 2, "--none"),
                ([Self.observer, "653000", "--none"], 2, "not both"),
            ] as [([String], Int32, String)] {
                let outcome = try await ledger.run(["roles", "scope"] + arguments)
                #expect(outcome.status == status && outcome.errors.contains(words), "\(outcome.errors)")
            }
        }
    }
}
