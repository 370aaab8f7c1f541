/// A camt.053 file as a bank would write it, with what a test wants to be otherwise.
struct CamtSample {
    struct Entry {
        var on = "2014-03-21"
        /// In 元; above zero for a credit.
        var amount = "5000.00"
        var isCredit = true
        var reference = "JS-KZ-2014-T1"
        var status = "BOOK"
        var other = "江苏省财政厅"
    }

    var version = "02"
    var namespace: String?
    var identifier = "2014-03"
    var bankAccount = "6530 0100 0012 34"
    var opening = "0.00"
    var closing = "3797.00"
    var currency = "CNY"
    var prologue = ""
    var pages = ""
    var entries = [
        Entry(),
        Entry(on: "2014-03-25", amount: "1200.00", isCredit: false, reference: "KZ14-001", other: "施工单位"),
        Entry(on: "2014-03-27", amount: "3.00000", isCredit: false, reference: "NOTPROVIDED", other: "银行"),
        Entry(on: "2014-03-31", amount: "77.00", status: "PDNG"),
    ]

    var statement: String {
        """
        <Stmt><Id>\(identifier)</Id>\(pages)<CreDtTm>2014-04-01T08:00:00</CreDtTm>
        <FrToDt><FrDtTm>2014-03-01T00:00:00</FrDtTm><ToDtTm>2014-03-31T23:59:59+08:00</ToDtTm></FrToDt>
        <Acct><Id><Othr><Id>\(bankAccount)</Id></Othr></Id><Ccy>\(currency)</Ccy></Acct>
        \(balance("OPBD", opening, "2014-03-01"))
        \(balance("CLBD", closing, "2014-03-31"))
        \(entries.map(entry).joined(separator: "\n"))
        </Stmt>
        """
    }

    var text: String { file(of: statement) }

    func file(of statements: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        \(prologue)<Document xmlns="\(namespace ?? "urn:iso:std:iso:20022:tech:xsd:camt.053.001.\(version)")">
        <BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId><CreDtTm>2014-04-01T08:00:00</CreDtTm></GrpHdr>
        \(statements)
        </BkToCstmrStmt></Document>

        """
    }

    private func balance(_ code: String, _ amount: String, _ on: String) -> String {
        let isDebit = amount.hasPrefix("-")
        return """
            <Bal><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry></Tp><Amt Ccy="\(currency)">\(amount.drop { $0 == "-" })</Amt>\
            <CdtDbtInd>\(isDebit ? "DBIT" : "CRDT")</CdtDbtInd><Dt><Dt>\(on)</Dt></Dt></Bal>
            """
    }

    private func entry(_ entry: Entry) -> String {
        let isNew = version == "08"
        let side = entry.isCredit ? "Dbtr" : "Cdtr"
        let name = "<Nm>\(entry.other)</Nm>"
        return """
            <Ntry><Amt Ccy="\(currency)">\(entry.amount)</Amt><CdtDbtInd>\(entry.isCredit ? "CRDT" : "DBIT")</CdtDbtInd>
            <Sts>\(isNew ? "<Cd>\(entry.status)</Cd>" : entry.status)</Sts>
            <BookgDt><Dt>\(entry.on)</Dt></BookgDt><ValDt><DtTm>\(entry.on)T00:00:00+08:00</DtTm></ValDt>
            <AcctSvcrRef>NB-1</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>\(entry.reference)</EndToEndId></Refs>
            <RltdPties><\(side)>\(isNew ? "<Pty>\(name)</Pty>" : name)</\(side)></RltdPties>
            </TxDtls></NtryDtls></Ntry>
            """
    }
}
