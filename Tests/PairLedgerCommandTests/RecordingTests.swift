import Testing

extension CommandSuite {
    @Suite("recording")
    struct RecordingTests {
        /// A command, and the table that it shows.
        private struct Step {
            let command: [String]
            let table: String

            init(_ command: String..., table: String) {
                self.command = command
                self.table = table + "\n"
            }
        }

        @Test("shows of every kind of record what was recorded, and nothing of it on standard error")
        func everyKind() async throws {
            let ledger = try await CommandHome.ledger()
            for step in Self.steps {
                let outcome = try await ledger.run(step.command)
                #expect(outcome.output == step.table, "\(step.command)")
                #expect(outcome.errors == "", "\(step.command)")
                #expect(outcome.status == 0, "\(step.command)")
            }
            #expect(try await ledger.events() == Int64(Self.steps.count))
        }

        @Test("makes an identifier where none is given: another one each time, but the same for a repeated request")
        func madeIdentifiers() async throws {
            let ledger = try await Self.ledger()
            let before = try await ledger.events()
            func transfer(_ options: String...) async throws -> String {
                let words = ["transfer", "--agreement", "c", "--amount", "1", "--on", "2014-03-18"]
                let outcome = try await ledger.run(words + options + ["--format", "csv"])
                try #require(outcome.status == 0, "\(outcome.errors)")
                let made = try #require(outcome.output.firstMatch(of: /transfer\/([0-9a-hjkmnp-tv-z]{26}),/))
                return String(made.output.1)
            }
            var made = [try await transfer(), try await transfer(), try await transfer("--request-id", "v-1")]
            #expect(try await transfer("--request-id", "v-1") == made[2])
            #expect(try await ledger.events() == before + 3)
            made.append(try await transfer("--request-id", "v-2"))
            #expect(Set(made).count == 4)
            #expect(made[0] < made[1], "those made later stand behind")
        }

        @Test("without recording it shows what would be recorded, and leaves the ledger as it is")
        func dryRun() async throws {
            let ledger = try await Self.ledger()
            let outcome = try await ledger.run(
                "transfer", "t2", "--agreement", "c", "--amount", "1万元", "--on", "2014-03-18", "--dry-run")
            #expect(
                outcome.output == """
                    Would be recorded

                    Events
                    Position  Outcome       Type              Stream       Version  Effective on
                    --------  ------------  ----------------  -----------  -------  ------------
                              not recorded  FundsTransferred  transfer/t2        1  2014-03-18

                    Postings (amounts in yuan)
                    Position  Account       Amount
                    --------  ------------  ------
                              committed:c   -4,000
                              donor:320000  -6,000
                              transit:t2    10,000

                    """)
            #expect(
                outcome.errors
                    == "6,000.00 CNY of 10,000.00 CNY is beyond what agreement c promised; it is marked as uncommitted\n"
            )
            #expect(outcome.status == 0)
            #expect(try await ledger.events() == 4)
            let quiet = try await ledger.run(
                "transfer", "t2", "--agreement", "c", "--amount", "1万元", "--on", "2014-03-18", "--dry-run", "--quiet")
            #expect(quiet.output == outcome.output && quiet.errors == "")
        }

        @Test("repeated gives the first answer again, by the identifier or by --request-id, and records nothing new")
        func repeated() async throws {
            let ledger = try await Self.ledger()
            let receive = ["receive", "t", "--amount", "100", "--on", "2014-03-21", "--request-id", "voucher-17"]
            let first = try await ledger.run(receive)
            #expect(first.status == 0 && first.errors == "")
            for command in [
                receive, ["transfer", "t", "--agreement", "c", "--amount", "6000", "--on", "2014-03-18"],
            ] {
                let again = try await ledger.run(command)
                let position = command == receive ? 4 : 3
                #expect(again.status == 0)
                #expect(
                    again.errors.wholeMatch(
                        of: /already on record at position (\d) since (\S+)Z; nothing new was recorded\n/)?.1
                        == "\(position)", "\(again.errors)")
                #expect(again.output.contains("\n       \(position)  already recorded  "), "\(again.output)")
            }
            #expect(
                try await ledger.run(receive + ["--quiet"]).output == """
                    On record already

                    Events
                    Position  Outcome           Type           Stream      Version  Effective on
                    --------  ----------------  -------------  ----------  -------  ------------
                           4  already recorded  FundsReceived  transfer/t        2  2014-03-21

                    Postings (amounts in yuan)
                    Position  Account         Amount
                    --------  --------------  ------
                           4  transit:t         -100
                           4  holding:653000     100

                    """)
            #expect(try await ledger.events() == 5)
            // Without a request of its own the same words are another receipt.
            let other = try await ledger.run("receive", "t", "--amount", "100", "--on", "2014-03-21")
            #expect(other.status == 0)
            #expect(
                other.errors
                    == "the same stood at position 4 already and is on record twice now; with --request-id a repetition is "
                    + "recognised\n")
            #expect(try await ledger.events() == 6)
        }

        @Test("of several payments at once, together beyond what the project has, refuses those that it cannot pay")
        func atOnce() async throws {
            let ledger = try await Self.ledger()
            try await ledger.record(
                "receive t --on 2014-03-21",
                "project approve k --name School --place 653000 --purpose education --planned-total 900 --planned-aid 900 "
                    + "--on 2014-01-10", "allocate k --amount 350 --on 2014-04-08")
            let payments = try (1...4).map {
                try ledger.home.start(
                    ["spend", "v\($0)", "--project", "k", "--amount", "100", "--payee", "x", "--on", "2014-06-12"],
                    variables: ["PAIRLEDGER_LEDGER": ledger.name])
            }
            var outcomes: [CommandOutcome] = []
            for payment in payments { outcomes.append(await payment.outcome()) }
            #expect(outcomes.map(\.status).sorted() == [0, 0, 0, 3])
            let refused = try #require(outcomes.first { $0.status == 3 })
            #expect(
                refused.errors == """
                    pairledger: error: 100.00 CNY was asked for, but project k has 50.00 CNY (project:k)
                      record what it received first, or correct the amount

                    """)
            #expect(try await ledger.events() == 10)
        }

        @Test("names who says so: the option, else the variable, else the user")
        func actor() async throws {
            let ledger = try await Self.ledger()
            let receive = ["receive", "t", "--amount", "1", "--on", "2014-03-21", "--quiet"]
            _ = try await ledger.run(receive + ["--actor", "县财政局"])
            _ = try await ledger.run(receive)
            _ = try await ledger.run(receive, variables: ["PAIRLEDGER_ACTOR": ""])
            let lines = try await ledger.run("log", "show", "--from", "4", "--format", "ndjson").output.split(
                separator: "\n")
            #expect(lines.count == 3)
            #expect(lines[0].hasPrefix("{\"actor\":\"县财政局\","))
            #expect(lines[1].hasPrefix("{\"actor\":\"county finance bureau\","))
            #expect(lines[2].prefixMatch(of: /\{"actor":"[^"@]+@[^"]+",/) != nil, "\(lines[2])")
        }

        @Test("writes no escape sequence into a pipe or a file, with colours wanted or not")
        func colours() async throws {
            let ledger = try await Self.ledger()
            let plain = try await ledger.run("report", "position")
            for (arguments, variables) in [
                ([], ["NO_COLOR": "1"]), (["--no-color"], [:]), ([], ["TERM": "xterm-256color"]),
            ] as [([String], [String: String])] {
                let outcome = try await ledger.run(["report", "position"] + arguments, variables: variables)
                #expect(outcome.output == plain.output)
                #expect(!outcome.output.contains("\u{1B}"))
                #expect(outcome.errors == "")
            }
        }

        private static func ledger() async throws -> CommandLedger {
            let ledger = try await CommandHome.ledger()
            try await ledger.record(
                "programme establish aid --name Aid --from 2010-03-30",
                "pairing form p --programme aid --donor 320000 --recipient 653000 --from 2010-03-30",
                "commit c --pairing p --fiscal-year 2014 --amount 10000 --on 2014-02-20",
                "transfer t --agreement c --amount 6000 --on 2014-03-18")
            return ledger
        }

        private static let steps = [
            Step(
                "programme", "establish", "aid-xinjiang", "--name", "Paired assistance to Xinjiang", "--name-zh",
                "对口支援新疆", "--from", "2010-03-30",
                table: """
                    Recorded

                    Events
                    Position  Outcome   Type                  Stream                  Version  Effective on
                    --------  --------  --------------------  ----------------------  -------  ------------
                           0  recorded  ProgrammeEstablished  programme/aid-xinjiang        1  2010-03-30
                    """),
            Step(
                "pairing", "form", "JS-KZ", "--programme", "aid-xinjiang", "--donor", "320000", "--recipient", "653000",
                "--from", "2010-03-30",
                table: """
                    Recorded

                    Events
                    Position  Outcome   Type           Stream         Version  Effective on
                    --------  --------  -------------  -------------  -------  ------------
                           1  recorded  PairingFormed  pairing/JS-KZ        1  2010-03-30
                    """),
            Step(
                "commit", "JS-KZ-2014", "--pairing", "JS-KZ", "--fiscal-year", "2014", "--amount", "41759万元", "--on",
                "2014-02-20", "--due", "2014-12-31",
                table: """
                    Recorded

                    Events
                    Position  Outcome   Type            Stream                Version  Effective on
                    --------  --------  --------------  --------------------  -------  ------------
                           2  recorded  FundsCommitted  agreement/JS-KZ-2014        1  2014-02-20

                    Postings (amounts in yuan)
                    Position  Account                     Amount
                    --------  --------------------  ------------
                           2  donor:320000          -417,590,000
                           2  committed:JS-KZ-2014   417,590,000
                    """),
            Step(
                "transfer", "T1", "--agreement", "JS-KZ-2014", "--amount", "1.1亿元", "--on", "2014-03-18",
                table: """
                    Recorded

                    Events
                    Position  Outcome   Type              Stream       Version  Effective on
                    --------  --------  ----------------  -----------  -------  ------------
                           3  recorded  FundsTransferred  transfer/T1        1  2014-03-18

                    Postings (amounts in yuan)
                    Position  Account                     Amount
                    --------  --------------------  ------------
                           3  committed:JS-KZ-2014  -110,000,000
                           3  transit:T1             110,000,000
                    """),
            Step(
                "receive", "T1", "--on", "2014-03-21", "--unit", "yi",
                table: """
                    Recorded

                    Events
                    Position  Outcome   Type           Stream       Version  Effective on
                    --------  --------  -------------  -----------  -------  ------------
                           4  recorded  FundsReceived  transfer/T1        2  2014-03-21

                    Postings (amounts in 100 million yuan, 亿元)
                    Position  Account         Amount
                    --------  --------------  ------
                           4  transit:T1        -1.1
                           4  holding:653000     1.1
                    """),
            Step(
                "forward", "KZ14-F1", "--from", "653000", "--to", "653001", "--amount", "6844万元", "--on", "2014-03-27",
                "--unit", "wan",
                table: """
                    Recorded

                    Events
                    Position  Outcome   Type            Stream            Version  Effective on
                    --------  --------  --------------  ----------------  -------  ------------
                           5  recorded  FundsForwarded  transfer/KZ14-F1        1  2014-03-27

                    Postings (amounts in 10,000 yuan, 万元)
                    Position  Account          Amount
                    --------  ---------------  ------
                           5  holding:653000   -6,844
                           5  transit:KZ14-F1   6,844
                    """),
            Step(
                "project", "approve", "KZ14-001", "--name", "Vocational school workshops", "--place", "653000",
                "--purpose", "education", "--planned-total", "1050万元", "--planned-aid", "600万元", "--on", "2014-01-10",
                table: """
                    Recorded

                    Events
                    Position  Outcome   Type             Stream            Version  Effective on
                    --------  --------  ---------------  ----------------  -------  ------------
                           6  recorded  ProjectApproved  project/KZ14-001        1  2014-01-10
                    """),
            Step(
                "allocate", "KZ14-001", "--amount", "1500000.50", "--on", "2014-04-08",
                table: """
                    Recorded

                    Events
                    Position  Outcome   Type            Stream            Version  Effective on
                    --------  --------  --------------  ----------------  -------  ------------
                           7  recorded  FundsAllocated  project/KZ14-001        2  2014-04-08

                    Postings (amounts in yuan)
                    Position  Account                  Amount
                    --------  ----------------  -------------
                           7  holding:653000    -1,500,000.50
                           7  project:KZ14-001   1,500,000.50
                    """),
            Step(
                "spend", "KZ14-001-P1", "--project", "KZ14-001", "--amount", "132万元", "--payee",
                "the equipment supplier", "--on", "2014-06-12",
                table: """
                    Recorded

                    Events
                    Position  Outcome   Type        Stream            Version  Effective on
                    --------  --------  ----------  ----------------  -------  ------------
                           8  recorded  FundsSpent  project/KZ14-001        3  2014-06-12

                    Postings (amounts in yuan)
                    Position  Account               Amount
                    --------  ----------------  ----------
                           8  project:KZ14-001  -1,320,000
                           8  spent:KZ14-001     1,320,000
                    """),
            Step(
                "project", "progress", "KZ14-001", "--aid-done", "147万元", "--total-done", "247万元", "--on", "2014-06-30",
                table: """
                    Recorded

                    Events
                    Position  Outcome   Type          Stream            Version  Effective on
                    --------  --------  ------------  ----------------  -------  ------------
                           9  recorded  WorkReported  project/KZ14-001        4  2014-06-30
                    """),
            Step(
                "return", "--project", "KZ14-001", "--amount", "3万元", "--reason", "tender below estimate", "--on",
                "2014-11-20",
                table: """
                    Recorded

                    Events
                    Position  Outcome   Type           Stream            Version  Effective on
                    --------  --------  -------------  ----------------  -------  ------------
                          10  recorded  FundsReleased  project/KZ14-001        5  2014-11-20

                    Postings (amounts in yuan)
                    Position  Account            Amount
                    --------  ----------------  -------
                          10  project:KZ14-001  -30,000
                          10  holding:653000     30,000
                    """),
            Step(
                "return", "--agreement", "JS-KZ-2014", "--from", "653000", "--amount", "3万元", "--on", "2014-12-10",
                table: """
                    Recorded

                    Events
                    Position  Outcome   Type           Stream                Version  Effective on
                    --------  --------  -------------  --------------------  -------  ------------
                          11  recorded  FundsReturned  agreement/JS-KZ-2014        2  2014-12-10

                    Postings (amounts in yuan)
                    Position  Account          Amount
                    --------  --------------  -------
                          11  holding:653000  -30,000
                          11  donor:320000     30,000
                    """),
        ]
    }
}
