import Assistance
import Interchange
import Testing

@Suite("What is wrong with the rows of a CSV file")
struct CSVProblemTests {
    /// A text that cannot stand in a column of this kind, and what is said of it.
    private struct Bad: Sendable {
        let text: String
        let message: String
        let remedy: String?
    }

    private static func identifiers() -> [Bad] {
        ["A 1", "-A", "村小学", "A/1", String(repeating: "x", count: 65)].map {
            Bad(
                text: $0, message: "\"\($0)\" is not an identifier",
                remedy: "use letters, digits, '.', '_' and '-', beginning with a letter or digit, at most 64")
        }
    }

    private static func regions() -> [Bad] {
        ["65300", "6530001", "江苏", "６５３０００", "010000", "65 000"].map {
            Bad(
                text: $0,
                message: "\"\($0)\" is not a region code: write the six digits of GB/T 2260 (of a longer township or "
                    + "village code, its first six), or 000000 for the central government", remedy: nil)
        }
    }

    private static func dates() -> [Bad] {
        [
            ("2014-02-29", "2014-02-29 does not exist: February 2014 has 28 days"),
            ("2014-13-01", "2014-13-01 does not exist: months go from 01 to 12"),
            ("2014/2/30", "2014-02-30 does not exist: February 2014 has 28 days"),
            ("2014年13月1日", "2014-13-01 does not exist: months go from 01 to 12"),
            ("2014.4.31", "2014-04-31 does not exist: April 2014 has 30 days"),
            ("2014年2月", "\"2014年2月\" has not \"-\" at character 5; write a date as YYYY-MM-DD, such as 2021-06-30"),
            (
                "20/2/2014",
                "\"20/2/2014\" has not a digit at character 3; write a date as YYYY-MM-DD, such as 2021-06-30"
            ),
            (
                "2014/06/1",
                "\"2014/06/1\" has not \"-\" at character 5; write a date as YYYY-MM-DD, such as 2021-06-30"
            ),
            ("14-2-3", "\"14-2-3\" has not a digit at character 3; write a date as YYYY-MM-DD, such as 2021-06-30"),
            ("2014-02", "\"2014-02\" is too short; write a date as YYYY-MM-DD, such as 2021-06-30"),
            ("2014-02-20T00", "\"2014-02-20T00\" goes on after the date; write YYYY-MM-DD and nothing else"),
        ].map {
            Bad(text: $0, message: $1, remedy: "write an existing day as YYYY-MM-DD, such as 2014-06-30")
        }
    }

    private static func amounts() -> [Bad] {
        ["abc", "1,23", "1e5", "1.", ".5", "１２", "1 000", "5 美元", "--5", "=SUM(A1)"].map {
            Bad(
                text: $0, message: "\"\($0)\" is not an amount of money",
                remedy: "write digits with a point before the decimals, such as 1234.50 or 1,234.50")
        } + [
            Bad(
                text: "90071992547409.92", message: "amount \"90071992547409.92\" is larger than any ledger can hold",
                remedy: "the most is 90,071,992,547,409.91 CNY: check the digits and the unit")
        ]
    }

    private static func counts() -> [Bad] {
        ["many", "1.5", "12%", "1e3", "１２"].map {
            Bad(text: $0, message: "\"\($0)\" is not a whole number", remedy: "write digits, such as 1200")
        }
    }

    private static func figures() -> [Bad] {
        ["many", "1.5", "12.345%", "%", "9007199254740992"].map {
            Bad(
                text: $0, message: "\"\($0)\" is not a figure",
                remedy: "write a whole number, such as 1200, or a percentage of at most two decimals, such as 93.5%")
        }
    }

    private static func choices(_ name: String, _ known: [String]) -> [Bad] {
        ["?", known[0].uppercased(), "财政"].map {
            Bad(
                text: $0, message: "\"\($0)\" is not a known \(name)",
                remedy: "use one of: " + known.joined(separator: ", "))
        }
    }

    /// Nil for a column that holds any words.
    private static func bad(in name: String, of template: CSVTemplate, amount: Bool) -> [Bad]? {
        switch name {
        case _ where amount: amounts()
        case "indicator" where template == .figures: choices(name, RegionIndicator.allCases.map(\.rawValue))
        case "value" where template == .figures:
            ["many", "1.5", "12%", "-"].map {
                Bad(
                    text: $0, message: "\"\($0)\" is not a figure of population",
                    remedy: "write a whole number, such as 365")
            }
        case "cooperation", "indicator", "contract": identifiers()
        case "region": regions()
        case "value": figures()
        case "baseline", "target":
            figures() + [Bad(text: "12", message: "12 is no percentage", remedy: "write it as 93.5%")]
        case "persons", "households", "eligible_population", "registered_poor", "days", "jobs", "linked_households",
            "report":
            counts()
        case "year":
            ["13", "2O13"].map {
                Bad(text: $0, message: "\"\($0)\" is not a year", remedy: "write four digits, such as 2014")
            }
        case "digest":
            ["0a", String(repeating: "0A", count: 32)].map {
                Bad(
                    text: $0, message: "\"\($0)\" is not a digest",
                    remedy: "write the 64 small hexadecimal digits of its SHA-256")
            }
        case "designation": choices(name, Designation.allCases.map(\.rawValue))
        case "method" where template == .contracts: choices(name, ProcurementMethod.allCases.map(\.rawValue))
        case "measure": choices(name, ["unit", "percentage", "ordinal"])
        case "ascending": choices(name, ["yes", "no"])
        case "group": choices(name, BeneficiaryGroup.allCases.map(\.rawValue))
        case "direction": choices(name, ["to-recipient", "to-donor"])
        case "profession": choices(name, ["cadres", "doctors", "teachers", "technicians"])
        case "workplace": choices(name, Workplace.allCases.map(\.rawValue))
        case "industry": choices(name, Industry.allCases.map(\.rawValue))
        case "buyer_kind": choices(name, ["government", "trade-unions", "enterprises", "consumers"])
        case "basis", "source", "reason", "supplier", "buyer", "milestone", "unit", "reported_by", "remark": nil
        case "verified_by", "method", "disputed_by", "topic", "goods", "investor": nil
        case "programme", "pairing", "agreement", "transfer", "project", "payment": identifiers()
        case "donor", "recipient", "from", "to", "place": regions()
        case "fiscal_year":
            ["14", "20144", "2O14", "二〇一四"].map {
                Bad(text: $0, message: "\"\($0)\" is not a year", remedy: "write four digits, such as 2014")
            }
        case "instrument":
            choices(name, ["fiscal", "social-donation", "central-enterprise", "central-transfer"])
        case "scope": choices(name, ["own", "joint"])
        case "purpose":
            choices(
                name,
                [
                    "housing-infrastructure", "education", "employment-training", "industry", "cadres-talent",
                    "social-services",
                ])
        case "name", "name_zh", "legal_basis", "payee", "category": nil
        case "statement", "reference", "counterparty", "bank_reference": nil
        case "account":
            ["653001", "holding", "holding:", "bank:653001", "holding:653001/"].map {
                Bad(
                    text: $0, message: "\"\($0)\" is no account of the ledger",
                    remedy: "write it such as holding:653001")
            }
        case "bank_account":
            ["—", "账号"].map {
                Bad(
                    text: $0, message: "\"\($0)\" is no number of a bank account",
                    remedy: "write its letters and digits")
            }
        default: dates()
        }
    }

    @Test(
        "a field that is not what its column says is reported with its line, its column and what to write",
        arguments: TemplateSample.all)
    func kinds(sample: TemplateSample) throws {
        for column in sample.template.columns {
            for bad in Self.bad(in: column.name, of: sample.template, amount: column.isAmount) ?? [] {
                let text = sample.file(replacing: [column.name: bad.text])
                let file = try imported("# a remark\n\n" + text, as: sample.template)
                let comment: Comment = "\(column.name): \(bad.text)"
                #expect(file.rows.isEmpty && file.rounded.isEmpty, comment)
                try #require(file.problems.count == 1, comment)
                let problem = file.problems[0]
                #expect(problem.code == .value && problem.message == bad.message, comment)
                #expect(problem.remedy == bad.remedy, comment)
                #expect(file.places == ["4:\(sample.column(of: column.name))"], comment)
                #expect(problem.excerpt == text.split(separator: "\n").last.map { String($0) }, comment)
                #expect(problem.file.hasSuffix("/rows.csv"), comment)
            }
        }
    }

    @Test("a required field that is empty or blank is reported at its place", arguments: TemplateSample.all)
    func empty(sample: TemplateSample) throws {
        for column in sample.template.columns where column.isRequired {
            for nothing in ["", " ", "\u{3000}"] {
                let file = try imported(sample.file(replacing: [column.name: nothing]), as: sample.template)
                #expect(file.rows.isEmpty)
                #expect(file.problems.map(\.message) == ["\"\(column.name)\" is empty"])
                #expect(file.problems.map(\.remedy) == ["it must be given"])
                #expect(file.places == ["2:\(sample.column(of: column.name))"])
            }
        }
    }

    @Test("an amount that is empty is missed in the column that the file has")
    func emptyInUnit() throws {
        let one = try imported("transfer,amount_wan,received_on\nT1,,2014-03-21\n", as: .receipts)
        #expect(one.problems.map(\.message) == ["\"amount_wan\" is empty"] && one.places == ["2:4"])
        let two = try imported("transfer,amount_yi,amount,received_on\nT1,,,2014-03-21\n", as: .receipts)
        #expect(two.problems.map(\.message) == ["\"amount\" is empty"] && two.places == ["2:5"])
    }

    @Test("an amount in two units is refused, even if both say the same")
    func twoUnits() throws {
        let file = try imported(
            """
            transfer,amount,amount_wan,amount_yi,received_on
            T1,10000,1,,2014-03-21
            T2,10000,,,2014-03-21
            T3,,1,,2014-03-21
            T4,1,,1,2014-03-21
            T5,1,1,1,2014-03-21

            """, as: .receipts)
        #expect(file.rows.map(\.record.line) == [3, 4])
        #expect(file.places == ["2:10", "5:7", "6:8"])
        #expect(file.problems.allSatisfy { $0.message == "the amount is given in two units" })
        #expect(file.problems.allSatisfy { $0.remedy == "leave one of the columns empty" })
    }

    @Test("all that is wrong with a row is reported")
    func oneRow() throws {
        let file = try imported(
            """
            payment,project,instrument,amount,payee,category,paid_on
            P 1,K/1,gift,1o0, ,,2014-06-31

            """, as: .payments)
        #expect(file.rows.isEmpty)
        #expect(file.places == ["2:1", "2:5", "2:9", "2:14", "2:18", "2:21"])
        #expect(
            file.problems.map(\.message) == [
                "\"P 1\" is not an identifier", "\"K/1\" is not an identifier", "\"gift\" is not a known instrument",
                "\"1o0\" is not an amount of money", "\"payee\" is empty",
                "2014-06-31 does not exist: June 2014 has 30 days",
            ])
    }

    @Test("every bad row is reported, and the good ones between them are read")
    func manyRows() throws {
        let file = try imported(
            """
            project,aid_done_wan,total_done_wan,reported_on
            K1,x,2,2014-06-30
            K2,1,2,2014-06-30
            K3,1,2
            "K4"x,1,2,2014-06-30

            K 5,1,,2014-06-30
            K6,1,2,2014-06-30

            """, as: .progress)
        #expect(file.rows.map(\.record.line) == [3, 8])
        #expect(file.places == ["2:4", "4:1", "5:5", "7:1", "7:7"])
        #expect(file.problems.map(\.code) == [.value, .fieldCount, .syntax, .value, .value])
    }

    @Test("a line break or another control character is refused in any field, and said once for each")
    func controlCharacters() throws {
        let file = try imported(
            """
            payment,project,amount,payee,category,paid_on
            P1,K1,1,"Smith
            Sons",\u{7F},2014-06-12
            P2,K1,1,a\u{1B}[31mb,,2014-06-12\t
            P3,K1,1,村\u{85}民,x,2014-06-12
            P4,K1,1,村民　二组,\u{A0}é🏫,2014-06-12

            """, as: .payments)
        #expect(file.rows.map { ($0.request as? SpendFunds)?.payment } == [id("P4")])
        #expect(file.places == ["2:9", "3:7", "4:9", "4:18", "5:9"])
        #expect(
            file.problems.allSatisfy {
                $0.code == .value && $0.message == "the field has a line break or another control character in it"
                    && $0.remedy == "write it on one line, in ordinary characters"
            })
    }
}
