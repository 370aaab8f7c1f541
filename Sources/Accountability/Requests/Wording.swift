/// The Chinese terms of reports, by their English ones. Each report adds its own in a file beside it.
enum Wording {
    static let chinese: [String: String] = all.reduce(into: [:]) { $0.merge($1) { first, _ in first } }

    private static let all = [
        common,
        explanation,
        position,
        flows,
        targeting,
        disparity,
        cooperation,
        scorecard,
        trace,
        balance,
        aging,
        commitments,
        projects,
        outcomes,
        timeline,
        claims,
        difference,
        reconciliation,
        sampling,
        receipts,
        check,
    ]

    private static let common = [
        "Ledger": "账本", "As of": "截至日期", "From": "起始日期", "To": "截止日期", "Known at": "知悉时点",
        "Known at position": "知悉位置", "Events counted": "计入事件数", "Region": "地区", "Programme": "规划", "Pairing": "结对关系",
        "Instrument": "资金性质", "Purpose": "用途", "Tier": "层级", "Donor": "支援方", "Recipient": "受援方", "Code": "代码",
        "Place": "地点", "Name": "名称", "Year": "年度", "Time": "时间", "Total": "合计", "not known": "不详",
        "central": "中央", "province": "省级", "prefecture": "地级", "county": "县级",
    ]

    private static let explanation = [
        "What the figures rest on": "数据所依据的事件", "Report": "报表", "Events behind it": "所依据的事件", "Position": "位置",
        "Effective on": "发生日期", "Type": "类型", "Stream": "事件流", "Moved of it": "其中变动金额", "Actor": "经办",
        "Recorded at": "记录时间",
    ]
}
