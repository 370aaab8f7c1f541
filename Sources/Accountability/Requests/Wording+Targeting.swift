extension Wording {
    static let targeting = [
        "Targeting: money by need": "精准帮扶：资金与需求", "By list": "按名单", "List": "名单", "Standing": "状态",
        "on the list": "在名单内",
        "left it": "已退出", "on no list": "不在名单", "Regions": "地区数", "Without aid": "无援助资金", "Share paid in": "到位资金占比",
        "Persons in poverty": "贫困人口", "Paid in per person in poverty": "贫困人口人均到位资金", "By region": "按地区",
        "On the lists": "所在名单",
        "Left the lists": "已退出名单", "What moved, by time and list": "按时间和名单的资金变动",
        "a region may stand on several lists, so that what they have overlaps": "一个地区可在多个名单，各名单之数有重复",
        "money counts for the lists on which its region stood on the day on which it moved": "资金按变动当日地区所在名单计算",
        "money counts for the lists on which its region stands, or stood before, where the report looks; for those of the day on which it moved: --by year":
            "资金按报告时点地区所在或曾在名单计算；按变动当日请用 --by year",
        "money per person in poverty is of the regions whose number is on record": "人均资金只计有贫困人口记录的地区",
    ]
}
