import Foundation
import Testing

extension CommandSuite {
    @Suite("asked for what cannot be")
    struct RefusalTests {
        /// A command that must fail, what it says, and how it ends.
        struct Case: Sendable, CustomTestStringConvertible {
            let command: [String]
            let status: Int32
            let errors: String

            init(_ command: String..., status: Int32 = 3, errors: String) {
                self.command = command
                self.status = status
                self.errors = errors + "\n"
            }

            var testDescription: String { command.joined(separator: " ") }
        }

        /// A little of everything, of which some is used up.
        private static let ledger = Task { () async throws -> CommandLedger in
            let ledger = try await CommandHome.ledger()
            try await ledger.record(
                "programme establish aid --name Aid --from 2010-03-30",
                "pairing form p --programme aid --donor 320000 --recipient 653000 --from 2010-03-30 --to 2015-12-31",
                "commit c --pairing p --fiscal-year 2014 --amount 10000 --on 2014-02-20",
                "transfer t --agreement c --amount 5000 --on 2014-03-18",
                "receive t --amount 2000 --on 2014-03-21 --request-id voucher-1",
                "project approve k --name School --place 653001 --purpose education --planned-total 900000 --planned-aid 600000 "
                    + "--on 2014-01-10",
                "allocate k --from 653000 --amount 600 --on 2014-04-08",
                "spend v --project k --amount 450 --payee builder --on 2014-06-12")
            return ledger
        }

        @Test("refuses in a sentence with the figures and a remedy, and records nothing", arguments: cases)
        func refused(_ refusal: Case) async throws {
            let ledger = try await Self.ledger.value
            let before = try await ledger.events()
            let outcome = try await ledger.run(refusal.command)
            #expect(outcome.errors == refusal.errors)
            #expect(outcome.status == refusal.status)
            #expect(outcome.output == "")
            #expect(try await ledger.events() == before)
        }

        private static let cases: [Case] = [
            // Money that is not there.
            Case(
                "spend", "v2", "--project", "k", "--amount", "150.01", "--payee", "builder", "--on", "2014-06-12",
                errors: """
                    pairledger: error: 150.01 CNY was asked for, but project k has 150.00 CNY (project:k)
                      record what it received first, or correct the amount
                    """),
            Case(
                "allocate", "k", "--from", "653000", "--amount", "1万元", "--on", "2014-06-12",
                errors: """
                    pairledger: error: 10,000.00 CNY was asked for, but region 653000 has 1,400.00 CNY (holding:653000)
                      record what it received first, or correct the amount
                    """),
            Case(
                "allocate", "k", "--amount", "1", "--on", "2014-06-12",
                errors: """
                    pairledger: error: 1.00 CNY was asked for, but region 653001 has 0.00 CNY (holding:653001)
                      record what it received first, or correct the amount
                    """),
            Case(
                "spend", "v2", "--project", "k", "--amount", "1", "--payee", "builder", "--instrument",
                "social-donation",
                "--on", "2014-06-12",
                errors: """
                    pairledger: error: 1.00 CNY was asked for, but project k has 0.00 CNY (project:k/social-donation)
                      record what it received first, or correct the amount
                    """),
            Case(
                "receive", "t", "--amount", "3000.01", "--on", "2014-06-12",
                errors: """
                    pairledger: error: 3,000.01 CNY cannot have arrived of transfer t: 5,000.00 CNY was sent and 2,000.00 CNY \
                    received before
                      record at most 3,000.00 CNY, or correct the transfer
                    """),
            // What is not on record.
            Case(
                "transfer", "t2", "--agreement", "none", "--amount", "1", "--on", "2014-06-12",
                errors: """
                    pairledger: error: there is no agreement none on record
                      check the identifier, or record it first: pairledger commit none …
                    """),
            Case(
                "spend", "v2", "--project", "none", "--amount", "1", "--payee", "x", "--on", "2014-06-12",
                errors: """
                    pairledger: error: there is no project none on record
                      check the identifier, or record it first: pairledger project propose none …
                    """),
            Case(
                "receive", "none", "--on", "2014-06-12",
                errors: """
                    pairledger: error: there is no transfer none on record
                      check the identifier, or record it first: pairledger transfer none …
                    """),
            Case(
                "commit", "c2", "--pairing", "none", "--fiscal-year", "2014", "--amount", "1", "--on", "2014-06-12",
                errors: """
                    pairledger: error: there is no pairing none on record
                      check the identifier, or record it first: pairledger pairing form none …
                    """),
            // Regions.
            Case(
                "project", "approve", "k2", "--name", "x", "--place", "659999", "--purpose", "education",
                "--planned-total", "1", "--planned-aid", "1", "--on", "2014-01-10",
                errors: """
                    pairledger: error: no GB/T 2260 revision from 1990-12 to 2019-04 has the code 659999: did you mean 659006 \
                    铁门关市, 659005 北屯市 or 659004 五家渠市?
                      to look codes up: pairledger region list --on 2014-01-10
                    """),
            Case(
                "project", "approve", "k2", "--name", "x", "--place", "110103", "--purpose", "education",
                "--planned-total", "1", "--planned-aid", "1", "--on", "2014-01-01",
                errors: """
                    pairledger: error: 110103 崇文区 is not in the GB/T 2260 revision of 2013-12, which applies on 2014-01-01, but \
                    in those of 1990-12 to 2009-12: use the code of the region that had its place then, or a date of that time
                      to look codes up: pairledger region list --on 2014-01-01
                    """),
            Case(
                "forward", "f", "--from", "653001", "--to", "653000", "--amount", "1", "--on", "2014-06-12",
                errors: """
                    pairledger: error: 653000 is not within 653001: money is forwarded from a tier to one below it
                      give a county or prefecture of 653001
                    """),
            // Dates and amounts.
            Case(
                "transfer", "t2", "--agreement", "c", "--amount", "1", "--on", "2014-02-19",
                errors: """
                    pairledger: error: the transfer on 2014-02-19 lies before agreement c on 2014-02-20
                      correct one of the two dates
                    """),
            Case(
                "transfer", "t2", "--agreement", "c", "--amount", "1", "--on", "2016-01-01",
                errors: """
                    pairledger: error: pairing p is valid from 2010-03-30 to 2015-12-31, not on 2016-01-01
                      correct the date, record the pairing that was valid then, or say why with --off-pair
                    """),
            Case(
                "commit", "c2", "--pairing", "p", "--fiscal-year", "2014", "--amount", "0", "--on", "2014-02-20",
                errors: """
                    pairledger: error: the amount is 0.00 CNY, but something must move
                      give an amount above zero
                    """),
            Case(
                "spend", "v2", "--project", "k", "--amount", "1.234", "--payee", "x", "--on", "2014-06-12", status: 2,
                errors: """
                    pairledger: error: The value '1.234' is invalid for '--amount <money>': amount "1.234" has 3 decimals, but CNY in \
                    yuan has 2; write it with at most 2 decimals; nothing is rounded for you
                    Help:  --amount <money>  In yuan, such as 1234.50 or 1,234.50; with 万元, 亿元, wan or yi behind it in that \
                    unit.
                    Usage: pairledger spend [<options>] [<identifier>] --project <id> --payee <name> --amount <money>
                      See 'pairledger spend --help' for more information.
                    """),
            Case(
                "spend", "v2", "--project", "k", "--amount", "1", "--payee", "x", "--on", "2014-02-30", status: 2,
                errors: """
                    pairledger: error: The value '2014-02-30' is invalid for '--on <date>': 2014-02-30 does not exist: February 2014 has \
                    28 days; write an existing day as YYYY-MM-DD
                    Help:  --on <date>  The day on which it happened (default: today).
                    Usage: pairledger spend [<options>] [<identifier>] --project <id> --payee <name> --amount <money>
                      See 'pairledger spend --help' for more information.
                    """),
            Case(
                "spend", "v 2", "--project", "k", "--amount", "1", "--payee", "x", status: 2,
                errors: """
                    pairledger: error: The value 'v 2' is invalid for '<identifier>': "v 2" is not an identifier: use letters, digits, '.', \
                    '_' and '-', beginning with a letter or digit, at most 64
                    Help:  <identifier>  The identifier that it is to have (default: one is made, and shown).
                    Usage: pairledger spend [<options>] [<identifier>] --project <id> --payee <name> --amount <money>
                      See 'pairledger spend --help' for more information.
                    """),
            // The same identifier for something else.
            Case(
                "transfer", "t", "--agreement", "c", "--amount", "5001", "--on", "2014-03-18",
                errors: """
                    pairledger: error: transfer/t is on record already, at position 3, with other content
                      see it with `pairledger log show 3`; give a new one an identifier of its own
                    """),
            Case(
                "receive", "t", "--amount", "2001", "--on", "2014-03-21", "--request-id", "voucher-1",
                errors: """
                    pairledger: error: request/voucher-1 is on record already, at position 4, with other content
                      see it with `pairledger log show 4`; give a new one an identifier of its own
                    """),
            // Wrong usage.
            Case(
                "return", "--project", "k", "--agreement", "c", "--amount", "1", status: 2,
                errors: """
                    pairledger: error: give either --project or --agreement
                    Usage: pairledger return [<options>] --amount <money>
                      See 'pairledger return --help' for more information.
                    """),
            Case(
                "bogus", status: 2,
                errors: """
                    pairledger: error: Unexpected argument 'bogus'
                    Usage: pairledger <subcommand>
                      See 'pairledger --help' for more information.
                    """),
        ]
    }
}
