extension Wording {
    static let position = [
        "Position: where every yuan is now": "资金去向：每一元现在何处", "By pairing": "按结对关系", "By donor": "按支援方",
        "By recipient": "按受援方", "By tier": "按层级", "By place": "按地点", "By purpose": "按用途",
        "What moved, by time": "按时间的资金变动", "Trial balance": "试算平衡", "Given": "已安排", "Not yet sent": "未拨付",
        "In transit": "在途", "Held": "结存待分配", "Allocated": "已分配未支出", "Spent": "已支出", "Left": "结余",
        "Paid in": "已到位", "Uncommitted": "协议外资金", "Scope": "实施范围", "Projects": "项目数", "Whole plan": "计划总投资",
        "Planned aid": "计划援助资金", "Aid work done": "援助资金完成投资", "All work done": "完成总投资", "Accounts": "账户",
        "Meaning": "含义", "Balance": "余额", "held, no project yet": "已到位，尚未安排项目", "not arrived yet": "尚未到达",
        "given by donors": "支援方已安排", "promised, not yet sent": "已承诺未拨付", "sent, not yet received": "已拨付未到账",
        "received, not yet allocated": "已到账未分配", "allocated, not yet spent": "已分配未支出", "spent": "已支出",
        "How far the money has come": "资金到达环节",
        "money was sent beyond what agreements promised: see the column \"Uncommitted\"": "有资金超出协议承诺拨付：见“协议外资金”一栏",
        "money is what moved in the period; plans and work done are those at its end": "资金为期间内变动数；计划与完成投资为期末数",
        "plans and work done are those of all projects of a place and purpose, whoever pays for them":
            "计划与完成投资为该地点和用途全部项目之数，不分出资方",
    ]
}
