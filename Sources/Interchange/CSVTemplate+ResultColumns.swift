extension CSVTemplate {
    var outcomeColumns: [CSVColumn] {
        let indicator = CSVColumn.required("indicator", "指标编号", "identifier", "KZ21-001-JOBS")
        let value = CSVColumn.required("value", "数值", "1200, or 93.5% where it is a percentage", "1200")
        let start = CSVColumn.required("period_start", "期间起始日期", "date", "2021-01-01")
        let end = CSVColumn.required("period_end", "期间截止日期", "date", "2021-12-31")
        let report = CSVColumn.required("report", "上报序号", "number of the report", "2")
        switch self {
        case .indicators:
            return [
                indicator, .optional("project", "项目编号", "identifier; either this or region", "KZ21-001"),
                .optional("region", "地区代码", "region code", ""),
                .required("name", "英文名称", "in English", "Graduates in work"),
                .optional("name_zh", "名称", "official name", "", "毕业生就业人数"),
                .required("measure", "计量方式", "unit, percentage or ordinal", "unit", "数量"),
                .required("unit", "计量单位", "what one stands for", "persons", "人"),
                .optional("ascending", "越大越好", "yes or no, yes if left out", "yes", "是"),
                .optional("baseline", "基期值", "1200 or 93.5%", "0"),
                .optional("baseline_on", "基期日期", "date", "2021-01-10"),
                .required("target", "目标值", "1200 or 93.5%", "1500"),
                .required("due_on", "到期日期", "date", "2022-12-31"),
                .optional("eligible_population", "可受益人数", "persons who can benefit at most", "2000"),
                .required("on", "设定日期", "date", "2021-01-10"),
            ]
        case .outcomes:
            return [
                indicator, value, start, end,
                .required("reported_by", "上报单位", "who answers for it", "education bureau", "县教育局"),
                .optional("remark", "备注", "anything else", ""), .required("on", "上报日期", "date", "2022-01-15"),
            ]
        case .beneficiaries:
            return [
                indicator, .required("persons", "受益人数", "number", "1200"),
                .optional("households", "受益户数", "number", "350"),
                .required("group", "受益群体", "code", "registered-poor", "建档立卡贫困户"),
                .optional("eligible_population", "可受益人数", "persons who can benefit at most", "2000"), start, end,
                .optional("digest", "名单摘要", "SHA-256 of the list", ""), .required("on", "上报日期", "date", "2022-01-15"),
            ]
        case .verifications:
            return [
                indicator, report, .required("verified_by", "核验单位", "who looked into it", "county auditor", "县审计局"),
                .required("method", "核验方法", "how", "visits to a sample of households", "入户抽查"), value,
                .required("on", "核验日期", "date", "2022-02-20"),
            ]
        default:
            return [
                indicator, report, .required("disputed_by", "异议单位", "who looked into it", "county auditor", "县审计局"),
                .required("reason", "异议理由", "why it is wrong", "300 were counted twice", "重复统计300人"), value,
                .required("on", "提出日期", "date", "2022-02-20"),
            ]
        }
    }

    var cooperationColumns: [CSVColumn] {
        let common: [CSVColumn] = [
            .required("cooperation", "协作编号", "identifier", "JS-KZ-2021-C1"),
            .required("pairing", "结对编号", "identifier", "JS-KZ"),
            .optional("direction", "方向", "to-recipient or to-donor, to-recipient if left out", "to-recipient", "面向受援方"),
            .required("region", "地区代码", "region code, on that side", "653001"),
        ]
        let persons = CSVColumn.required("persons", "人数", "number", "20")
        let industry = CSVColumn.required("industry", "行业", "section of GB/T 4754", "manufacturing", "制造业")
        switch self {
        case .secondments:
            return common + [
                .required("profession", "人员类别", "code", "doctors", "医生"), persons,
                .optional("ends_on", "期满日期", "date", "2022-08-31"), .required("on", "到任日期", "date", "2021-03-01"),
            ]
        case .placements:
            return common + [
                persons, .required("registered_poor", "脱贫劳动力人数", "how many of them", "12"),
                .required("workplace", "就业地点", "code", "within-county", "就近就业"), industry,
                .optionalAmount("monthly_wage", "月平均工资", "of one of them", "0.35"),
                .required("on", "就业日期", "date", "2021-05-10"),
            ]
        case .trainings:
            return common + [
                .required("topic", "培训内容", "what was learned", "village enterprises", "致富带头人培训"), persons,
                .required("days", "天数", "number", "5"), .required("on", "培训日期", "first day", "2021-06-07"),
            ]
        case .purchases:
            return common + [
                .required("buyer_kind", "采购方类别", "code", "trade-unions", "工会"),
                .required("goods", "采购商品", "what was bought", "dried apricots", "杏干"),
                .amount("amount", "采购金额", "paid", "25"), .required("on", "采购日期", "date", "2021-09-10"),
            ]
        default:
            return common + [
                .required("investor", "投资企业", "the enterprise", "a textile mill", "某纺织企业"),
                .amount("committed", "协议投资额", "agreed", "3000"), .amount("paid_in", "到位投资额", "paid in so far", "1000"),
                industry, .required("jobs", "吸纳就业人数", "number", "120"),
                .required("linked_households", "利益联结户数", "number", "80"),
                .required("on", "签约日期", "date", "2021-07-01"),
            ]
        }
    }
}
