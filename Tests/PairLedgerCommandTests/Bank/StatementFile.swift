/// A camt.053 file of the account that ends with 1234, for March 2014.
struct StatementFile {
    struct Entry {
        let on: String
        /// In 元; below zero for money that went out.
        let amount: Int
        let reference: String

        init(_ on: String, _ amount: Int, _ reference: String) {
            self.on = on
            self.amount = amount
            self.reference = reference
        }
    }

    var identifier = "2014-03"
    var opening = 0
    var closing: Int?
    var entries: [Entry]

    var text: String {
        let last = closing ?? entries.reduce(opening) { $0 + $1.amount }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>
            <Stmt><Id>\(identifier)</Id><FrToDt><FrDtTm>2014-03-01T00:00:00</FrDtTm><ToDtTm>2014-03-31T00:00:00</ToDtTm></FrToDt>
            <Acct><Id><Othr><Id>65300100001234</Id></Othr></Id></Acct>
            \(balance("OPBD", opening, "2014-03-01"))
            \(balance("CLBD", last, "2014-03-31"))
            \(entries.map(entry).joined(separator: "\n"))
            </Stmt></BkToCstmrStmt></Document>

            """
    }

    private func balance(_ code: String, _ amount: Int, _ on: String) -> String {
        "<Bal><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry></Tp>\(side(amount))<Dt><Dt>\(on)</Dt></Dt></Bal>"
    }

    private func entry(_ entry: Entry) -> String {
        "<Ntry>\(side(entry.amount))<Sts>BOOK</Sts><BookgDt><Dt>\(entry.on)</Dt></BookgDt><NtryDtls><TxDtls><Refs>"
            + "<EndToEndId>\(entry.reference)</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>"
    }

    private func side(_ amount: Int) -> String {
        "<Amt Ccy=\"CNY\">\(abs(amount)).00</Amt><CdtDbtInd>\(amount < 0 ? "DBIT" : "CRDT")</CdtDbtInd>"
    }
}
