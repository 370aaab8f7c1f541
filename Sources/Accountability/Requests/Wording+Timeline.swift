extension Wording {
    static let timeline = [
        "Timeline: what happened, and when the ledger learned it": "时间线：发生与入账", "What happened": "发生事项",
        "Effective on": "发生日期", "Recorded at": "入账时间", "Days until recorded": "入账间隔（天）", "Late": "迟录", "late": "迟录",
        "Type": "类型", "Stream": "对象", "Moved": "变动金额", "Says": "摘要", "Of": "所属对象", "Events, by time": "按时间的事件数",
        "Events": "事件数", "there are more events than these; --limit 0 shows all": "尚有未列事件；--limit 0 显示全部",
    ]

    static let claims = [
        "Claims: published figures beside what is on record": "公布数与账面数对照", "Amounts": "金额", "Counts": "数量",
        "Claim": "声明", "Measure": "口径", "Claimed": "公布数", "On record": "账面数", "Difference": "差额",
        "Where they were published": "公布来源", "Claimant": "公布单位", "Published on": "公布日期", "Source": "来源",
        "Wording": "原文",
        "programme": "规划", "pairing": "结对关系", "from": "自", "to": "至", "everything": "全部",
        "a claim is what somebody published; the ledger has what transactions on record add up to":
            "公布数为有关单位所公布；账面数为入账交易之合计",
        "the difference is what is claimed less what is on record": "差额为公布数减账面数",
    ]

    static let difference = [
        "What changed of a report": "报告变动情况", "Report": "报告", "Figures changed": "变动数据数", "Events behind it": "所据事件数",
        "Published period from": "公布期间起", "Published period to": "公布期间止", "Events that moved the past": "改变已公布期间的事件数",
        "Amounts that changed": "变动金额", "Numbers that changed": "变动数量", "Shares that changed": "变动比例",
        "Words that changed": "变动文字", "Section": "表", "Row": "行", "Column": "列", "Figure": "数据", "Before": "原值",
        "After": "现值", "By the events": "所据事件", "Rows that came or went": "增减的行", "Change": "变动", "came": "新增",
        "went": "消失", "By which events": "所据事件", "Reason": "原因", "The past moved": "改变已公布期间",
        "nothing changed: no event was recorded in between": "无变动：期间无新入账事件",
        "an event moves the past when it was recorded after the publication and happened in its period (R21)":
            "公布后入账而发生于公布期间之内的事件，改变已公布期间（R21）",
    ]
}
