extension CSVTemplate {
    public var columns: [CSVColumn] {
        switch self {
        case .programmes, .pairings, .agreements, .transfers, .receipts, .forwards, .returns: fundColumns
        case .projects, .allocations, .payments, .progress, .contracts, .starts, .milestones, .releases: projectColumns
        case .statements: Self.statementColumns
        case .designations, .delistings, .figures: regionColumns
        case .indicators, .outcomes, .beneficiaries, .verifications, .disputes: outcomeColumns
        case .secondments, .placements, .trainings, .purchases, .investments: cooperationColumns
        }
    }

    private static let agreement = CSVColumn.required("agreement", "协议编号", "identifier", "JS-KZ-2021")
    private static let transfer = CSVColumn.required("transfer", "拨款编号", "identifier", "JS-KZ-2021-T1")
    private static let project = CSVColumn.required("project", "项目编号", "identifier", "KZ21-001")
    private static let instrument = CSVColumn.optional(
        "instrument", "资金性质", "kind of money, fiscal if left out", "fiscal", "财政援助")
    private static let name = CSVColumn.required("name", "英文名称", "in English", "Village school")
    private static let nameZH = CSVColumn.optional("name_zh", "名称", "official name", "", "村小学")

    private var fundColumns: [CSVColumn] {
        switch self {
        case .programmes:
            [
                .required("programme", "帮扶计划编号", "identifier", "AID-XJ"),
                .required("name", "英文名称", "in English", "Paired assistance to Xinjiang"),
                .optional("name_zh", "名称", "official name", "", "对口支援新疆"),
                .optional("legal_basis", "依据", "decision, plan or law", "Conference of March 2010", "全国对口支援新疆工作会议"),
                .required("starts_on", "开始日期", "date", "2010-03-30"), .optional("ends_on", "结束日期", "date", ""),
            ]
        case .pairings:
            [
                .required("pairing", "结对编号", "identifier", "JS-KZ"),
                .required("programme", "帮扶计划编号", "identifier", "AID-XJ"),
                .required("donor", "支援方代码", "region code, 000000 for the central government", "320000"),
                .required("recipient", "受援方代码", "region code", "653000"),
                .required("starts_on", "开始日期", "date", "2010-03-30"), .optional("ends_on", "结束日期", "date", ""),
            ]
        case .agreements:
            [
                Self.agreement, .required("pairing", "结对编号", "identifier", "JS-KZ"),
                .required("fiscal_year", "财政年度", "year", "2021"), Self.instrument,
                .amount("amount", "金额", "promised", "5000"), .required("agreed_on", "签订日期", "date", "2021-02-20"),
                .optional("due_on", "到期日期", "date", "2021-12-31"),
            ]
        case .transfers:
            [
                Self.transfer, Self.agreement, .amount("amount", "金额", "sent", "500"),
                .required("sent_on", "拨付日期", "date", "2021-03-18"),
            ]
        case .receipts:
            [
                Self.transfer, .amount("amount", "金额", "received", "500"),
                .required("received_on", "收款日期", "date", "2021-03-21"),
            ]
        case .forwards:
            [
                .required("transfer", "拨款编号", "identifier", "KZ-653001-T1"),
                .required("from", "拨出地区代码", "region code", "653000"),
                .required("to", "拨入地区代码", "code of a region within it", "653001"), Self.instrument,
                .amount("amount", "金额", "sent on", "200"), .required("sent_on", "拨付日期", "date", "2021-03-27"),
            ]
        default:
            [
                Self.agreement, .required("from", "退回地区代码", "region code", "653000"),
                .amount("amount", "金额", "given back to the donor", "10"), .required("on", "退回日期", "date", "2021-12-20"),
                .optional("reason", "原因", "why", "project cancelled", "项目取消"),
            ]
        }
    }

    private var projectColumns: [CSVColumn] {
        switch self {
        case .projects:
            [
                Self.project, Self.name, Self.nameZH, .required("place", "地区代码", "region code", "653001"),
                .optional("scope", "实施范围", "own or joint, own if left out", "own", "本级"),
                .required("purpose", "用途", "code", "education", "教育"),
                .amount("planned_total", "计划总投资", "of all sources", "300"),
                .amount("planned_aid", "计划援助资金", "of the aid", "200"),
                .optional("planned_start", "计划开工日期", "date", "2021-04-10"),
                .optional("planned_end", "计划完工日期", "date", "2022-06-30"),
                .required("approved_on", "批复日期", "date", "2021-01-10"),
            ]
        case .allocations:
            [
                Self.project, .optional("from", "拨出地区代码", "region code, the project's if left out", "653001"),
                Self.instrument, .amount("amount", "金额", "given", "200"),
                .required("allocated_on", "安排日期", "date", "2021-04-08"),
            ]
        case .payments:
            [
                .required("payment", "支付编号", "identifier", "KZ21-001-P1"), Self.project, Self.instrument,
                .amount("amount", "金额", "paid", "60"), .required("payee", "收款方", "who was paid", "the builder", "施工单位"),
                .optional("category", "支出类别", "what for", "construction", "工程款"),
                .required("paid_on", "支付日期", "date", "2021-06-12"),
            ]
        case .progress:
            [
                Self.project, .amount("aid_done", "完成援助投资", "work done of the aid, since the beginning", "120"),
                .amount("total_done", "完成总投资", "of the whole plan", "150"),
                .required("reported_on", "上报日期", "date", "2021-06-30"),
            ]
        case .contracts:
            [
                Self.project, .required("contract", "合同编号", "identifier", "KZ21-001-C1"),
                .required("supplier", "供应商", "who won it", "the builder", "施工单位"),
                .optional("buyer", "采购人", "who buys, the implementer if left out", "education bureau", "县教育局"),
                .required("method", "采购方式", "code", "open-tender", "公开招标"), .amount("amount", "合同金额", "agreed", "180"),
                .required("on", "签订日期", "date", "2021-03-30"),
            ]
        case .starts: [Self.project, .required("on", "开工日期", "date", "2021-04-10")]
        case .milestones:
            [
                Self.project, .required("milestone", "节点", "what was reached", "roof closed", "主体封顶"),
                .optional("planned_on", "计划日期", "date", "2021-10-01"), .required("on", "完成日期", "date", "2021-10-12"),
            ]
        default:
            [
                Self.project, .optional("to", "收回地区代码", "region code, the project's if left out", "653001"),
                Self.instrument, .amount("amount", "金额", "given back to the region", "5"),
                .required("on", "收回日期", "date", "2022-07-15"), .optional("reason", "原因", "why", "left over", "结余"),
            ]
        }
    }

    private static let statementColumns: [CSVColumn] = [
        .required("statement", "对账单编号", "what the bank calls it", "2021-03"),
        .required("account", "账户", "of the ledger, such as holding:653001", "holding:653001"),
        .required("bank_account", "银行账号", "its number, of which only the end is recorded", "6530010012341234"),
        .required("starts_on", "开始日期", "date", "2021-03-01"), .required("ends_on", "结束日期", "date", "2021-03-31"),
        .amount("opening", "期初余额", "balance before the first line", "0"),
        .amount("closing", "期末余额", "balance after the last line", "200"),
        .required("booked_on", "记账日期", "date", "2021-03-29"), .optional("value_on", "起息日期", "date", "2021-03-29"),
        .amount("amount", "金额", "of the line, below zero for money that went out", "200"),
        .optional("reference", "附言", "what the payer wrote", "KZ-653001-T1"),
        .optional("counterparty", "对方户名", "who is on the other side", "finance department", "州财政局"),
        .optional("bank_reference", "流水号", "what the bank calls the line", "NB-0001"),
    ]

    private var regionColumns: [CSVColumn] {
        let region = CSVColumn.required("region", "地区代码", "region code", "653022")
        switch self {
        case .designations:
            return [
                region, .required("designation", "类别", "code of an official list", "poverty-county", "国家级贫困县"),
                .required("since", "认定日期", "date", "2014-01-01"),
                .required("basis", "依据", "the list or decision", "list of 2014", "2014年名单"),
            ]
        case .delistings:
            return [
                region, .required("designation", "类别", "code of an official list", "poverty-county", "国家级贫困县"),
                .required("last_day", "退出日期", "the last day on the list", "2019-12-31"),
                .required("basis", "依据", "the decision", "decision of 2020", "2020年退出公告"),
            ]
        default:
            return [
                region, .required("year", "年度", "year", "2020"),
                .required("indicator", "指标", "code", "rural-income-per-head", "农村居民人均可支配收入"),
                .required("value", "数值", "31500, 12.5%, or 9865.40 (元) or 1.02亿元", "9865.40"),
                .required("source", "来源", "yearbook, bulletin or list", "yearbook 2021", "2021年统计年鉴"),
                .optional("reason", "修订原因", "why it takes the place of the figure on record", ""),
                .required("on", "公布日期", "date", "2021-03-31"),
            ]
        }
    }
}
