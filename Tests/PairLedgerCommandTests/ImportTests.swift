import Interchange
import Testing

extension CommandSuite {
    @Suite("importing CSV files")
    struct ImportTests {
        private static func ledger() async throws -> CommandLedger {
            let ledger = try await CommandHome.ledger()
            try await ledger.record(
                "programme establish aid --name Aid --from 2010-03-30",
                "pairing form p --programme aid --donor 320000 --recipient 653000 --from 2010-03-30",
                "commit c --pairing p --fiscal-year 2014 --amount 10000 --on 2014-02-20",
                "transfer t --agreement c --amount 5000 --on 2014-03-18", "receive t --on 2014-03-21",
                "project approve K1 --name School --place 653000 --purpose education --planned-total 9000 "
                    + "--planned-aid 9000 --on 2014-01-10", "allocate K1 --amount 1200 --on 2014-04-08")
            return ledger
        }

        @Test("reports five different errors on five lines, each with its line and column, and records nothing")
        func fiveErrors() async throws {
            let ledger = try await Self.ledger()
            try ledger.home.write(
                """
                # five different errors
                payment,project,amount,payee,paid_on
                P1,K1,100,施工单位,2014-06-12
                P 2,K1,100,施工单位,2014-06-12
                P3,K1,1o0,施工单位,2014-06-12
                P4,K1,100,,2014-06-12
                P5,K1,100,施工单位,2014-06-31
                P6,K1,100,"施工"单位,2014-06-12

                """, to: "five-payments.csv")
            let outcome = try await ledger.run("import", "csv", "five-payments.csv")
            #expect(
                outcome.errors == """
                    five-payments.csv:4:1: error: "P 2" is not an identifier
                      4 | P 2,K1,100,施工单位,2014-06-12
                        | ^
                      use letters, digits, '.', '_' and '-', beginning with a letter or digit, at most 64
                    five-payments.csv:5:7: error: "1o0" is not an amount of money
                      5 | P3,K1,1o0,施工单位,2014-06-12
                        |       ^
                      write digits with a point before the decimals, such as 1234.50 or 1,234.50
                    five-payments.csv:6:11: error: "payee" is empty
                      6 | P4,K1,100,,2014-06-12
                        |           ^
                      it must be given
                    five-payments.csv:7:16: error: 2014-06-31 does not exist: June 2014 has 30 days
                      7 | P5,K1,100,施工单位,2014-06-31
                        |                    ^
                      write an existing day as YYYY-MM-DD, such as 2014-06-30
                    five-payments.csv:8:15: error: text follows the closing quote of a field
                      8 | P6,K1,100,"施工"单位,2014-06-12
                        |                 ^
                      put a comma after the field, or write every quote inside it twice
                    pairledger: error: five-payments.csv has 5 errors; nothing of it was recorded

                    """)
            #expect(outcome.status == 3)
            #expect(outcome.output == "")
            #expect(try await ledger.events() == 7)
        }

        @Test("points at the line and column of what only the ledger's rules can find, and records nothing")
        func decidedErrors() async throws {
            let ledger = try await Self.ledger()
            try ledger.home.write(
                """
                payment,project,amount,payee,paid_on
                P1,K1,100,施工单位,2014-06-12
                P2,K1,"1,300",施工单位,2014-06-12
                P3,K9,100,施工单位,2014-06-12
                P4,K1,100,施工单位,2013-06-12
                P5,K1,0,施工单位,2014-06-12

                """, to: "decided-payments.csv")
            let outcome = try await ledger.run("import", "csv", "decided-payments.csv")
            #expect(
                outcome.errors == """
                    decided-payments.csv:3:7: error: 1,300.00 CNY was asked for, but project K1 has 1,100.00 CNY (project:K1)
                      3 | P2,K1,"1,300",施工单位,2014-06-12
                        |       ^
                      record what it received first, or correct the amount
                    decided-payments.csv:4:4: error: there is no project K9 on record
                      4 | P3,K9,100,施工单位,2014-06-12
                        |    ^
                      check the identifier, or record it first: pairledger project propose K9 …
                    decided-payments.csv:5:16: error: the payment on 2013-06-12 lies before the project's approval on \
                    2014-01-10
                      5 | P4,K1,100,施工单位,2013-06-12
                        |                    ^
                      correct one of the two dates
                    decided-payments.csv:6:7: error: the amount is 0.00 CNY, but something must move
                      6 | P5,K1,0,施工单位,2014-06-12
                        |       ^
                      give an amount above zero
                    pairledger: error: decided-payments.csv has 4 errors; nothing of it was recorded

                    """)
            #expect(outcome.status == 3)
            #expect(try await ledger.events() == 7)
        }

        @Test("keeps the files before a wrong one, and leaves that one and those after it out")
        func filesInOrder() async throws {
            let ledger = try await Self.ledger()
            let header = "payment,project,amount,payee,paid_on\n"
            try ledger.home.write(header + "A1,K1,1,x,2014-06-12\n", to: "1-payments.csv")
            try ledger.home.write(header + "A2,K1,1,x,2014-06-12\nA3,K9,1,x,2014-06-12\n", to: "2-payments.csv")
            try ledger.home.write(header + "A4,K1,1,x,2014-06-12\n", to: "3-payments.csv")
            let outcome = try await ledger.run(
                "import", "csv", "1-payments.csv", "2-payments.csv", "3-payments.csv")
            #expect(
                outcome.errors == """
                    1-payments.csv: 1 row, 1 recorded
                    2-payments.csv:3:4: error: there is no project K9 on record
                      3 | A3,K9,1,x,2014-06-12
                        |    ^
                      check the identifier, or record it first: pairledger project propose K9 …
                    pairledger: error: 2-payments.csv has 1 error; nothing of it was recorded

                    """)
            #expect(outcome.status == 3)
            #expect(try await ledger.events() == 8)
        }

        @Test("says which columns a header lacks and which it should not have")
        func header() async throws {
            let ledger = try await Self.ledger()
            try ledger.home.write(
                "payment,project,sum,payee,paid_on\nP1,K1,12.34,x,2014-06-12\n", to: "header-payments.csv")
            let outcome = try await ledger.run("import", "csv", "header-payments.csv")
            #expect(
                outcome.errors == """
                    header-payments.csv:1:1: error: the column "amount" is missing
                      1 | payment,project,sum,payee,paid_on
                        | ^
                      add it; the file has "payment", "project", "sum", "payee", "paid_on"
                    header-payments.csv:1:17: error: the column "sum" is not known
                      1 | payment,project,sum,payee,paid_on
                        |                 ^
                      use one of "payment", "project", "instrument", "amount", "amount_wan", "amount_yi", "payee", "category", \
                    "paid_on"
                    pairledger: error: header-payments.csv has 2 errors; nothing of it was recorded

                    """)
            #expect(outcome.status == 3)
            #expect(try await ledger.events() == 7)
        }

        @Test("rounds a figure that a spreadsheet left, says so, and keeps its text in the event")
        func rounding() async throws {
            let ledger = try await Self.ledger()
            try ledger.home.write(
                "payment,project,amount,payee,paid_on\nP1,K1,12.3400000002,x,2014-06-12\n", to: "rounded-payments.csv")
            let checked = try await ledger.run("import", "csv", "--check", "rounded-payments.csv")
            let note = "note: rounded-payments.csv:2: amount 12.3400000002 was rounded to 12.34 CNY\n"
            #expect(checked.errors == note + "rounded-payments.csv: 1 row, 1 sound\n")
            #expect(checked.status == 0)
            #expect(try await ledger.events() == 7)
            let imported = try await ledger.run("import", "csv", "rounded-payments.csv", "--format", "csv")
            #expect(imported.errors == note + "rounded-payments.csv: 1 row, 1 recorded\n")
            #expect(
                imported.output
                    == "file,template,rows,recorded,already_recorded,rounded\r\nrounded-payments.csv,payments,1,1,0,1\r\n"
            )
            let entry = try await ledger.run("log", "show", "7", "--format", "ndjson").output
            #expect(entry.contains("\"data\":{\"amount\":1234,\"amount_text\":\"12.3400000002\","), "\(entry)")
            let again = try await ledger.run("import", "csv", "rounded-payments.csv", "--quiet")
            #expect(again.status == 0 && again.errors == "" && again.output == "")
            #expect(try await ledger.events() == 8)
        }

        @Test("records the sound rows of a file with errors when it is to keep going, and says so by its status")
        func keepGoing() async throws {
            let ledger = try await Self.ledger()
            try ledger.home.write(
                """
                支付编号,项目编号,金额（万元）,收款方,支付日期
                P1,K1,0.01,施工单位,2014年6月12日
                P2,K9,0.01,施工单位,2014/6/12
                P3,K1,0.02,施工单位,2014.6.31
                P4,K1,0.02,施工单位,2014-6-13

                """, to: "going-payments.csv")
            let refused = try await ledger.run("import", "csv", "going-payments.csv")
            #expect(refused.status == 3)
            #expect(try await ledger.events() == 7)
            let outcome = try await ledger.run("import", "csv", "--keep-going", "going-payments.csv")
            #expect(
                outcome.errors.hasSuffix(
                    "\ngoing-payments.csv: 3 rows, 2 recorded; 2 errors, whose rows are left out\n"),
                "\(outcome.errors)")
            #expect(outcome.errors.hasPrefix("going-payments.csv:3:4: error: there is no project K9 on record\n"))
            #expect(outcome.errors.contains("going-payments.csv:4:17: error: 2014-06-31 does not exist"))
            #expect(outcome.status == 1)
            #expect(try await ledger.events() == 9)
            try ledger.home.write(
                "支付编号,项目编号,金额（万元）,收款方,支付日期\nP1,K1,0.01,施工单位,2014-06-12\nP5,K1,0.01,甲,2014-06-12\n",
                to: "going-payments.csv")
            let again = try await ledger.run("import", "csv", "--keep-going", "going-payments.csv")
            #expect(
                again.errors == "going-payments.csv: 2 rows, 1 recorded, 1 on record already\n" && again.status == 0)
        }

        @Test("prints an empty file to fill in, without a ledger")
        func blank() async throws {
            let home = try await CommandHome.ledger()
            let chinese = try await home.run("import", "csv", "--template", "receipts", "--lang", "zh")
            let lines = "拨款编号,金额(万元),收款日期\r\n# JS-KZ-2021-T1,500,2021-03-21\r\n"
            #expect(chinese.output.unicodeScalars.drop { $0 == "\u{FEFF}" }.elementsEqual(lines.unicodeScalars))
            #expect(chinese.status == 0)
            let checked = try await home.run("import", "csv", "--template", "receipts", "--check")
            #expect(checked.status == 2)
        }

        @Test("takes two equal rows of a file as two, and the file once")
        func equalRows() async throws {
            let ledger = try await Self.ledger()
            let rows = "project,amount,allocated_on\nK1,100,2014-04-08\nK1,100,2014-04-08\n"
            try ledger.home.write(rows, to: "equal-allocations.csv")
            let first = try await ledger.run("import", "csv", "equal-allocations.csv")
            #expect(first.errors == "equal-allocations.csv: 2 rows, 2 recorded\n")
            #expect(try await ledger.events() == 9)
            let second = try await ledger.run("import", "csv", "equal-allocations.csv")
            #expect(second.errors == "equal-allocations.csv: 2 rows, 0 recorded, 2 on record already\n")
            try ledger.home.write(rows + "K1,100,2014-04-08\n", to: "equal-allocations.csv")
            let third = try await ledger.run("import", "csv", "equal-allocations.csv")
            #expect(third.errors == "equal-allocations.csv: 3 rows, 1 recorded, 2 on record already\n")
            #expect(try await ledger.events() == 10)
        }

        @Test("points at the second row of the same identifier, and records nothing")
        func repeatedIdentifier() async throws {
            let ledger = try await Self.ledger()
            try ledger.home.write(
                "payment,project,amount,payee,paid_on\nD1,K1,1,x,2014-06-12\nD1,K1,2,x,2014-06-12\n",
                to: "d-payments.csv")
            try ledger.home.write(
                "transfer,agreement,amount,sent_on\nt2,c,1,2014-06-12\nt2,c,1,2014-06-12\n", to: "d-transfers.csv")
            let payments = try await ledger.run("import", "csv", "d-payments.csv")
            #expect(
                payments.errors == """
                    d-payments.csv:3:1: error: payment/D1 stands here for the second time
                      3 | D1,K1,2,x,2014-06-12
                        | ^
                      give each an identifier of its own, or leave one of them out
                    pairledger: error: d-payments.csv has 1 error; nothing of it was recorded

                    """)
            #expect(payments.status == 3)
            let transfers = try await ledger.run("import", "csv", "d-transfers.csv")
            #expect(
                transfers.errors.hasPrefix("d-transfers.csv:3:1: error: transfer/t2 stands here for the second time\n"))
            #expect(transfers.status == 3)
            #expect(try await ledger.events() == 7)
        }

        @Test("refuses a file whose kind its name does not say, and one that is not there")
        func unreadable() async throws {
            let ledger = try await CommandHome.ledger()
            let unnamed = try await ledger.run("import", "csv", "stuff.csv")
            #expect(
                unnamed.errors == """
                    stuff.csv: error: the file's name does not say what it holds
                      say it with --template, one of: \(CSVTemplate.allCases.map(\.rawValue).joined(separator: ", "))

                    """)
            #expect(unnamed.status == 2)
            let missing = try await ledger.run("import", "csv", "--template", "payments", "stuff.csv")
            #expect(
                missing.errors == """
                    stuff.csv: error: the file cannot be opened: No such file or directory
                      check the path, and that the file may be read

                    """)
            #expect(missing.status == 2)
            let nothing = try await ledger.run("import", "csv")
            #expect(nothing.status == 2)
            #expect(
                nothing.errors.hasPrefix("pairledger: error: name at least one file\nUsage: pairledger import csv "))
        }
    }
}
