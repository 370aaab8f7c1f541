import Foundation
import Testing

extension CommandSuite {
    @Suite("a ledger as a Fiscal Data Package")
    struct FiscalExportTests {
        @Test("sums to the balance of every account, of the whole and of an earlier day, and comes out the same twice")
        func sums() async throws {
            let ledger = try await CommandHome.ledger()
            try await ledger.record(
                "sample generate --seed 63 --events 1500 --irregularities --quiet --into \(ledger.name)")
            for (words, name) in [([], "whole"), (["--as-of", "2020-12-31"], "early")] {
                let folder = "\(ledger.name)-\(name)"
                let exported = try await ledger.run(["export", "fiscal", folder] + words)
                #expect(exported.status == 0, "\(exported.errors)")
                let checked = try await ledger.home.run(program: "python3", ["-c", Self.check, folder])
                #expect(checked.status == 0, "\(checked.errors)")
                let balances = try await ledger.run(["report", "balance", "--format", "json", "--quiet"] + words)
                let rows = try Figures(balances.output).rows("accounts")
                let ours = rows.compactMap { row in
                    (row["account"] as? String).flatMap {
                        $0.contains(":") ? "\($0) \(Figures.integer(row["balance"]))" : nil
                    }
                }
                #expect(ours.count > 20)
                #expect(Set(checked.output.split(separator: "\n").map(String.init)) == Set(ours))
            }
            let before = try ledger.home.contents(of: "\(ledger.name)-whole/datapackage.json")
            try await ledger.record("export fiscal \(ledger.name)-whole --quiet")
            #expect(try ledger.home.contents(of: "\(ledger.name)-whole/datapackage.json") == before)
            let nowhere = try await ledger.run("export", "fiscal", "no/such/folder")
            #expect(nowhere.status == 2 && nowhere.errors.contains("cannot be made"), "\(nowhere.errors)")
        }

        /// Holds a package against its descriptor, and prints the balances that its rows come to, in minor units.
        private static let check = """
            import collections, csv, datetime, decimal, hashlib, json, os, re, sys
            package = json.load(open(os.path.join(sys.argv[1], "datapackage.json"), encoding="utf-8"))
            assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
            assert package["profile"] == "fiscal-data-package"
            resource, = package["resources"]
            data = open(os.path.join(sys.argv[1], resource["path"]), "rb").read()
            assert len(data) == resource["bytes"]
            assert "sha256:" + hashlib.sha256(data).hexdigest() == resource["hash"]
            rows = list(csv.DictReader(data.decode(resource["encoding"]).split("\\r\\n")))
            assert len(rows) == resource["rowcount"] > 0
            fields = resource["schema"]["fields"]
            keys = set()
            sums = collections.defaultdict(decimal.Decimal)
            phases = collections.defaultdict(decimal.Decimal)
            for row in rows:
                assert list(row) == [field["name"] for field in fields]
                for field in fields:
                    text = row[field["name"]]
                    if text in resource["schema"]["missingValues"]: continue
                    {"string": str, "integer": int, "number": decimal.Decimal, "date": datetime.date.fromisoformat}[field["type"]](text)
                keys.add(tuple(row[name] for name in resource["schema"]["primaryKey"]))
                value = decimal.Decimal(row["value"])
                sums[row["payee_account"]] += value
                sums[row["payer_account"]] -= value
                phases[row["phase"]] += value
            assert len(keys) == len(rows)
            assert phases["spent"] == sum(sum_ for name, sum_ in sums.items() if name.startswith("spent:"))
            assert {"committed", "transit", "holding", "project", "spent"} >= set(phases)
            for name, total in sums.items():
                if total: print(name, int(total * 100))
            """
    }
}
