extension Wording {
    static let trace = [
        "Trace: where the money went": "资金追踪：去向", "Trace: where the money came from": "资金追踪：来源", "Traced": "追踪对象",
        "Ages on": "账龄基准日", "Where it went": "资金去向", "Where it came from": "资金来源", "Where it is": "资金现状",
        "Who paid for it": "出资方", "What it was for": "资金用途", "Outcomes": "成效", "Step": "环节", "Account": "账户",
        "On": "日期", "Amount": "金额",
        "Share": "占比", "Days there": "停留天数", "Days since receipt": "到账后天数", "Documents": "凭证数", "Marks": "标记",
        "Position": "位置", "Where": "所在环节", "Agreement": "协议", "Transfer": "拨款", "Project": "项目", "Stage": "阶段",
        "Of it unspent": "其中未支出", "Of it spent": "其中已支出", "Allocated in all": "共分配", "Spent in all": "共支出",
        "Outcome": "成效", "Indicator": "指标", "Unit": "单位", "Target": "目标值", "Due on": "到期日", "Reported": "报告值",
        "Verified": "核实值", "Disputed": "异议值",
        "agreement": "协议", "transfer": "拨款", "project": "项目", "payment": "支付", "revised": "调整", "cancelled": "取消",
        "forward": "转拨", "receipt": "到账", "rejected": "退回", "allocation": "分配", "given back": "交回", "returned": "返还",
        "taken back:": "冲销：", "donor": "支援方", "origin not known": "来源不详", "lies there": "留存", "held": "结存",
        "with the donor again": "回到支援方", "not yet sent": "未拨付", "in transit": "在途", "not yet spent": "未支出",
        "paid": "已支付", "stands in for what left before": "抵补先前支出", "beyond the promise": "协议外", "came back": "回流",
        "outcome": "成效", "finding": "问题", "not reported": "未报告", "reported": "已报告", "verified": "已核实",
        "disputed": "有异议", "others": "其他", "proposed": "已申报", "approved": "已批复", "started": "已开工",
        "suspended": "已停工", "completed": "已完工", "closed": "已办结",
        "money left an account before any had come: where the trail ends, nobody can say whose it is":
            "有资金先支后收：追踪中断处无法确定归属",
        "days below zero: money moves on in the order in which events were recorded, which is not always that of the days":
            "天数为负：资金按登记顺序流转，登记顺序不一定与日期顺序一致",
    ]
}
