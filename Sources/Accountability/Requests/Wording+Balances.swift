extension Wording {
    static let balance = [
        "All accounts together": "全部账户合计", "Total of": "合计", "Account register": "账户明细账", "Register": "明细账",
        "By time": "按时间", "Of": "事项", "Event": "事件", "Other account": "对方账户", "In": "收入", "Out": "支出",
        "Opening balance": "期初余额", "Closing balance": "期末余额",
        "THE TRIAL BALANCE IS NOT ZERO: no figure above can be relied on": "试算不平衡：以上数字均不可采信",
    ]

    static let aging = [
        "Aging: how long money has waited": "资金账龄分析", "By place in the chain": "按资金环节",
        "By holder, oldest first": "按持有单位（由久至近）", "By region": "按地区", "Holder": "持有单位", "Since": "起算日",
        "Lies there since": "本户留存起始日", "0–30 days": "0–30天", "31–90": "31–90天", "91–180": "91–180天",
        "181–365": "181–365天", "366–730": "366–730天", "over 730": "730天以上", "Together": "小计", "Oldest, days": "最长天数",
        "Held by provinces": "省级结存", "Held by prefectures": "地级结存", "Held by counties": "县级结存",
        "Held elsewhere": "其他结存", "Allocated, unspent": "已分配未支出", "Money by age": "资金账龄",
    ]

    static let commitments = [
        "Commitments: promised against delivered": "承诺兑现情况", "Due as of": "到期基准日", "By state": "按状态",
        "By agreement": "按协议", "By fiscal year": "按财政年度", "By due date": "按到期日", "State": "状态",
        "Agreed on": "签订日期", "Days overdue": "逾期天数", "Agreements": "协议数", "Promised": "承诺", "Sent": "已拨付",
        "Received": "已到账", "Returned": "已返还", "Beyond it": "超出承诺", "Missing": "未到账", "Delivered": "到账率",
        "Overdue": "逾期", "Not due yet": "未到期", "overdue": "逾期", "due": "即将到期", "not due yet": "未到期",
        "no due date": "无到期日", "fulfilled": "已兑现", "Promised and delivered": "承诺与兑现",
        "due is what falls due within 30 days": "“即将到期”指30天内到期",
    ]
}
