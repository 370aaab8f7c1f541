extension Wording {
    static let outcomes = [
        "Outcomes: targets, claims and what was verified": "成效：目标、上报与核验", "Indicators": "指标数", "Indicator": "指标",
        "Outcomes": "成效指标", "Outcomes that are shares": "比率类成效指标", "By unit": "按计量单位", "Unit": "计量单位",
        "Baseline": "基线值", "Target": "目标值", "Reported": "上报值", "Verified": "核验值", "Disputed": "争议值",
        "Verified of target": "核验完成率", "Spent per verified unit": "每核验单位支出",
        "Places and their poor inhabitants": "各地成效与贫困人口",
        "Of them verified": "其中已核验", "Persons reached": "受益人数", "Poor inhabitants": "贫困人口", "In the year": "所属年度",
        "Spent per poor inhabitant": "贫困人口人均支出", "Reports of outcomes, by time": "按时间的成效上报",
        "Indicators, by how far what is said of them can be relied on": "按可信程度的指标分布", "nothing reported": "未上报",
        "reported": "已上报", "verified": "已核验", "disputed": "有争议",
        "what is reported is a claim of whoever answers for it; what is verified or disputed is what others found":
            "上报值为责任单位的声明；核验值和争议值为他方认定",
        "what is reported is a claim; what is verified or disputed is what others found": "上报值为声明；核验值和争议值为他方认定",
        "money is all that the projects spent, which may have further ends: a project counts in full for each of its units":
            "支出为项目全部支出，可能另有用途；项目在其每一计量单位下均按全额计",
        "shares, grades, and what is to become less are not added up": "比率、等级以及越少越好的指标不作加总",
        "money is all that was spent up to the end of the period": "支出为截至期末的累计数",
    ]
}
