extension Wording {
    static let scorecard = [
        "Scorecard: the areas of the annual evaluation": "考核对照：年度成效考核内容", "What is on record": "记录情况", "Area": "考核内容",
        "Years of two sides": "双方年度数", "With a figure of the donor": "支援方有记录",
        "With a figure of the recipient": "受援方有记录",
        "Record": "记录", "nothing on record": "无记录", "nothing on record of the donors": "支援方无记录",
        "nothing on record of the recipients": "受援方无记录", "Donor, money": "支援方（金额）", "Recipient, money": "受援方（金额）",
        "Donor, number": "支援方（数量）", "Recipient, number": "受援方（数量）", "Side by side": "双方对照", "Measure": "指标",
        "money is of the fiscal year, cooperation of the calendar year in which it happened or began":
            "资金按预算年度计，协作按发生或开始的公历年度计",
        "an area without a figure has nothing on record, which is not the same as 0": "无数据表示无记录，不等于零",
        "meetings and plans are no events of the ledger, so that nothing of organisation and leadership can be on record":
            "账本不记录会议和规划，组织领导无从记录",
    ]
}
