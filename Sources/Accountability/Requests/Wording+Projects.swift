extension Wording {
    static let projects = [
        "Project": "项目", "Projects one by one": "项目清单", "By stage": "按阶段", "Stage": "阶段", "proposed": "已申报",
        "approved": "已批复",
        "started": "在建", "suspended": "停工", "completed": "已竣工", "closed": "已验收结项", "cancelled": "已取消",
        "Whole plan": "计划总投资", "Planned aid": "计划援助资金", "Given": "已安排", "Spent": "已支出", "Left": "结余",
        "Work done": "完成进度",
        "Told on": "进度报告日", "Days behind": "滞后天数", "Planned end": "计划完工日期", "Last payment": "最近支付日",
        "Spent of what was given": "已安排资金的支出情况", "What it is": "基本情况", "Key": "代号", "Field": "事项", "Value": "内容",
        "Name (Chinese)": "中文名称", "Sector": "行业", "Implementer": "实施单位", "Proposed on": "申报日期", "Proposed by": "申报录入人",
        "Approved on": "批复日期", "Approved by": "批复录入人", "Started on": "开工日期", "Suspended on": "停工日期",
        "Completed on": "竣工日期",
        "Closed on": "结项日期", "Cancelled on": "取消日期", "Last inspected on": "最近检查日期", "In use": "是否使用", "yes": "是",
        "no": "否", "Money, by donor": "资金来源", "Fiscal year": "财政年度", "Plan against progress": "计划与进度", "What": "项目内容",
        "Planned": "计划", "Done": "完成", "Share": "比例", "All work": "全部工程", "Work that the aid pays for": "援助资金工程",
        "Under contract": "已签合同", "Time gone against work done": "工期与进度", "Planned start": "计划开工日期",
        "Planned days": "计划工期（天）", "Days gone": "已过天数", "Time gone": "工期已过", "Contracts": "合同", "Contract": "合同",
        "Supplier": "供应商", "Buyer": "采购人", "Method": "采购方式", "Awarded on": "签订日期", "Amount": "金额", "Paid": "已支付",
        "Milestones": "节点", "Milestone": "节点", "Planned on": "计划日期", "Reached on": "完成日期", "Days late": "延迟天数",
        "Position": "位置", "Findings": "问题", "Finding": "问题编号", "State": "状态", "Severity": "严重程度", "Rule": "规则",
        "About": "对象", "Raised on": "提出日期", "Due on": "期限", "Recovered": "追回资金", "Statement": "问题描述",
        "Evidence": "佐证材料",
        "Title": "标题", "Kind": "类别", "Event": "事件", "Attached on": "归档日期", "Actor": "经办人", "SHA-256": "SHA-256 摘要", "Payments": "支付明细",
        "Payment": "支付编号", "Paid on": "支付日期", "Payee": "收款方", "Category": "支出类别", "Taken back": "已冲销",
        "days behind are those by which the work done is behind a plan that is as even as time, on the day on which work was told last; of what is completed, those after the planned end":
            "滞后天数按工期均匀推进的计划计算，截至最近一次进度报告日；已竣工项目为超过计划完工日期的天数",
        "money is the part that the filter means; plans and work are of the whole projects": "资金为筛选所指部分；计划与完成进度为项目整体",
    ]
}
