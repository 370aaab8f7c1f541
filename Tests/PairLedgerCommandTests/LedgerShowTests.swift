import Foundation
import PairLedgerTesting
import Postgres
import Testing

extension CommandSuite {
    @Suite("showing a ledger")
    struct LedgerShowTests {
        /// What differs from run to run, under names.
        private static func masked(_ text: String) -> String {
            text.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/, with: "<instant>")
                .replacing(/(Bytes [a-z, ]+?  +)[0-9,]+/) { "\($0.output.1)<n>" }
                .replacing(/("(?:entry|table)_bytes": )[1-9][0-9]*/) { "\($0.output.1)<n>" }
        }

        private static func filled() async throws -> CommandLedger {
            let ledger = try await CommandHome.ledger()
            try await ledger.record(
                "programme establish aid --name Aid --from 2010-03-30",
                "pairing form p --programme aid --donor 320000 --recipient 653000 --from 2010-03-30",
                "commit c --pairing p --fiscal-year 2014 --amount 10000 --on 2014-02-20",
                "transfer t --agreement c --amount 5000 --on 2014-03-18",
                "transfer u --agreement c --amount 1000 --on 2014-03-19",
                "receive t --amount 2000.50 --on 2014-03-21 --request-id voucher-1")
            return ledger
        }

        @Test("tells its events, streams, types, accounts and trial balance")
        func table() async throws {
            let ledger = try await Self.filled()
            let outcome = try await ledger.run("ledger", "show", "--ledger", "main")
            #expect(outcome.status == 0 && outcome.output.contains("Events                      0\n"))
            let named = try await ledger.run("ledger", "show", ledger.name, "--ledger", "main")
            let own = try await ledger.run("ledger", "show")
            #expect(named.status == 0 && named.errors == "" && Self.masked(named.output) == Self.masked(own.output))
            #expect(
                Self.masked(own.output) == """
                    Ledger
                    Ledger                      \(ledger.name)
                    Events                      6
                    Created at                  <instant>
                    First recorded at           <instant>
                    Last recorded at            <instant>
                    Accounts                    5
                    Bytes of its entries        <n>
                    Bytes on disk, all ledgers  <n>

                    Streams
                    Kind       Streams  Events
                    ---------  -------  ------
                    agreement        1       1
                    pairing          1       1
                    programme        1       1
                    transfer         2       3

                    Event types
                    Type                  Events
                    --------------------  ------
                    FundsCommitted             1
                    FundsReceived              1
                    FundsTransferred           2
                    PairingFormed              1
                    ProgrammeEstablished       1

                    Trial balance (amounts in yuan)
                    Kind       Accounts     Balance
                    ---------  --------  ----------
                    donor             1  -10,000.00
                    committed         1    4,000.00
                    transit           2    3,999.50
                    holding           1    2,000.50
                    ---------  --------  ----------
                    Total             5        0.00

                    """)
        }

        @Test("as JSON and as CSV has the same figures, and they are those of the log")
        func data() async throws {
            let ledger = try await Self.filled()
            let json = try await ledger.run("ledger", "show", "--format", "json")
            let checked = try await ledger.home.run(
                program: "python3",
                [
                    "-c",
                    """
                    import collections, json, subprocess, sys
                    shown = json.loads(sys.argv[1])
                    lines = subprocess.run([sys.argv[2], "log", "show", "--limit", "0", "--format", "ndjson"],
                                           stdout=subprocess.PIPE, check=True).stdout.splitlines()
                    events = [json.loads(line) for line in lines]
                    facts, sections = shown["facts"], shown["sections"]
                    assert facts["events"] == len(events)
                    assert facts["first_recorded_at"] == events[0]["recorded_at"]
                    assert facts["last_recorded_at"] == events[-1]["recorded_at"]
                    assert facts["entry_bytes"] == sum(map(len, lines)) and facts["table_bytes"] > facts["entry_bytes"]
                    types = collections.Counter(event["type"] for event in events)
                    assert sections["types"] == [{"type": t, "events": n} for t, n in sorted(types.items())]
                    kinds = collections.Counter(event["stream"].split("/")[0] for event in events)
                    streams = collections.Counter(s.split("/")[0] for s in {event["stream"] for event in events})
                    assert sections["streams"] == [{"kind": k, "streams": streams[k], "events": kinds[k]} for k in sorted(kinds)]
                    accounts = collections.defaultdict(int)
                    for event in events:
                        for posting in event["postings"]: accounts[posting["account"]] += posting["amount"]
                    assert facts["accounts"] == len(accounts)
                    for row in sections["trial_balance"]:
                        own = [b for a, b in accounts.items() if a.split(":")[0] == row["kind"]]
                        assert (row["accounts"], row["balance"]) == (len(own), sum(own)), row
                    assert shown["totals"]["trial_balance"]["balance"] == 0
                    """, json.output, CommandProcess.program.path,
                ], variables: ["PAIRLEDGER_LEDGER": ledger.name])
            #expect(checked.status == 0, "\(checked.errors)\n\(json.output)")
            let csv = try await ledger.run("ledger", "show", "--format", "csv")
            #expect(
                csv.output.split(separator: "\r\n").prefix(3) == [
                    "section,kind,streams,events,type,accounts,balance_yuan", "streams,agreement,1,1,,,",
                    "streams,pairing,1,1,,,",
                ])
            #expect(csv.output.contains("\r\ntrial_balance,transit,,,,2,3999.50\r\n"))
        }

        @Test("whose balances were changed past it ends with status 1 and names the currency and the sum")
        func unbalanced() async throws {
            let ledger = try await CommandHome.ledger()
            let administrator = ConnectionOptions(ledger.home.connectionString(database: "pairledger"))
            let admin = try await Connection.open(administrator)
            let insert = "INSERT INTO pairledger.account VALUES ($1, 'donor:1', 'USD', -5), ($1, 'holding:1', 'USD', 7)"
            _ = try await admin.run { [name = ledger.name] in try $0.execute(insert, [.text(name)]) }
            await admin.close()
            let outcome = try await ledger.run("ledger", "show")
            #expect(outcome.status == 1)
            #expect(
                outcome.errors == """
                    pairledger: error: the balances in USD sum to 2 minor units, not to 0
                      somebody changed them past the ledger: compare the database with a backup

                    """)
            #expect(
                outcome.output.hasSuffix(
                    """
                    Trial balance, minor units of USD
                    Kind     Accounts  Balance
                    -------  --------  -------
                    donor           1       -5
                    holding         1        7
                    -------  --------  -------
                    Total           2        2

                    """))
        }
    }
}
